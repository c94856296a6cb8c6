import { expect } from "chai";
import { TestFolder, quietEvent, rowsOf, snowtrail } from "../logFiles";

const log = JSON.stringify({ Records: [quietEvent("x")] });

describe("local: files that are unlike most", () => {
  let folder: TestFolder;
  beforeEach(() => {
    folder = new TestFolder();
  });
  afterEach(() => {
    folder.remove();
  });

  it("a file is loaded whatever its name", async () => {
    folder.write("export", log);
    folder.write("notes.txt", "nothing of interest");
    const { stdout, status } = await snowtrail(["detect", folder.path]);
    expect(stdout).to.match(/^files +2 found: 1 loaded, 1 skipped as no log$/m);
    expect(status).to.equal(0);
  });

  it("an empty Records is a log without events", async () => {
    folder.log("a.json", []);
    const ran = await snowtrail(["detect", folder.path]);
    expect(ran.stdout).to.match(/^files +1 found: 1 loaded$/m);
    expect(await rowsOf("select record from cloudtrail_raw", folder.path)).to.deep.equal([
      { record: { Records: [] } },
    ]);
  });

  it("every element of Records is a row, whatever it is", async () => {
    folder.write(
      "a.json",
      '{"Records":[1,"text",null,[1],{},{"eventTime":"never","userIdentity":3}]}',
    );
    const rows = await rowsOf("select record, eventTime from cloudtrail", folder.path);
    expect(rows.map((row) => JSON.stringify(row.record)).sort()).to.deep.equal(
      ['"text"', "1", "[1]", "null", "{}", '{"eventTime":"never","userIdentity":3}'].sort(),
    );
    expect(rows.every((row) => row.eventTime === null)).to.be.true;
  });

  it("keys that differ in letter case only stay apart, and no digit of a number is lost", async () => {
    folder.write(
      "a.json",
      '{"Records":[{"requestParameters":{"Tagging":1,"tagging":2,"n":12345678901234567890}}]}',
    );
    const { stdout } = await snowtrail([
      "query",
      "select requestParameters from cloudtrail",
      folder.path,
      "--format",
      "json",
    ]);
    expect(stdout).to.include('{"Tagging":1,"n":12345678901234567890,"tagging":2}');
  });
});
