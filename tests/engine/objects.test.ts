import { expect } from "chai";
import { sortedJson } from "../../engine/semantics/sortedJson";
import { failure, shown, shownRows } from "./shown";

// Twice the same value in two orders of keys, once another one, and a JSON null.
const objects = `select column1 as id, parse_json(column2) as v from values
  ('a', '{"b":1,"a":{"y":[{"q":1,"p":2}],"x":null}}'),
  ('b', '{"a":{"x":null,"y":[{"p":2,"q":1.0}]},"b":1e0}'),
  ('c', '{"b":2}'),
  ('d', 'null')`;
const t = `with t as (${objects})`;

describe("JSON text", () => {
  it("is written without white space, its keys in order at every depth", () => {
    expect(sortedJson(' { "b" : [ { "d" : 1 , "c" : { } } , [ ] ] , "a" : null } ')).to.equal(
      '{"a":null,"b":[{"c":{},"d":1},[]]}',
    );
  });

  it("has keys in the order of their characters, whatever stands in them", () => {
    expect(sortedJson('{"a b":1,"a":2,"B":3,"":4,"a\\"":5,"é":6}')).to.equal(
      '{"":4,"B":3,"a":2,"a b":1,"a\\"":5,"é":6}',
    );
  });

  it("writes a character in one way, and a number without zeros and exponent", () => {
    expect(sortedJson('["\\u0041\\/\\\\","{\\"z\\":1}"]')).to.equal('["A/\\\\","{\\"z\\":1}"]');
    expect(sortedJson("[1.0,1e2,-0.0,1.50,100,12345678901234567890123,0.1]")).to.equal(
      "[1,100,0,1.5,100,12345678901234567890123,0.1]",
    );
  });

  it("is refused when it ends too early", () => {
    expect(() => sortedJson('{"a":"x')).to.throw("The JSON ends inside of a string.");
    expect(() => sortedJson('{"a":')).to.throw("The JSON lacks a value.");
  });
});

// Source of all: "Semi-structured data types".
describe("An object", () => {
  it("is shown with its keys in order, as a VARIANT and as text", async () => {
    const v = `parse_json('{"b":1,"a":[{"d":1,"c":2}]}')`;
    const text = '{"a":[{"c":2,"d":1}],"b":1}';
    expect(
      await shown(
        `${v}, ${v}::string, to_json(${v}), to_varchar(${v}), ${v} || '', ${v}:a::string`,
      ),
    ).to.deep.equal([text, text, text, text, text, '[{"c":2,"d":1}]']);
    expect(await shown(`{'b': ${v}, 'a': 1}, [${v}], array_to_string([${v}], ',')`)).to.deep.equal([
      `{"a":1,"b":${text}}`,
      `[${text}]`,
      text,
    ]);
  });

  it("is the same value in another order of keys", async () => {
    const one = `parse_json('{"b":1,"a":2}')`;
    const other = `parse_json('{"a":2,"b":1}')`;
    expect(
      await shown(
        `${one} = ${other}, ${one} <> ${other}, ${one} in (${other}), ${one} is distinct from ${other}, [${one}] = [${other}], ${one} = '{"a":2,"b":1}', ${one} like '{"a"%'`,
      ),
    ).to.deep.equal([true, false, true, false, true, true, true]);
    expect(
      await shown(
        `array_contains(${one}, [${other}]), array_position(${one}, [1, ${other}]), array_distinct([${one}, ${other}]), arrays_overlap([${one}], [${other}]), array_remove([${one}, 1], ${other}), array_intersection([${one}], [${other}]), array_except([${one}], [${other}])`,
      ),
    ).to.deep.equal([true, 1, '[{"a":2,"b":1}]', true, "[1]", '[{"a":2,"b":1}]', "[]"]);
  });

  it("is one group and one distinct value", async () => {
    const first = '{"a":{"x":null,"y":[{"p":2,"q":1}]},"b":1}';
    expect(
      await shownRows(`${t} select v, count(*), max(id) from t group by v order by 3`),
    ).to.deep.equal([
      [first, 2, "b"],
      ['{"b":2}', 1, "c"],
      ["null", 1, "d"],
    ]);
    expect(
      await shownRows(`${t} select v:a, count(*) from t where v:a is not null group by all`),
    ).to.deep.equal([['{"x":null,"y":[{"p":2,"q":1}]}', 2]]);
    expect(
      await shownRows(`${t} select v::string s, count(*) n from t group by s having n > 1`),
    ).to.deep.equal([[first, 2]]);
    expect(
      await shownRows(
        `${t} select count(distinct v), count(distinct v:a), array_size(array_unique_agg(v)), array_size(array_agg(distinct v:b)) from t`,
      ),
    ).to.deep.equal([[2, 1, 3, 2]]);
    expect(await shownRows(`select count(*) from (${t} select distinct v from t)`)).to.deep.equal([
      [3],
    ]);
  });

  it("is one partition, also by its text", async () => {
    for (const key of ["v", "v::string", "v:a"]) {
      expect(
        await shownRows(
          `${t} select id, row_number() over (partition by ${key} order by id) from t where id <= 'b' order by id`,
        ),
        key,
      ).to.deep.equal([
        ["a", 1],
        ["b", 2],
      ]);
    }
  });

  it("is joined with and found by its equal", async () => {
    expect(
      await shownRows(`${t} select x.id, y.id from t x join t y on x.v = y.v where x.id < y.id`),
    ).to.deep.equal([["a", "b"]]);
    expect(
      await shownRows(
        `${t} select id from t where v in (select v from t where id = 'a') order by id`,
      ),
    ).to.deep.equal([["a"], ["b"]]);
    expect(
      await shownRows(`${t} select count(*) from t x join t y using (v) where x.id < y.id`),
    ).to.deep.equal([[1]]);
  });

  it("is one row for a set operator", async () => {
    const a = "select v from t where id = 'a'";
    const b = "select v from t where id = 'b'";
    for (const [operator, count] of [
      ["union", 1],
      ["intersect", 1],
      ["except", 0],
      ["union all", 2],
    ] as const) {
      expect(
        await shownRows(`select count(*) from (${t} ${a} ${operator} ${b})`),
        operator,
      ).to.deep.equal([[count]]);
    }
  });

  it("keeps to its order of numbers before texts when it is sorted", async () => {
    expect(
      await shownRows(
        `select value from table(flatten(parse_json('["b",10,9,{"b":1},"a"]'))) order by value`,
      ),
    ).to.deep.equal([["9"], ["10"], ['"a"'], ['"b"'], ['{"b":1}']]);
  });
});

