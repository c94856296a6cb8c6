import { expect } from "chai";
import { chmodSync, mkdirSync, symlinkSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { TestFolder, quietEvent, rowsOf, snowtrail } from "../logFiles";

const good = JSON.stringify({ Records: [quietEvent("good")] });

/** What lies in a folder of logs, and what is said of it. */
const damaged: [what: string, name: string, content: string | Uint8Array, reason: RegExp][] = [
  ["a truncated gzip file", "a.json.gz", gzipSync(good).subarray(0, -40), /truncated/],
  ["a gzip file with damage inside", "a.json.gz", scrambled(gzipSync(good)), /gzip data/],
  ["a gzip file followed by something else", "a.json.gz", after(gzipSync(good)), /gzip data/],
  ["a truncated JSON file", "a.json", good.slice(0, -5), /truncated/],
  ["a file that is not JSON", "a.json", "hello", /not JSON/],
  ["an empty file", "a.json", "", /empty/],
  ["a gzip file of nothing", "a.json.gz", gzipSync(""), /holds nothing/],
  ["text that is not UTF-8", "a.json", Buffer.from(`{"Records":["\xe9"]}`, "latin1"), /UTF-8/],
  ["half of a surrogate pair", "a.json", '{"Records":[{"eventID":"\\ud800"}]}', /surrogate/],
  ["two keys Records", "a.json", '{"Records":[],"Records":[{}]}', /two keys/],
];

const other: [what: string, content: string, reason: RegExp][] = [
  ["a digest", '{"awsAccountId":"111122223333","digestStartTime":"x","logFiles":[]}', /digest/],
  ["another JSON object", '{"name":"x"}', /no "Records"/],
  ["records in another letter case", '{"records":[{"eventID":"x"}]}', /no "Records"/],
  ["an array at the top", `[${JSON.stringify(quietEvent("a"))}]`, /top level is an array/],
  ["a string at the top", '"Records"', /top level is not an object/],
  ["Records that are no array", '{"Records":{"a":1}}', /"Records" is not an array/],
  ["Records that are null", '{"Records":null}', /"Records" is not an array/],
];

function scrambled(bytes: Buffer): Buffer {
  const copy = Buffer.from(bytes);
  copy.fill(0xff, 20, 60);
  return copy;
}

function after(bytes: Buffer): Buffer {
  return Buffer.concat([bytes, Buffer.from("something else")]);
}

describe("local: files that cannot be loaded", () => {
  let folder: TestFolder;
  beforeEach(() => {
    folder = new TestFolder();
    folder.log("logs/1.json", [quietEvent("before")]);
    folder.log("logs/9.json.gz", [quietEvent("after")]);
  });
  afterEach(() => {
    folder.remove();
  });

  for (const [what, name, content, reason] of damaged) {
    it(`${what} is named with its reason, its neighbours are loaded, and the status is 3`, async () => {
      folder.write(`logs/${name}`, content);
      const ran = await snowtrail(["detect", folder.at("logs")]);
      expect(ran.stdout).to.match(reason);
      expect(ran.stdout).to.include(name);
      expect(ran.stdout).to.match(/^files +3 found: 2 loaded, 1 skipped as unreadable$/m);
      expect(ran.stdout).to.match(/^events +2;/m);
      expect(ran.status).to.equal(3);
    });
  }

  for (const [what, content, reason] of other) {
    it(`${what} is passed over as no event log, and the status stays 0`, async () => {
      folder.write("logs/a.json", content);
      const ran = await snowtrail(["detect", folder.at("logs")]);
      expect(ran.stdout).to.match(reason);
      expect(ran.stdout).to.match(/^files +3 found: 2 loaded, 1 skipped as no log$/m);
      expect(ran.stdout).to.match(/^events +2;/m);
      expect(ran.status).to.equal(0);
    });
  }

  it("many bad files among good ones cost no good one", async () => {
    for (let at = 0; at < 12; at += 1) {
      folder.log(`logs/good-${at}.json.gz`, [quietEvent(`good-${at}`)]);
      folder.write(`logs/bad-${at}.json.gz`, gzipSync(good).subarray(0, -30));
      folder.write(`logs/ugly-${at}.json.gz`, scrambled(gzipSync(good)));
    }
    const ran = await snowtrail(["detect", folder.at("logs")]);
    expect(ran.stdout).to.match(/^files +38 found: 14 loaded, 24 skipped as unreadable$/m);
    expect(ran.stdout).to.match(/^events +14;/m);
  });

  it("a path that does not exist is named, and the others are loaded", async () => {
    const ran = await snowtrail(["detect", folder.at("nowhere"), folder.at("logs")]);
    expect(ran.stdout).to.include("it does not exist (1):").and.include("nowhere");
    expect(ran.stdout).to.match(/^events +2;/m);
    expect(ran.status).to.equal(3);
  });

  it("a folder that may not be read is named", async function () {
    if (process.getuid?.() === 0) this.skip(); // root may read everything
    mkdirSync(folder.at("logs/closed"));
    chmodSync(folder.at("logs/closed"), 0);
    const ran = await snowtrail(["detect", folder.at("logs")]);
    chmodSync(folder.at("logs/closed"), 0o700);
    expect(ran.stdout).to.include("reading it is not permitted (1):").and.include("closed");
  });

  it("a folder whose name ends in .json is searched like any other", async () => {
    folder.log("logs/folder.json/2.json", [quietEvent("inside")]);
    const ran = await snowtrail(["detect", folder.at("logs")]);
    expect(ran.stdout).to.match(/^events +3;/m);
  });

  it("links are followed, a circle of links is walked once, and no file is loaded twice", async () => {
    symlinkSync(folder.at("logs"), folder.at("logs/circle"));
    symlinkSync(folder.at("logs/1.json"), folder.at("logs/again.json"));
    symlinkSync(folder.at("nowhere"), folder.at("logs/dangling.json"));
    const ran = await snowtrail(["detect", folder.at("logs"), folder.at("logs/1.json")]);
    expect(ran.stdout).to.match(/^events +2;/m);
    expect(ran.stdout).to.include("dangling.json");
  });

  it("a folder without log files says so, and does not pass for one without findings", async () => {
    mkdirSync(folder.at("empty"));
    const ran = await snowtrail(["detect", folder.at("empty")]);
    expect(ran.stdout).to.include("No log file was found under").and.include("empty");
    expect(ran.status).to.equal(3);
  });

  it("load_history names every file that was not loaded", async () => {
    folder.write("logs/a.json", "hello");
    const rows = await rowsOf(
      "select file_name, reason from load_history where status = 'failed'",
      folder.at("logs"),
    );
    expect(rows).to.have.length(1);
    expect(rows[0]?.file_name).to.match(/\/logs\/a\.json$/);
    expect(rows[0]?.reason).to.match(/not JSON/);
  });
});
