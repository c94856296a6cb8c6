import { expect } from "chai";
import { chmodSync, mkdirSync, symlinkSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { TestFolder, quietEvent, rowsOf, snowtrail } from "../logFiles";

const good = JSON.stringify({ Records: [quietEvent("good")] });

function scrambled(bytes: Buffer): Buffer {
  const copy = Buffer.from(bytes);
  copy.fill(0xff, 20, 60);
  return copy;
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
    expect(ran.stdout).to.include("No CloudTrail log was found under").and.include("empty");
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
