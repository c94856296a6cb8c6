import { expect } from "chai";
import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import { setTimeout } from "node:timers/promises";
import { gzipSync } from "node:zlib";
import {
  TestFolder,
  quietEvent,
  rootLogin,
  rowsOf,
  snowtrail,
  type Json,
  type Ran,
} from "./logFiles";
import { TestS3, setEnvironment } from "./s3Server";

const root = path.join(__dirname, "../..");
const bucket = `s3://${TestS3.bucket}`;

/** The key of a log file of a trail. */
function keyOf(at: {
  account?: string;
  region?: string;
  day?: string;
  name?: string;
  organization?: string;
}): string {
  const { account = "111122223333", region = "eu-west-1", day = "2026/03/17", name = "a" } = at;
  const above = at.organization === undefined ? "" : `${at.organization}/`;
  const time = `${day.replaceAll("/", "")}T1200Z`;
  return `AWSLogs/${above}${account}/CloudTrail/${region}/${day}/${account}_CloudTrail_${region}_${time}_${name}.json.gz`;
}

describe("Logs in S3", () => {
  let s3: TestS3;
  let folder: TestFolder;
  let restore: () => void;

  before(async () => {
    s3 = await TestS3.start();
    restore = setEnvironment(s3.environment);
  });
  beforeEach(() => {
    s3.clear();
    folder = new TestFolder();
  });
  afterEach(() => {
    folder.remove();
  });
  after(async () => {
    restore();
    await s3.stop();
  });

  const detect = (...args: string[]): ReturnType<typeof snowtrail> =>
    snowtrail(["detect", "--endpoint-url", s3.url, ...args]);
  const db = (): string[] => ["--db", folder.at("events.duckdb")];
  const ids = async (): Promise<unknown[]> =>
    (await rowsOf("select eventID from cloudtrail order by eventID", ...db())).map(
      ({ eventID }) => eventID,
    );

  const start = (): ReturnType<typeof spawn> =>
    spawn(
      process.execPath,
      [
        ...["--require", "tsx/cjs", path.join(root, "cli/main.ts"), "detect", bucket],
        ...["--endpoint-url", s3.url, ...db()],
      ],
      { cwd: root, stdio: "ignore" },
    );

  it("are loaded as from a disk, and what is found in them is the same", async () => {
    const logs = path.join(root, "samples/AWSLogs");
    const files = readdirSync(logs, { recursive: true, encoding: "utf8" }).filter((file) =>
      file.includes("/CloudTrail/us-east-1/"),
    );
    for (const file of files.filter((each) => each.endsWith(".gz"))) {
      s3.put(`AWSLogs/${file}`, readFileSync(path.join(logs, file)));
    }
    const told = ({ stdout }: { stdout: string }): string =>
      stdout.replace(/^time .*$/m, "").replaceAll(`${bucket}/`, "samples/");
    const inS3 = await detect(`${bucket}/AWSLogs/`);
    const onDisk = await snowtrail([
      "detect",
      path.join(logs, "111122223333/CloudTrail/us-east-1"),
    ]);
    expect(inS3.status).to.equal(onDisk.status).and.to.equal(0);
    expect(told(inS3)).to.equal(told(onDisk));
    expect(inS3.stdout).to.match(/^findings +\d+:/m);
  });

  it("of an organization are those of the accounts, regions and days asked for", async () => {
    const organization = "o-exampleorgid";
    for (const account of ["111122223333", "444455556666"]) {
      for (const region of ["eu-west-1", "us-east-1"]) {
        for (const day of ["2026/03/16", "2026/03/17", "2026/03/18"]) {
          s3.log(keyOf({ organization, account, region, day }), [
            quietEvent(`${account} ${region} ${day}`),
          ]);
        }
      }
    }
    s3.put(`AWSLogs/${organization}/111122223333/CloudTrail-Digest/eu-west-1/x.json.gz`, "");
    const ran = await detect(
      bucket,
      ...["--from", "2026-03-17", "--to", "2026-03-18"],
      ...["--account", "444455556666", "--region", "us-east-1,us-west-2"],
      ...db(),
    );
    expect(ran.status).to.equal(0);
    expect(await ids()).to.deep.equal([
      "444455556666 us-east-1 2026/03/17",
      "444455556666 us-east-1 2026/03/18",
    ]);
    expect(s3.reads).to.have.length(2);
  });

  it("are loaded over pages of keys, and are not downloaded again", async function () {
    this.timeout(120_000);
    putMany(3000, (at) => [keyOf({ name: String(at) }), [quietEvent(String(at))]]);
    const first = await detect(`${bucket}/AWSLogs/`, ...db());
    expect(first.stdout).to.match(/^files +3,000 found: 3,000 loaded$/m);
    expect(new Set(await ids()).size).to.equal(3000);
    s3.requests = [];
    const again = await detect(`${bucket}/AWSLogs/`, ...db());
    expect(again.stdout).to.match(/^files +3,000 found: 0 loaded, 3,000 loaded before$/m);
    expect(s3.reads).to.deep.equal([]);
  });

  it("arrive whole from a server that breaks downloads off", async () => {
    for (let at = 0; at < 8; at += 1) {
      const filler = randomBytes(30_000).toString("hex");
      s3.log(keyOf({ name: String(at) }), [quietEvent(String(at), { userAgent: filler })]);
    }
    const cut = new Set<string>();
    s3.fault = ({ key }) => {
      if (key === "" || cut.has(key)) return undefined;
      cut.add(key);
      return { cutAfter: 10_000 };
    };
    const ran = await detect(bucket, ...db());
    expect(ran.status).to.equal(0);
    expect(await ids()).to.have.length(8);
    expect(s3.requests.filter(({ range }) => range === "bytes=10000-")).to.have.length(8);
  });

  it("may be larger than what is held in memory at once", async function () {
    this.timeout(60_000);
    const records = Array.from({ length: 600 }, (_, at) =>
      quietEvent(String(at), { userAgent: randomBytes(20_000).toString("base64") }),
    );
    s3.log(keyOf({}), records);
    let isBroken = false;
    s3.fault = ({ key }) => {
      if (key === "" || isBroken) return undefined;
      isBroken = true;
      return { cutAfter: 9_000_000 };
    };
    await detect(bucket, ...db());
    expect(await ids()).to.have.length(600);
    s3.requests = [];
    await detect(bucket, ...db());
    expect(s3.reads).to.deep.equal([]);
    // Changed, it is downloaded once more.
    s3.log(keyOf({}), [...records, quietEvent("more")]);
    await detect(bucket, ...db());
    expect(await ids()).to.have.length(601);
    expect(s3.reads).to.have.length(1);
  });

  it("replace what was loaded under the same key when they have changed", async () => {
    s3.log(keyOf({}), [quietEvent("one")]);
    await detect(bucket, ...db());
    s3.log(keyOf({}), [quietEvent("ONE"), quietEvent("two")]);
    const ran = await detect(bucket, ...db());
    expect(ran.stdout).to.match(/^changed +1 /m);
    expect(await ids()).to.deep.equal(["ONE", "two"]);
  });

  it("are downloaded once each, be they no logs, copies, or loaded before under another ETag", async () => {
    const log = gzipSync(JSON.stringify({ Records: [quietEvent("one")] }));
    const [original, copy] = [keyOf({ name: "a" }), keyOf({ name: "b" })];
    s3.put(original, log);
    s3.put(copy, log);
    s3.put(keyOf({ name: "c" }), gzipSync('{"logFiles":[]}'));
    const told = ({ stdout }: Ran): string => stdout.replace(/^(time|files|events) .*\n/gm, "");
    const reads = async (): Promise<string[]> => {
      s3.requests = [];
      const ran = await detect(bucket, ...db());
      expect(ran.stdout).to.match(/ 1 copies, 1 skipped as no log$/m);
      expect(told(ran)).to.equal(told(first));
      return s3.reads;
    };
    const first = await detect(bucket, ...db());
    expect(s3.reads).to.have.length(3);
    expect(await reads()).to.deep.equal([]);
    // The one time, the copy is read as well: its original may have become another one.
    s3.put(original, log, { etag: "0".repeat(32) });
    expect(await reads()).to.deep.equal([original, copy]);
    expect(await reads()).to.deep.equal([]);
    expect(await ids()).to.deep.equal(["one"]);
  });

  it("are loaded from a copy in the run in which the original becomes another one", async () => {
    s3.log(keyOf({ name: "a" }), [quietEvent("one")]);
    s3.log(keyOf({ name: "b" }), [quietEvent("one")]);
    await detect(bucket, ...db());
    s3.log(keyOf({ name: "a" }), [quietEvent("two")]);
    await detect(bucket, ...db());
    expect(await ids()).to.deep.equal(["one", "two"]);
  });

  it("are not counted twice when there is a copy on disk", async () => {
    s3.log(keyOf({}), [quietEvent("one")]);
    folder.log("logs/copy.json.gz", [quietEvent("one")]);
    await snowtrail(["detect", folder.at("logs"), ...db()]);
    const ran = await detect(bucket, ...db());
    expect(await ids()).to.deep.equal(["one"]);
    expect(ran.stdout).to.include("copy.json.gz");
  });

  it("that cannot be had are told with their place and what to do, and all others are loaded", async () => {
    s3.log(keyOf({ name: "good" }), [rootLogin("one")]);
    s3.log(keyOf({ name: "denied" }), [rootLogin("two")]);
    s3.fault = ({ key }) =>
      key.includes("denied") ? { status: 403, code: "AccessDenied" } : undefined;
    const ran = await detect(bucket, "s3://no-such-bucket/AWSLogs/", ...db());
    expect(ran.status).to.equal(3);
    expect(ran.stdout).to.include("reading it is not permitted: allow s3:GetObject");
    expect(ran.stdout).to.include(`${bucket}/${keyOf({ name: "denied" })}`);
    expect(ran.stdout).to.include('there is no bucket "no-such-bucket"');
    expect(ran.stdout).to.include("s3://no-such-bucket/AWSLogs/");
    expect(ran.stdout).not.to.include("secret");
    expect(await ids()).to.deep.equal(["one"]);
  });

  it("are let go of at once on Ctrl-C, even in the middle of a download", async function () {
    this.timeout(60_000);
    for (const name of ["a", "b"]) {
      const records = Array.from({ length: 500 }, (_, at) =>
        quietEvent(`${name}${at}`, { userAgent: randomBytes(20_000).toString("base64") }),
      );
      s3.log(keyOf({ name }), records);
    }
    const run = start();
    const ended = once(run, "exit");
    const reading = new Promise<void>((resolve) => {
      s3.fault = ({ key }) => {
        if (key !== "") resolve();
        return key === "" ? undefined : { stallAfter: 9_000_000 };
      };
    });
    await reading;
    await setTimeout(500);
    const stopped = Date.now();
    run.kill("SIGINT");
    expect(await ended).to.deep.equal([130, null]);
    expect(Date.now() - stopped).to.be.lessThan(10_000);
  });

  for (const status of [200, 404]) {
    it(`of a server that does not speak S3 and answers ${status} are told to be none`, async () => {
      s3.fault = () => ({ status, page: "<!doctype html><title>A <b>console" });
      const ran = await detect(bucket);
      expect(ran.status).to.equal(3);
      expect(ran.stdout).to.include(
        `what answered (HTTP status ${status}) does not speak S3: check --endpoint-url`,
      );
      expect(ran.stderr).to.equal("");
    });
  }

  it("that are none are no success", async () => {
    const ran = await detect(`${bucket}/AWSLogs/`);
    expect(ran.status).to.equal(3);
    expect(ran.stdout).to.match(
      /^No CloudTrail log was found under s3:\/\/example-trail\/AWSLogs\//m,
    );
  });

  it("need the name of a bucket", async () => {
    const ran = await detect("s3://");
    expect(ran.status).to.equal(2);
    expect(ran.stderr).to.include('"s3://" names no bucket');
  });

  function putMany(
    count: number,
    make: (at: number) => readonly [key: string, records: readonly Json[]],
  ): void {
    for (let at = 0; at < count; at += 1) s3.log(...make(at));
  }
});
