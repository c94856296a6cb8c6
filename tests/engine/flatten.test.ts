import { expect } from "chai";
import { emitted, row, rows } from "./warehouse";

// Source of all: "FLATTEN".
describe("FLATTEN", () => {
  it("gives a row for each element of an array", async () => {
    const found = await rows(
      "select id, f.index, f.path, f.key, f.value from events e, lateral flatten(input => e.parameters:list) f order by f.index",
    );
    expect(found).to.deep.equal([
      ["a", "0", "[0]", null, '"web"'],
      ["a", "1", "[1]", null, "5"],
      ["a", "2", "[2]", null, "null"],
    ]);
  });

  it("gives a row for each member of an object", async () => {
    expect(
      await rows(
        `select key, path, value::string from table(flatten(parse_json('{"k": 1, "a b": 2}'))) order by key`,
      ),
    ).to.deep.equal([
      ["a b", "['a b']", "2"],
      ["k", "k", "1"],
    ]);
  });

  it("gives no row for what is neither, and one with OUTER", async () => {
    expect(await rows("select id from events, lateral flatten(identity:type)")).to.deep.equal([]);
    expect(
      await rows(
        "select id, f.value from events, lateral flatten(input => parameters:none, outer => true) f order by id",
      ),
    ).to.deep.equal([
      ["a", null],
      ["b", null],
    ]);
    expect(
      await rows("select id from events left join lateral flatten(parameters:none) f order by id"),
    ).to.deep.equal([["a"], ["b"]]);
  });

  it("takes a path, and a mode", async () => {
    expect(
      await rows(
        "select f.value, f.path from events, lateral flatten(input => parameters, path => 'list', mode => 'ARRAY') f order by f.index limit 1",
      ),
    ).to.deep.equal([['"web"', "list[0]"]]);
    expect(
      await row(
        "select count(*) from events, lateral flatten(input => parameters, mode => 'ARRAY')",
      ),
    ).to.deep.equal(["0"]);
  });

  it("goes down with RECURSIVE", async () => {
    const found = await rows(
      `select f.path, f.key, f.index, f.value, f.this from table(flatten(input => parse_json('{"a": [1, {"b": null}]}'), recursive => true)) f order by f.path`,
    );
    expect(found).to.deep.equal([
      ["a", "a", null, '[1,{"b":null}]', '{"a":[1,{"b":null}]}'],
      ["a[0]", null, "0", "1", '[1,{"b":null}]'],
      ["a[1]", null, "1", '{"b":null}', '[1,{"b":null}]'],
      ["a[1].b", "b", null, "null", '{"b":null}'],
    ]);
  });

  it("follows another FLATTEN, and stands in a correlated subquery", async () => {
    expect(
      await rows(
        "select r.value from table(flatten(parse_json('[[1, 2], [3]]'))) p, lateral flatten(p.value) r order by r.value",
      ),
    ).to.deep.equal([["1"], ["2"], ["3"]]);
    expect(
      await rows(
        "select id from events e where exists (select 1 from table(flatten(e.parameters:list)) f where f.value = 'web')",
      ),
    ).to.deep.equal([["a"]]);
  });

  it("carries the columns that the statement uses and no others", () => {
    expect(
      emitted(
        "select f.value:x::string from events e, lateral flatten(e.parameters:list) f where e.id = 'a'",
      ),
    ).to.equal(
      `SELECT snowflake_path_text(json_extract_string("flattened1"."VALUE", '$."x"'), json_extract("flattened1"."VALUE", '$."x"')) AS "F.VALUE:X::STRING" ` +
        `FROM (SELECT "E"."ID" AS "ID_1", unnest(snowflake_flatten_values(json_extract("E"."PARAMETERS", '$."list"'), 'BOTH')) AS "VALUE" ` +
        `FROM "EVENTS" AS "E") AS "flattened1" WHERE ("flattened1"."ID_1" = 'a')`,
    );
  });

  it("has a neighbour that splits a text", async () => {
    expect(
      await rows(
        "select s.index, s.value from table(split_to_table('x,y', ',')) s order by s.index",
      ),
    ).to.deep.equal([
      ["1", "x"],
      ["2", "y"],
    ]);
  });
});
