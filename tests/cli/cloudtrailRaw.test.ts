import { expect } from "chai";
import { TestFolder, deniedCall, quietEvent, rootLogin, rowsOf } from "./logFiles";

describe("cloudtrail_raw on the laptop", () => {
  let folder: TestFolder;
  before(() => {
    folder = new TestFolder();
    folder.log("logs/a.json", [quietEvent("q"), null, rootLogin("r")]);
    folder.log("logs/b.json.gz", [deniedCall("d")]);
    folder.log("logs/empty.json", []);
  });
  after(() => {
    folder.remove();
  });

  const query = (sql: string): Promise<Record<string, unknown>[]> => rowsOf(sql, folder.at("logs"));

  it("gives the events of its files to FLATTEN, those of a file in their order", async () => {
    expect(
      await query(
        `select split_part(file_name, '/', -1) as file, index, path, value:eventID::string as id
          from cloudtrail_raw, lateral flatten(input => record:Records) order by file, index`,
      ),
    ).to.deep.equal([
      { file: "a.json", index: 0, path: "[0]", id: "q" },
      { file: "a.json", index: 1, path: "[1]", id: null },
      { file: "a.json", index: 2, path: "[2]", id: "r" },
      { file: "b.json.gz", index: 0, path: "[0]", id: "d" },
    ]);
  });

  it("has a row of OUTER for a file without events", async () => {
    expect(
      await query(
        `select split_part(file_name, '/', -1) as file, count(value) as events, count(*) as n, count(distinct seq) as seqs
          from cloudtrail_raw, lateral flatten(input => record:Records, outer => true) group by 1 order by 1`,
      ),
    ).to.deep.equal([
      { file: "a.json", events: 2, n: 3, seqs: 1 },
      { file: "b.json.gz", events: 1, n: 1, seqs: 1 },
      { file: "empty.json", events: 0, n: 1, seqs: 1 },
    ]);
  });

  it("gives the same elements by way of the whole document", async () => {
    const select = (more: string): string =>
      `select file_name, index, value::string as text from cloudtrail_raw, lateral flatten(record:Records) ${more} order by 1, 2`;
    const whole = await query(select("where this is not null"));
    expect(whole).to.have.length(4);
    expect(await query(select(""))).to.deep.equal(whole);
  });
});
