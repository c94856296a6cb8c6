import { expect } from "chai";
import { copyFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { pack } from "tar-stream";
import { TestFolder, quietEvent, rowsOf, snowtrail, type Json } from "../logFiles";

/** Events of a file that is too large to be held back until it is judged: 40 MB of text that looks like structure. */
const count = 2000;
const padding = 'x\\"]}[{,'.repeat(2200);

function records(prefix: string): Json[] {
  return Array.from({ length: count }, (_, at) =>
    quietEvent(`${prefix}${at}`, { userAgent: padding }),
  );
}

function log(prefix: string): string {
  return JSON.stringify({ Records: records(prefix) });
}

describe("local: a large file", () => {
  let folder: TestFolder;
  let db: string;
  beforeEach(() => {
    folder = new TestFolder();
    db = folder.at("events.duckdb");
    folder.log("logs/small.json", [quietEvent("small")]);
  });
  afterEach(() => {
    folder.remove();
  });

  const detect = async (file = "logs"): Promise<{ stdout: string; status: number }> =>
    snowtrail(["detect", folder.at(file), "--db", db]);
  const counts = async (): Promise<unknown> => {
    const [row] = await rowsOf(
      "select count(*) n, count(distinct eventID) ids, count(distinct userAgent) agents from cloudtrail",
      "--db",
      db,
    );
    return row;
  };
  const alone = { n: 1, ids: 1, agents: 1 };
  const both = { n: count + 1, ids: count + 1, agents: 2 };

  it("is loaded without loss, in its order, and once", async () => {
    expect(log("a").length).to.be.greaterThan(36 * 2 ** 20);
    folder.write("logs/a.json.gz", gzipSync(log("a"), { level: 1 }));
    expect((await detect()).stdout).to.match(/^files +2 found: 2 loaded$/m);
    expect((await detect()).stdout).to.match(/^files +2 found: 0 loaded, 2 loaded before$/m);
    expect(await counts()).to.deep.equal(both);
    const order = await rowsOf(
      `select count(*) n from cloudtrail_raw, lateral flatten(input => record:Records) as event
      where file_name like '%a.json.gz' and event.value:eventID::string = 'a' || event.index`,
      "--db",
      db,
    );
    expect(order).to.deep.equal([{ n: count }]);
  });

  for (const [what, content, reason] of [
    ["ends too early", (): Buffer => Buffer.from(log("a").slice(0, -1)), /truncated/],
    ["has something behind its end", (): Buffer => Buffer.from(`${log("a")}x`), /not JSON/],
    [
      "has another checksum",
      (): Buffer => {
        const packed = gzipSync(log("a"), { level: 1 });
        packed.writeUInt8(packed.readUInt8(packed.length - 8) ^ 1, packed.length - 8);
        return packed;
      },
      /the gzip data is damaged/,
    ],
  ] as const) {
    it(`that ${what} is not loaded in part, as a small one is not`, async () => {
      folder.write("logs/a", content());
      const { stdout, status } = await detect();
      expect(stdout).to.match(reason);
      expect(stdout).to.match(/^events +1;/m);
      expect(status).to.equal(3);
      expect(await counts()).to.deep.equal(alone);
    });
  }

  it("that was replaced by a damaged one keeps its events", async () => {
    folder.write("logs/a.json", log("a"));
    await detect();
    folder.write("logs/a.json", log("b").slice(0, -1));
    const { stdout, status } = await detect();
    expect(stdout).to.match(/^changed +1 had other content .* were kept:$/m);
    expect(status).to.equal(3);
    expect(await counts()).to.deep.equal(both);
  });

  it("that was replaced by another one has the events of that one", async () => {
    folder.write("logs/a.json", log("a"));
    await detect();
    folder.write("logs/a.json", log("b"));
    expect((await detect()).stdout).to.match(/^changed +1 .* were replaced:$/m);
    const [row] = await rowsOf(
      "select count(*) n from cloudtrail where eventID like 'b%'",
      "--db",
      db,
    );
    expect(row).to.deep.equal({ n: count });
    expect(await counts()).to.deep.equal(both);
  });

  it("under another name is a copy, large or not as it is stored", async () => {
    folder.write("logs/a.json", log("a"));
    await detect();
    copyFileSync(folder.at("logs/a.json"), folder.at("copy.json"));
    expect((await detect("copy.json")).stdout).to.match(/^files +1 found: 0 loaded, 1 copies$/m);
    expect(await counts()).to.deep.equal(both);
  });

  it("that is an archive loses none but its damaged member", async () => {
    const archive = pack();
    for (const [name, text] of [
      ["a.json", log("a")],
      ["b.json", log("b").slice(0, -1)],
      ["c.json", JSON.stringify({ Records: [quietEvent("c")] })],
    ] as const) {
      archive.entry({ name }, text);
    }
    archive.finalize();
    const chunks: Buffer[] = [];
    for await (const chunk of archive) chunks.push(chunk as Buffer);
    folder.write("logs/a.tar", Buffer.concat(chunks));
    const { stdout, status } = await detect();
    expect(stdout)
      .to.match(/^set aside$/m)
      .and.match(/a\.tar, b\.json/);
    expect(status).to.equal(3);
    expect(await counts()).to.deep.equal({ n: count + 2, ids: count + 2, agents: 2 });
    const indexes = await rowsOf(
      "select row_count from load_history where file_name like '%a.tar'",
      "--db",
      db,
    );
    expect(indexes).to.deep.equal([{ row_count: count + 1 }]);
  });
});
