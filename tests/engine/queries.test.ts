import { expect } from "chai";
import { translateQuery } from "../../engine";
import { emitted, row, rows, schema } from "./warehouse";

describe("A query", () => {
  // Source: "SELECT": an alias may be used by the other expressions and clauses; a column comes first.
  it("may use an alias everywhere, and prefers the column of that name", async () => {
    expect(
      await rows(
        "select upper(region) as place, place || '!' as loud from events where place = 'EU-WEST-1'",
      ),
    ).to.deep.equal([["EU-WEST-1", "EU-WEST-1!"]]);
    expect(
      await rows("select upper(region) as region from events where region = 'eu-west-1'"),
    ).to.deep.equal([["EU-WEST-1"]]);
    expect(
      await rows("select region r, count(*) n from events group by r having n = 1 order by r desc"),
    ).to.deep.equal([
      ["us-east-1", "1"],
      ["eu-west-1", "1"],
    ]);
  });

  // Source: "QUALIFY".
  it("is filtered by window functions", async () => {
    expect(
      await rows("select id, row_number() over (order by at desc) n from events qualify n = 1"),
    ).to.deep.equal([["b", "1"]]);
  });

  // Source: "LAST_VALUE": without a frame, the whole partition is seen.
  it("sees the whole partition in LAST_VALUE", async () => {
    expect(
      await rows(
        "select id, last_value(id) over (order by at), sum(1) over (order by at rows between unbounded preceding and current row) from events order by id",
      ),
    ).to.deep.equal([
      ["a", "b", "1"],
      ["b", "b", "2"],
    ]);
  });

  // Source: "ORDER BY": NULLs are larger than any value.
  it("sorts NULLs last, and first when descending", async () => {
    expect((await rows("select error from events order by error")).flat()).to.deep.equal([
      "AccessDenied",
      null,
    ]);
    expect((await rows("select error from events order by error desc")).flat()).to.deep.equal([
      null,
      "AccessDenied",
    ]);
    expect(
      (await rows("select error from events order by error desc nulls last")).flat(),
    ).to.deep.equal(["AccessDenied", null]);
  });

  it("groups by position, by everything and by sets", async () => {
    expect(
      await rows("select date_trunc('year', at)::string y, count(*) from events group by 1"),
    ).to.deep.equal([["2024-01-01 00:00:00.000", "2"]]);
    expect(await rows("select region, count(*) from events group by all order by 1")).to.deep.equal(
      [
        ["eu-west-1", "1"],
        ["us-east-1", "1"],
      ],
    );
    expect(
      await rows("select region, count(*) from events group by rollup (region) order by region"),
    ).to.deep.equal([
      ["eu-west-1", "1"],
      ["us-east-1", "1"],
      [null, "2"],
    ]);
  });

  it("combines others, in the types that they share", async () => {
    expect(
      await rows(
        "with t (kind) as (select identity:type from events) select kind from t minus select 'Root'",
      ),
    ).to.deep.equal([["IAMUser"]]);
    expect(
      await row(
        "with recursive n (i) as (select 1 union all select i + 1 from n where i < 4) select sum(i) from n",
      ),
    ).to.deep.equal(["10"]);
    expect(
      await rows(
        "select a.id from events a join events b using (region) where (a.id, b.id) in (('a', 'a'))",
      ),
    ).to.deep.equal([["a"]]);
    expect(
      await rows(
        "select id from events e where identity:type in (select 'Root') or exists (select 1 from events x where x.at > e.at) order by id",
      ),
    ).to.deep.equal([["a"], ["b"]]);
    expect(
      await rows("select v.n from (values (1, 'x'), (2, 'y')) as v (n, k) where k = 'y'"),
    ).to.deep.equal([["2"]]);
  });

  it("aggregates as Snowflake does", async () => {
    const found = await row(
      "select count_if(error is null), listagg(id, '|') within group (order by id desc), array_agg(distinct region) within group (order by region), max(identity:type), avg(length(region)), boolor_agg(readOnly), object_agg(id, region), count(distinct id, error) from events",
    );
    expect(found).to.deep.equal([
      "1",
      "b|a",
      '["eu-west-1","us-east-1"]',
      '"Root"',
      "9.000000",
      true,
      '{"a":"eu-west-1","b":"us-east-1"}',
      "1",
    ]);
  });

  it("chooses columns from *", () => {
    const labels = (statement: string): string[] =>
      translateQuery(statement, schema).columns.map(({ label }) => label);
    expect(
      labels("select * exclude (identity, parameters) rename (id as event) from events"),
    ).to.deep.equal(["event", "region", "at", "readOnly", "error"]);
    expect(labels("select * ilike '%ERR%' from events")).to.deep.equal(["error"]);
    expect(labels('select e.id, count(*), id as "Mixed" from events e group by all')).to.deep.equal(
      ["id", "count(*)", "Mixed"],
    );
  });

  it("tells the types of its columns", () => {
    const { columns } = translateQuery(
      "select identity:type, identity:type::string, count(*), max(at), readOnly and true from events group by all",
      schema,
    );
    expect(columns.map(({ type }) => type)).to.deep.equal([
      "VARIANT",
      "VARCHAR",
      "NUMBER",
      "TIMESTAMP_NTZ",
      "BOOLEAN",
    ]);
  });

  it("becomes exactly this DuckDB SQL", () => {
    expect(
      emitted("select id from events where identity:type = 'Root' and identity:invokedBy is null"),
    ).to.equal(
      `SELECT "EVENTS"."ID" AS "ID" FROM "EVENTS" AS "EVENTS" WHERE ((json_extract_string("EVENTS"."IDENTITY", '$."type"') = 'Root') AND (json_extract("EVENTS"."IDENTITY", '$."invokedBy"') IS NULL))`,
    );
    expect(emitted("select parameters:port = 22, region rlike 'eu-.*' from events")).to.equal(
      `SELECT (snowflake_variant_number(json_extract_string("EVENTS"."PARAMETERS", '$."port"'), json_extract("EVENTS"."PARAMETERS", '$."port"')) = 22) AS "PARAMETERS:PORT = 22", regexp_full_match("EVENTS"."REGION", 'eu-.*') AS "REGION RLIKE 'EU-.*'" FROM "EVENTS" AS "EVENTS"`,
    );
  });

  it("has comments of all three styles, and folds names", async () => {
    expect(
      await rows("select \"ID\" -- one\n from Events // two\n where /* three */ EVENTS.id = 'a';"),
    ).to.deep.equal([["a"]]);
  });
});
