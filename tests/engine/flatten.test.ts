import { expect } from "chai";
import { emitted, refusal, row, rows } from "./warehouse";

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

  it("goes down with RECURSIVE, a value before what is inside of it", async () => {
    const found = await rows(
      `select f.path, f.key, f.index, f.value, f.this from table(flatten(input => parse_json('{"a": [1, {"b": null}], "c": 2}'), recursive => true)) f`,
    );
    expect(found).to.deep.equal([
      ["a", "a", null, '[1,{"b":null}]', '{"a":[1,{"b":null}],"c":2}'],
      ["a[0]", null, "0", "1", '[1,{"b":null}]'],
      ["a[1]", null, "1", '{"b":null}', '[1,{"b":null}]'],
      ["a[1].b", "b", null, "null", '{"b":null}'],
      ["c", "c", null, "2", '{"a":[1,{"b":null}],"c":2}'],
    ]);
  });

  it("writes every key that is no plain name in brackets, on every level", async () => {
    const found = await rows(
      `select f.key, f.path from table(flatten(input => parse_json(
        '{"aws:userid": {"x-amz-id-2": 1, "a.b": 2, "c/d": [{"": 3}], "*": 4, "a[0]": 5, "é": 6, "\\\\\\"": 7}, "_a$1": {"b": 8}}'
      ), recursive => true)) f`,
    );
    expect(found).to.deep.equal([
      ["aws:userid", "['aws:userid']"],
      ["x-amz-id-2", "['aws:userid']['x-amz-id-2']"],
      ["a.b", "['aws:userid']['a.b']"],
      ["c/d", "['aws:userid']['c/d']"],
      [null, "['aws:userid']['c/d'][0]"],
      ["", "['aws:userid']['c/d'][0]['']"],
      ["*", "['aws:userid']['*']"],
      ["a[0]", "['aws:userid']['a[0]']"],
      ["é", "['aws:userid']['é']"],
      ['"', `['aws:userid']['"']`],
      ["_a$1", "_a$1"],
      ["b", "_a$1.b"],
    ]);
  });

  it("goes down from a path, and into objects only or arrays only", async () => {
    const paths = async (more: string): Promise<unknown[]> =>
      (
        await rows(
          `select f.path from table(flatten(input => parse_json('{"a": {"b": [[1], {"c": 2}], "d": {"e": []}}}'), recursive => true${more})) f`,
        )
      ).flat();
    expect(await paths(", path => 'a.b'")).to.deep.equal([
      "a.b[0]",
      "a.b[0][0]",
      "a.b[1]",
      "a.b[1].c",
    ]);
    expect(await paths(", mode => 'object'")).to.deep.equal(["a", "a.b", "a.d", "a.d.e"]);
    expect(await paths(", mode => 'array', path => 'a.b'")).to.deep.equal([
      "a.b[0]",
      "a.b[0][0]",
      "a.b[1]",
    ]);
    expect(await paths(", mode => 'array'")).to.deep.equal([]);
  });

  it("numbers its input rows in SEQ, however many rows it makes of each", async () => {
    expect(
      await rows(
        `select v.n, count(*), count(distinct f.seq) from (values (1, '[1,2,3]'), (2, '[4]'), (3, '[]')) v (n, j),
          lateral flatten(parse_json(v.j)) f group by 1 order by 1`,
      ),
    ).to.deep.equal([
      ["1", "3", "1"],
      ["2", "1", "1"],
    ]);
    expect(
      await row(
        "select count(distinct f.seq) from (values ('[1,[2]]'), ('[[3]]')) v (j), lateral flatten(parse_json(v.j), recursive => true) f",
      ),
    ).to.deep.equal(["2"]);
  });

  // The page shows `[]` in THIS for an empty array, and NULL tells what cannot be expanded.
  it("gives one row for what is empty, null, missing or of the other kind with OUTER", async () => {
    const found = await rows(
      `select v.n, f.key, f.path, f.index, f.value, f.this from (values (1, '[]'), (2, '{}'), (3, 'null'), (4, '7'), (5, null), (6, '{"a":1}')) v (n, j),
        lateral flatten(parse_json(v.j), outer => true, mode => 'array') f order by 1`,
    );
    expect(found).to.deep.equal([
      ["1", null, "", null, null, "[]"],
      ["2", null, "", null, null, null],
      ["3", null, "", null, null, null],
      ["4", null, "", null, null, null],
      ["5", null, "", null, null, null],
      ["6", null, "", null, null, null],
    ]);
    expect(
      await row(
        "select f.path, f.this from table(flatten(parse_json('{\"a\":{}}'), path => 'a', outer => true)) f",
      ),
    ).to.deep.equal(["a", "{}"]);
    expect(
      await rows(
        "select f.path, f.value from table(flatten(parse_json('[[]]'), outer => true, recursive => true)) f",
      ),
    ).to.deep.equal([["[0]", "[]"]]);
  });

  it("leaves all its columns NULL where LEFT JOIN finds no row", async () => {
    expect(
      await rows(
        "select v.n, f.* from (values (1, '[]'), (2, '[5]')) v (n, j) left join lateral flatten(parse_json(v.j)) f order by 1",
      ),
    ).to.deep.equal([
      ["1", null, null, null, null, null, null],
      ["2", "2", null, "[0]", "0", "5", "[5]"],
    ]);
  });

  it("takes a VARIANT, an ARRAY or an OBJECT only", () => {
    expect(refusal("select value from events, lateral flatten(region)")).to.equal(
      "line 1, column 43: FLATTEN takes a VARIANT, an ARRAY or an OBJECT, and this is VARCHAR. Parse text with PARSE_JSON first.",
    );
    expect(refusal("select value from table(flatten(parse_json('[]'), way => 1))")).to.equal(
      "line 1, column 58: FLATTEN takes INPUT, PATH, OUTER, RECURSIVE, MODE, each once.",
    );
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

  it("goes down in a correlated subquery", async () => {
    expect(
      await rows(
        "select id from events e where exists (select 1 from table(flatten(e.parameters, recursive => true)) f where f.value = 'deep')",
      ),
    ).to.deep.equal([["a"]]);
  });

  it("has neighbours that split a text", async () => {
    expect(
      await rows(
        "select s.index, s.value from table(split_to_table('x,y', ',')) s order by s.index",
      ),
    ).to.deep.equal([
      ["1", "x"],
      ["2", "y"],
    ]);
    expect(
      await rows(
        `select e.id, t.index, t.value from events e, table(strtok_split_to_table(e.region, '-e')) t order by 1, 2`,
      ),
    ).to.deep.equal([
      ["a", "1", "u"],
      ["a", "2", "w"],
      ["a", "3", "st"],
      ["a", "4", "1"],
      ["b", "1", "us"],
      ["b", "2", "ast"],
      ["b", "3", "1"],
    ]);
    expect(
      await rows(
        "select v.n, t.* from (values (1, 'x'), (2, null)) v (n, t) left join table(strtok_split_to_table(v.t, ',')) t order by 1",
      ),
    ).to.deep.equal([
      ["1", "1", "1", "x"],
      ["2", null, null, null],
    ]);
  });
});