describe("A number of a VARIANT", () => {
  it("is shown without zeros to spare and without an exponent", async () => {
    expect(
      await shown(
        `parse_json('1e2'), parse_json('1.0'), parse_json('1e2')::string, parse_json('{"a":1.0}'):a::string, parse_json('1.912e2'), parse_json('12345678901234567890123')::string`,
      ),
    ).to.deep.equal(["100", "1", "100", "1", "191.2", "12345678901234567890123"]);
  });

  it("is equal however it is written, and is no text", async () => {
    expect(
      await shown(
        `parse_json('1') = parse_json('1.0'), parse_json('1e2') = parse_json('100'), parse_json('1') = parse_json('"1"'), parse_json('"1.0"')::string`,
      ),
    ).to.deep.equal([true, true, false, "1.0"]);
  });
});

// Source: "ARRAY_SLICE", "ARRAY_INSERT", "ARRAY_REMOVE_AT".
describe("A position in an array", () => {
  it("counts from the end when it is negative", async () => {
    expect(
      await shown(
        "array_slice([0, 1, 2, 3, 4, 5, 6], -5, -3), array_slice([0, 1, 2], 0, -1), array_remove_at([2, 5, 7], -1), array_insert([0, 1, 2, 3], -1, 'x')",
      ),
    ).to.deep.equal(["[2,3]", "[0,1]", "[2,5]", '[0,1,2,"x",3]']);
  });

  it("counts from zero when it is not", async () => {
    expect(
      await shown(
        "array_slice([0, 1, 2, 3], 0, 2), array_slice([0, 1, 2], 1, 1), array_remove_at([2, 5, 7], 0), array_insert([0, 1, 2, 3], 2, 'x'), array_insert([0, 1], 2, 'x')",
      ),
    ).to.deep.equal(["[0,1]", "[]", "[5,7]", '[0,1,"x",2,3]', '[0,1,"x"]']);
  });

  it("beyond an end leaves the array, cuts at the end, or pads", async () => {
    expect(
      await shown(
        "array_remove_at([2, 5, 7], 10), array_remove_at([2, 5], -3), array_slice([0, 1, 2], 5, 9), array_slice([0, 1, 2], -9, 2), array_insert([0, 1], 4, 'x'), array_insert([0, 1], -9, 'x')",
      ),
    ).to.deep.equal(["[2,5,7]", "[2,5]", "[]", "[0,1]", '[0,1,null,null,"x"]', '["x",0,1]']);
  });

  it("of no array has no array", async () => {
    expect(
      await shown("array_slice(parse_json('1'), 0, 1), array_remove_at(null, 0)"),
    ).to.deep.equal([null, null]);
    expect(await failure("array_slice([1], 'a', 1)")).to.equal(
      "Numeric value 'a' is not recognized",
    );
  });
});
