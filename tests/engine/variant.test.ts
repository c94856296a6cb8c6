import { expect } from "chai";
import { row, rows, where } from "./warehouse";

describe("VARIANT", () => {
  // Source: "Semi-structured data considerations", NULL values.
  describe("JSON null", () => {
    it("is a value, so IS NULL is false for it", async () => {
      expect(await where("parameters is null")).to.deep.equal([]);
      expect(await where("is_null_value(parameters)")).to.deep.equal(["b"]);
      expect(await where("parameters:nothing is not null")).to.deep.equal(["a"]);
    });

    it("is NULL once it is cast to a text", async () => {
      expect(await where("parameters::string is null")).to.deep.equal(["b"]);
      expect(
        await row("select coalesce(parameters:nothing::string, 'none') from events where id = 'a'"),
      ).to.deep.equal(["none"]);
    });

    it("is kept by COALESCE among VARIANTs", async () => {
      expect(
        await row(
          "select coalesce(parameters:nothing, 'other'::variant) from events where id = 'a'",
        ),
      ).to.deep.equal(["null"]);
    });

    // Source: "COUNT", usage notes.
    it("is not counted, and is no largest or smallest value", async () => {
      expect(
        await row(
          "select count(*), count(parameters), count(distinct parameters), count(id, parameters) from events",
        ),
      ).to.deep.equal(["2", "1", "1", "1"]);
      expect(
        await row(
          "select max(value), min(value) from (select parameters:nothing as value from events)",
        ),
      ).to.deep.equal([null, null]);
    });

    it("compares as NULL", async () => {
      expect(await where("parameters:nothing = 'x' or parameters:nothing <> 'x'")).to.deep.equal(
        [],
      );
    });
  });

  // Source: "Querying semi-structured data": a path to nothing is NULL.
  describe("absent key", () => {
    it("is NULL, and drops out of <> but not of IS DISTINCT FROM", async () => {
      expect(await where("identity:userName is null")).to.deep.equal(["b"]);
      expect(await where("identity:userName <> 'maria'")).to.deep.equal([]);
      expect(await where("identity:userName is distinct from 'maria'")).to.deep.equal(["b"]);
    });

    it("is NULL below a scalar, below JSON null and before the first element", async () => {
      expect(
        await row(
          "select identity:type:x, parameters:list[-1], parameters:list[9] from events where id = 'a'",
        ),
      ).to.deep.equal([null, null, null]);
      expect(await where("parameters:port is null")).to.deep.equal(["b"]);
    });
  });

  // Source: "Querying semi-structured data": column names fold, keys do not.
  describe("letter case", () => {
    it("counts in keys and not in columns", async () => {
      expect(
        await row(
          "select IDENTITY:type::string, identity:Type::string, Identity:TYPE::string from events where id = 'a'",
        ),
      ).to.deep.equal(["IAMUser", "shadow", null]);
    });

    it("counts in the comparison of texts", async () => {
      expect(await where("identity:type = 'root'")).to.deep.equal([]);
      expect(await where("identity:type ilike 'root'")).to.deep.equal(["b"]);
    });
  });

  // Source: "Data type conversion", implicit casting: the VARIANT is cast to the other side's type.
  describe("comparison", () => {
    it("with a text compares the text without its quotes", async () => {
      expect(await where("identity:type = 'Root'")).to.deep.equal(["b"]);
      expect(await where("identity:type in ('Root', 'x')")).to.deep.equal(["b"]);
      expect(await where("identity:type like 'Ro%'")).to.deep.equal(["b"]);
    });

    it("takes a number that stands as a text", async () => {
      expect(await where("parameters:port = 22")).to.deep.equal(["a"]);
      expect(await where("parameters:port between 9 and 100")).to.deep.equal(["a"]);
      expect(await where("parameters:count = '7'")).to.deep.equal(["a"]);
    });

    it("takes a boolean that stands as a text", async () => {
      expect(await where("parameters:flag = true")).to.deep.equal(["a"]);
      expect(await row("select parameters:flag::boolean from events where id = 'a'")).to.deep.equal(
        [true],
      );
    });

    it("tells long numbers apart", async () => {
      expect(await row("select parse_json('9007199254740993') = 9007199254740992")).to.deep.equal([
        false,
      ]);
    });

    it("with another VARIANT orders numbers by size", async () => {
      expect(
        await row(
          "select parse_json('10') > parse_json('9'), parse_json('\"b\"') > parse_json('\"a\"')",
        ),
      ).to.deep.equal([true, true]);
      expect(
        await rows(
          "select f.value from table(flatten(parse_json('[10, 9, 100]'))) f order by f.value",
        ),
      ).to.deep.equal([["9"], ["10"], ["100"]]);
    });
  });

  // Source: "Querying semi-structured data", bracket notation and special characters.
  describe("path", () => {
    it("takes keys with dots, colons, quotes and stars, and keywords", async () => {
      const found = await row(
        `select parameters:"a.b":"c:d"::string, parameters['a.b']['c:d']::string, parameters:"*"::string, parameters['it''s']::string, parameters:"say ""hi"""::string, parameters:order::string from events where id = 'a'`,
      );
      expect(found).to.deep.equal(["deep", "deep", "star", "quoted", "double", "keyword"]);
    });

    it("takes an index that is computed", async () => {
      expect(
        await row(
          "select parameters:list[array_size(parameters:list) - 2]::int from events where id = 'a'",
        ),
      ).to.deep.equal(["5"]);
    });
  });

  it("is shown as JSON", async () => {
    expect(
      await row(
        "select identity:type, parameters:count, parameters:list from events where id = 'a'",
      ),
    ).to.deep.equal(['"IAMUser"', "7", '["web",5,null]']);
  });

  it("is grouped by, and its text can be selected then", async () => {
    expect(
      await rows(
        "select identity:type::string t, count(*) from events group by identity:type order by t",
      ),
    ).to.deep.equal([
      ["IAMUser", "1"],
      ["Root", "1"],
    ]);
  });

  // Source: "Object constants", "OBJECT_CONSTRUCT": NULL is left out.
  it("is built from constants", async () => {
    expect(
      await row(
        "select {'b': 1, 'a': null}, [1, 'x'], object_construct('k', id, 'n', null), object_delete({'a': 1, 'b': 2}, 'a') from events where id = 'a'",
      ),
    ).to.deep.equal(['{"b":1}', '[1,"x"]', '{"k":"a"}', '{"b":2}']);
  });

  it("is built from all columns of a table", async () => {
    expect(
      await row("select object_construct(*):REGION::string from events where id = 'a'"),
    ).to.deep.equal(["eu-west-1"]);
  });

  // Source: "FILTER", "TRANSFORM", "REDUCE".
  it("is worked through by lambdas", async () => {
    expect(
      await row(
        "select filter([1, 2, 3], x int -> x > 1), transform([1, 2], x -> x * 10), reduce([1, 2, 3], 0, (acc, x) -> acc + x)",
      ),
    ).to.deep.equal(["[2,3]", "[10,20]", "6"]);
  });
});
