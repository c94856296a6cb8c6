import { expect } from "chai";
import { rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { TestFolder, snowtrail, type Ran } from "../logFiles";
import { TestTrail, put, type TrailFile } from "./trail";

const trail = new TestTrail();

/** Three hours of a trail: two log files, none, and one. */
const [early, twin, late] = [
  trail.log("2024-05-01T12:10:00Z"),
  trail.log("2024-05-01T12:40:00Z", "b"),
  trail.log("2024-05-01T14:20:00Z"),
];
const hours = trail.digests(
  ["2024-05-01T13:00:00Z", [early, twin]],
  ["2024-05-01T14:00:00Z", []],
  ["2024-05-01T15:00:00Z", [late]],
);
const [first, second, third] = hours as [TrailFile, TrailFile, TrailFile];
const all = [early, twin, late, ...hours];

export interface FaultRow {
  fault: string;
  reason: string;
  file: string;
}

describe("snowtrail reconcile", () => {
  let folder: TestFolder;
  beforeEach(() => {
    folder = new TestFolder();
  });
  afterEach(() => {
    folder.remove();
  });

  const run = (...args: string[]): Promise<Ran> => snowtrail(["reconcile", folder.path, ...args]);
  /** The faults, each with the name of its file. */
  const faults = async (...args: string[]): Promise<{ status: number; rows: string[][] }> => {
    const { status, stdout } = await run(...args, "--format", "json");
    const rows = JSON.parse(stdout) as FaultRow[];
    return {
      status,
      rows: rows.map(({ fault, file, reason }) => [fault, path.basename(file), reason]),
    };
  };
  const name = ({ key }: TrailFile): string => path.basename(key);

  it("proves a whole trail whole, an hour without files among its hours", async () => {
    put(folder, ...all);
    const { status, stdout, stderr } = await run();
    expect(stdout).to.equal(
      [
        "digests     3 digests in 1 chain: 2024-05-01 12:00:00 to 2024-05-01 15:00:00 UTC",
        "            no chain is broken",
        "signatures  not checked: name the public keys with --public-keys. Without them nothing tells who wrote the digests",
        "files       3 of 3 delivered files are as they were delivered",
        "loaded      not compared: name a database with --db, or an export of COPY_HISTORY with --copy-history",
        "",
      ].join("\n"),
    );
    expect(stderr).to.equal("");
    expect(status).to.equal(0);
  });

  it("names a delivered file that is missing, by where it was delivered", async () => {
    put(folder, ...all.filter((file) => file !== twin));
    const { status, stdout } = await run();
    expect(stdout).to.include("2 of 3 delivered files are as they were delivered, 1 missing\n");
    expect(stdout).to.include(
      `missing\n  it was delivered, and is not there (1):\n    s3://example-trail/${twin.key}\n`,
    );
    expect(status).to.equal(1);
  });

  it("names files that are altered: in their text, or so that they cannot be unpacked", async () => {
    put(folder, ...all, { ...twin, text: twin.text.replace("ListBuckets", "ListBocks") });
    writeFileSync(folder.at(late.key), Buffer.from([0x1f, 0x8b, 8, 0]));
    const { status, rows } = await faults();
    expect(rows).to.deep.equal([
      ["altered", name(twin), "its content is not what was delivered: their hashes differ"],
      ["altered", name(late), "the gzip data ends too early: the file is truncated"],
    ]);
    expect(status).to.equal(1);
  });

  it("takes a file that was unpacked, or lies in another folder, for the same", async () => {
    put(folder, ...hours, twin, late);
    folder.write(`elsewhere/${name(early).replace(".gz", "")}`, early.text);
    expect(await faults()).to.deep.equal({ status: 0, rows: [] });
  });

  it("names a log file in a time that digests cover and none tells, and counts those of other times", async () => {
    put(folder, ...all, trail.log("2024-05-01T13:30:00Z", "forged"));
    put(
      folder,
      trail.log("2024-05-01T15:05:00Z"),
      new TestTrail("444455556666").log("2024-05-01T13:30:00Z"),
    );
    const { stdout, status } = await run();
    expect(stdout).to.include(
      "3 of 3 delivered files are as they were delivered, 1 in no digest\n",
    );
    expect(stdout).to.include("2 more are of times that no digest covers");
    expect(stdout).to.match(
      /^unlisted\n {2}no digest names it, though digests cover its time \(1\):\n.*_forged\.json\.gz\n$/m,
    );
    expect(status).to.equal(1);
  });

  describe("of a broken chain", () => {
    it("names the digest that is missing and the time that none covers", async () => {
      put(folder, ...all.filter((file) => file !== second));
      expect(await faults()).to.deep.equal({
        status: 1,
        rows: [
          ["digest missing", name(second), `${third.key} follows it`],
          [
            "gap",
            "111122223333_CloudTrail-Digest_eu-west-1_audit_eu-west-1, 2024-05-01 13:00:00 to 2024-05-01 14:00:00 UTC",
            "no digest covers it",
          ],
        ],
      });
    });

    it("names a digest that is not what its successor says", async () => {
      const edited = trail.digest("2024-05-01T13:00:00Z", { logs: [early] });
      put(folder, ...all.filter((file) => file !== twin), edited);
      const { rows } = await faults();
      expect(rows).to.deep.equal([
        ["digest altered", name(first), `its content is not what ${second.key} says`],
      ]);
    });

    it("names a digest that was put between two others", async () => {
      const between = trail.digest("2024-05-01T14:30:00Z", { after: second });
      put(folder, ...all, between);
      const { rows } = await faults();
      expect(rows).to.deep.equal([
        ["digest altered", name(between), `it is in no chain: ${third.key} follows another digest`],
      ]);
    });

    it("takes the older digest's word for a file that a later one tells otherwise", async () => {
      const altered = { ...early, text: early.text.replace("ListBuckets", "ListBocks") };
      put(
        folder,
        ...all,
        altered,
        trail.digest("2024-05-01T16:00:00Z", { after: third, logs: [altered] }),
      );
      const { rows } = await faults();
      expect(rows.map(([fault, its]) => [fault, its])).to.deep.equal([["altered", name(early)]]);
    });

    it("tells when logging or validation was off, for which the chain begins anew", async () => {
      put(folder, ...all, trail.digest("2024-05-01T20:00:00Z"));
      const { rows } = await faults();
      expect(rows).to.have.length(1);
      expect(rows[0]?.[1]).to.match(/, 2024-05-01 15:00:00 to 2024-05-01 19:00:00 UTC$/);
      expect(rows[0]?.[2]).to.match(/logging or the validation of log files was off$/);
    });

    it("refuses a digest that begins anew without a pause", async () => {
      const anew = trail.digest("2024-05-01T16:00:00Z");
      put(folder, ...all, anew);
      const { rows } = await faults();
      expect(rows).to.deep.equal([
        ["digest altered", name(anew), `it follows none, though ${third.key} comes before it`],
      ]);
    });
  });

  describe("of a digest that cannot be read", () => {
    const broken: Record<string, [TrailFile, reason: RegExp]> = {
      "is not JSON": [{ ...second, text: "{" }, /^it is not JSON$/],
      "holds something else": [
        { ...second, text: '{"Records":[]}' },
        /^it is no digest: digestStartTime: expected a time such as /,
      ],
      "has no list of files": [
        trail.digest("2024-05-01T14:00:00Z", { after: first, fields: { logFiles: "none" } }),
        /^it is no digest: logFiles: expected a list$/,
      ],
      "names half of its predecessor": [
        trail.digest("2024-05-01T14:00:00Z", {
          after: first,
          fields: { previousDigestHashValue: null },
        }),
        /^it names its predecessor only in part$/,
      ],
      "is another one, renamed": [
        { ...second, text: third.text },
        /^it is the digest .*150000Z\.json\.gz under another name$/,
      ],
    };
    for (const [what, [file, reason]] of Object.entries(broken)) {
      it(`since it ${what}, names it with the reason, and compares all the rest`, async () => {
        put(folder, ...all, file);
        const { status, rows } = await faults();
        expect(rows.map(([fault, its]) => [fault, its])).to.deep.equal([
          ["digest altered", name(second)],
          ["gap", rows[1]?.[1]],
        ]);
        expect(rows[0]?.[2]).to.match(reason);
        expect(status).to.equal(1);
      });
    }
  });

  describe("over days", () => {
    const atMidnight = trail.log("2024-05-01T23:50:00Z");
    const next = trail.log("2024-05-02T00:20:00Z");
    const night = trail.digests(
      ["2024-05-01T23:30:00Z", []],
      ["2024-05-02T00:30:00Z", [atMidnight, next]],
      ["2024-05-02T01:30:00Z", []],
    );

    it("takes what was delivered before midnight from the next day's digest, and asks for no more", async () => {
      put(folder, atMidnight, ...night);
      const { rows } = await faults("--to", "2024-05-01");
      expect(rows).to.deep.equal([]);
      const { stdout } = await run("--to", "2024-05-01");
      expect(stdout).to.include("2 digests in 1 chain").and.include("1 of 1 delivered files are");
    });

    it("expects no digest from before the days, and one for all of each day", async () => {
      put(folder, next, ...night.slice(1));
      const { rows } = await faults("--from", "2024-05-02", "--to", "2024-05-02");
      expect(rows.map(([fault, where]) => [fault, where?.split(", ")[1]])).to.deep.equal([
        ["gap", "2024-05-02 01:30:00 to 2024-05-03 00:00:00 UTC"],
      ]);
    });
  });

  it("follows each account, region and trail of an organization, and what is told late, by itself", async () => {
    const root = "logs/AWSLogs/o-exampleorgid/";
    const [one, other] = [
      new TestTrail("111122223333", "us-east-1", root),
      new TestTrail("444455556666", "us-east-1", root),
    ];
    const [a, b, delayed] = [
      one.log("2024-05-01T12:10:00Z"),
      other.log("2024-05-01T12:10:00Z"),
      one.log("2024-05-01T12:35:00Z", "delayed"),
    ];
    put(folder, a, b, delayed, one.digest("2024-05-01T13:00:00Z", { logs: [a] }));
    put(folder, other.digest("2024-05-01T13:00:00Z", { logs: [b] }));
    put(folder, one.digest("2024-05-01T13:00:00Z", { logs: [delayed], isBackfill: true }));
    const { stdout, status } = await run();
    expect(stdout).to.include("3 digests in 3 chains").and.include("3 of 3 delivered files are");
    expect(status).to.equal(0);
    rmSync(folder.at(b.key));
    const { rows } = await faults();
    expect(rows.map(([fault, file]) => [fault, file])).to.deep.equal([["missing", name(b)]]);
    expect(await faults("--account", "111122223333")).to.deep.equal({ status: 0, rows: [] });
  });

  it("exits with 3 where there is no digest, or a path cannot be looked at", async () => {
    put(folder, early);
    const { status, stdout } = await run();
    expect(stdout).to.match(/^There is no digest: the trail needs log file validation/);
    expect(status).to.equal(3);
    put(folder, ...all);
    const { rows, ...beside } = await faults(folder.at("nothing"));
    expect(rows).to.deep.equal([["not read", "nothing", "it does not exist"]]);
    expect(beside.status).to.equal(3);
  });

  it("prints nothing that a digest holds as what a terminal obeys", async () => {
    const hostile = { ...early, key: early.key.replace("_a.", "_\u001b[2J.") };
    put(folder, trail.digest("2024-05-01T13:00:00Z", { logs: [hostile] }));
    const { stdout } = await run();
    expect(stdout).to.include("_\\u001b[2J.json.gz").and.not.include("\u001b");
  });
});
