import { expect } from "chai";
import { SqlError } from "../../engine";
import { emitted, refusal, row } from "./warehouse";

describe("What is not understood", () => {
  const refusals: readonly (readonly [statement: string, message: string])[] = [
    ["select foo(1)", "line 1, column 8: the function FOO is not supported here."],
    [
      "select\n  hash_agg(id) from events",
      "line 2, column 3: the function HASH_AGG is not supported here.",
    ],
    ["select upper() from events", "line 1, column 8: UPPER takes (text), not 0 arguments."],
    ["select upper(distinct id) from events", "line 1, column 8: UPPER takes no DISTINCT."],
    ["select nope from events", "line 1, column 8: there is no column nope."],
    ['select "id" from events', "line 1, column 8: there is no column id."],
    ["select 1 from elsewhere", "line 1, column 15: there is no table or view elsewhere."],
    [
      "select id from events a join events b on a.id = b.id",
      "line 1, column 8: id is in more than one table.",
    ],
    [
      "select hash(id) from events",
      "line 1, column 8: the function HASH is not supported here. Its values are Snowflake's own. Compare the values themselves, or take MD5 of them as a text.",
    ],
    [
      "select sha2(id, 128) from events",
      "line 1, column 17: SHA2 gives 224, 256, 384 or 512 bits.",
    ],
    [
      "select arrayagg(distinct id) within group (order by at) from events",
      "line 1, column 53: ARRAYAGG of DISTINCT values is sorted by these values only.",
    ],
    [
      "select try_cast(parameters:size as number) from events",
      "line 1, column 8: TRY_CAST takes texts only, not a VARIANT. Cast it to VARCHAR first.",
    ],
    [
      "select array_contains('a', ['a'])",
      "line 1, column 8: a VARCHAR is looked for in an array as a VARIANT only. Write …::variant.",
    ],
    ["select * from events at (offset => -60)", "line 1, column 22: AT is not supported here"],
    [
      "select * from events match_recognize (pattern (a))",
      "MATCH_RECOGNIZE is not supported here.",
    ],
    ["select 1 from events a asof join events b", "ASOF JOIN is not supported here."],
    [
      "select id from events union all by name select id from events",
      "BY NAME is not supported here.",
    ],
    [
      "select f.value from events, lateral flatten(input => parameters, deep => true) f",
      "FLATTEN takes INPUT, PATH, OUTER, RECURSIVE, MODE, each once.",
    ],
    [
      "select to_char(at, 'YYYY Q') from events",
      "the format 'YYYY Q' has an element at 'Q' that is not supported here.",
    ],
    ["select dateadd(fortnight, 1, at) from events", "'fortnight' is no part of a date or time."],
    ["select region:type from events", "a path needs a VARIANT, and this is VARCHAR."],
    ["select regexp_like(id, 'a', 'x') from events", "REGEXP_LIKE has no parameter 'x'."],
    ["select id::geography from events", "the type GEOGRAPHY is not supported here."],
    ["select row_number() from events", "ROW_NUMBER needs OVER."],
    [
      "select max(at) - min(at) from events",
      "line 1, column 16: two times are not added or subtracted. Use DATEDIFF.",
    ],
    ["select abs(at) from events", "line 1, column 8: a TIMESTAMP_NTZ is no number."],
    ["insert into events select * from events", "expected a SELECT, found INSERT."],
    ["drop table events", "expected a SELECT, found DROP."],
    ["select 1; drop table events", "only one statement can be run at a time."],
    ["select 'open", "a string is never closed."],
    ["select 1 +", "expected an expression, found the end of the statement."],
    ["", "line 1, column 1: the statement is empty."],
  ];
  for (const [statement, message] of refusals) {
    it(`is refused by name: ${statement || "nothing"}`, () => {
      expect(refusal(statement)).to.contain(message);
    });
  }

  it("is an SqlError", () => {
    expect(() => emitted("select foo(1)")).to.throw(SqlError);
  });
});

describe("DuckDB's own functions and files", () => {
  for (const statement of [
    "select * from read_csv('/etc/passwd')",
    "select * from table(read_text('/etc/passwd'))",
    "select * from '/etc/passwd'",
    'select * from "/etc/passwd"',
    "select getenv('HOME')",
    "select * from duckdb_settings()",
    "attach 'x.db'",
    "select snowflake_elements(parameters) from events",
  ]) {
    it(`cannot be reached: ${statement}`, () => {
      expect(() => emitted(statement)).to.throw(SqlError);
    });
  }
});

describe("Quotes in a statement", () => {
  it("never end a literal, a path or a name", async () => {
    expect(await row(`select 'x'' or 1=1 --' as "a""b", $$');--$$`)).to.deep.equal([
      "x' or 1=1 --",
      "');--",
    ]);
    expect(
      await row(
        `select parameters['x'') --']::string, parameters:"x') --"::string from events where id = 'a'`,
      ),
    ).to.deep.equal([null, null]);
    expect(emitted(`select 1 as "a"" from evil"`)).to.equal(`SELECT 1 AS "a"" from evil"`);
  });
});
