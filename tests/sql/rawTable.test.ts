import { readFileSync } from "node:fs";
import { expect } from "chai";
import { rawTable } from "../../sql/catalogue";
import { parseTable } from "../../sql/catalogue/table";

const header = "/*\nThe table.\n*/\n";
const parsed = (text: string): unknown => parseTable(header + text, "raw.sql");

describe("sql: the raw table", () => {
  it("is CLOUDTRAIL_RAW, with explicit lengths and the expression that fills each column", () => {
    expect(rawTable).to.deep.equal({
      name: "CLOUDTRAIL_RAW",
      columns: [
        { name: "RECORD", type: "VARIANT", declaredType: "VARIANT", source: "$1" },
        {
          name: "FILE_NAME",
          type: "VARCHAR",
          declaredType: "VARCHAR(1024)",
          source: "METADATA$FILENAME",
        },
        {
          name: "FILE_LAST_MODIFIED",
          type: "TIMESTAMP_NTZ",
          declaredType: "TIMESTAMP_NTZ(9)",
          source: "METADATA$FILE_LAST_MODIFIED",
        },
        {
          name: "LOADED_AT",
          type: "TIMESTAMP_NTZ",
          declaredType: "TIMESTAMP_NTZ(9)",
          source: "CONVERT_TIMEZONE('UTC', METADATA$START_SCAN_TIME)::TIMESTAMP_NTZ",
        },
        {
          name: "LOG_SOURCE",
          type: "VARCHAR",
          declaredType: "VARCHAR(1024)",
          source: "'s3://bucket/AWSLogs/'",
        },
      ],
    });
  });

  it("is a statement that can be pasted: nothing in it is filled in later", () => {
    const text = readFileSync("sql/cloudtrail_raw.sql", "utf8");
    expect(text).to.match(/^\/\*[^]*\*\/\ncreate table cloudtrail_raw \([^{}]*\);\n$/);
  });

  it("has a comma after each column but the last, as SQL wants it", () => {
    const text = readFileSync("sql/cloudtrail_raw.sql", "utf8");
    const columns = [...text.matchAll(/^ {4}\w+ [\w()]+(,?) --/gm)].map(([, comma]) => comma);
    expect(columns).to.deep.equal([",", ",", ",", ",", ""]);
  });

  it("is refused by file and line if a column has no expression, or a type that no file fills", () => {
    expect(() => parsed("create table t (\n    a variant\n);\n")).to.throw(
      /^raw[.]sql: expected "<name> <type>, -- <expression>".*found "a variant"/,
    );
    expect(() => parsed("create table t (\n    a blob -- $1\n);\n")).to.throw(
      /with a type of variant, varchar, timestamp_ntz, found "a blob -- \$1"/,
    );
    expect(() => parsed("select 1;\n")).to.throw(
      /^raw[.]sql: expected one "create table <name> \("/,
    );
  });
});
