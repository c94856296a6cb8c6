import { expect } from "chai";
import { failure, shown, shownRows } from "./shown";

// Source of all: "Data type conversion", "Conversion functions". The messages are Snowflake's.
describe("A text that is no number", () => {
  const message = "Numeric value 'a' is not recognized";

  it("fails wherever a number is needed", async () => {
    for (const expression of [
      "sum(n) from values ('1'), ('a') t(n)",
      "n + 1 from values ('1'), ('a') t(n)",
      "n from values ('1'), ('a') t(n) where n >= 400",
      "'a' > 1",
      "abs('a')",
      "-'a'",
      "'a'::int",
      "'a'::number(10, 2)",
      "'a'::float",
      "to_number('a')",
      "5 between 'a' and 7",
      "5 in (1, 'a')",
      "5 = any (select 'a')",
      "5 in (select 'a')",
      "greatest('a', 1)",
      "coalesce(n, 1) from values ('1'), ('a') t(n)",
      "case when n = 'a' then n else 1 end from values ('1'), ('a') t(n)",
      "iff(n = 'a', n, 1) from values ('1'), ('a') t(n)",
      "n from values (1) t(n) union all select 'a'",
    ])
      expect(await failure(expression), expression).to.equal(message);
  });

  it("is NULL for TRY_ functions, as NULL is for all", async () => {
    expect(
      await shown(
        "try_to_number('a'), try_cast('a' as int), try_to_double('a'), try_cast('a' as number(5, 1)), null::varchar + 1, null::varchar::int",
      ),
    ).to.deep.equal([null, null, null, null, null, null]);
  });

  it("is told from one by what Snowflake takes for a number", async () => {
    expect(
      await shown(
        "' 12 '::int, '1e3'::int, '+5'::int, '.5'::float, '5.'::int, ' 12 ' + 1, '1e3' > 999",
      ),
    ).to.deep.equal([12, 1000, 5, 0.5, 5, 13, true]);
    for (const text of ["", " ", "0x10", "1_000", "1e", "- 5", "12 apples"]) {
      expect(await failure(`'${text}' + 1`)).to.equal(`Numeric value '${text}' is not recognized`);
      expect(await failure(`'${text}'::int`)).to.equal(`Numeric value '${text}' is not recognized`);
    }
  });

  it("is a FLOAT when it says inf or nan, and no NUMBER", async () => {
    expect(await shown("'inf'::float, 'NaN'::float = 'nan'::float")).to.deep.equal([
      Infinity,
      true,
    ]);
    expect(await failure("'inf'::int")).to.equal("Numeric value 'inf' is not recognized");
    expect(await failure("'NaN' > 1")).to.equal("Numeric value 'NaN' is not recognized");
  });
});

describe("A number", () => {
  it("fails where it has more digits than its type", async () => {
    expect(await failure("'123456'::number(3, 0)")).to.equal(
      "Numeric value '123456' is out of range",
    );
    expect(await failure("123456::number(3, 0)")).to.equal(
      "Number out of representable range: 123456",
    );
    expect(await shown("try_to_number('123456', 3, 0)")).to.deep.equal([null]);
  });

  it("rounds half away from zero, whatever it is made of", async () => {
    expect(
      await shown(
        "2.5::int, (-2.5)::int, 2.5::float::int, (-2.5)::float::int, '2.5'::int, round(-0.5), 1.005::number(10, 2)",
      ),
    ).to.deep.equal([3, -3, 3, -3, 3, -1, 1.01]);
  });

  it("has 38 digits to compute with", async () => {
    expect(
      await shown("9223372036854775807 + 1, 2147483647 * 2, 99999999999 * 99999999999"),
    ).to.deep.equal([9223372036854775808n, 4294967294, 9999999999800000000001n]);
  });
});

describe("A VARIANT of another type", () => {
  const casts: readonly (readonly [string, string])[] = [
    [`parse_json('"x"') + 1`, `Failed to cast variant value "x" to FIXED`],
    [`parse_json('{"a":"x"}'):a > 5`, `Failed to cast variant value "x" to FIXED`],
    [`sum(v) from (select parse_json('"x"') v)`, `Failed to cast variant value "x" to FIXED`],
    [`parse_json('"x"')::int`, `Failed to cast variant value "x" to FIXED`],
    [`parse_json('"x"')::number(10, 2)`, `Failed to cast variant value "x" to FIXED`],
    [`parse_json('{"a":1}')::int`, `Failed to cast variant value {"a":1} to FIXED`],
    [`parse_json('"x"')::float`, `Failed to cast variant value "x" to REAL`],
    [`parse_json('"x"')::boolean`, `Failed to cast variant value "x" to BOOLEAN`],
    [`parse_json('"x"') = true`, `Failed to cast variant value "x" to BOOLEAN`],
    [`parse_json('"x"')::date`, `Failed to cast variant value "x" to DATE`],
    [`parse_json('"x"')::time`, `Failed to cast variant value "x" to TIME`],
    [`parse_json('"x"')::timestamp_ntz`, `Failed to cast variant value "x" to TIMESTAMP_NTZ`],
    [`parse_json('"x"')::timestamp_ltz`, `Failed to cast variant value "x" to TIMESTAMP_LTZ`],
    [
      `parse_json('"x"') > '2024-01-01'::timestamp`,
      `Failed to cast variant value "x" to TIMESTAMP_NTZ`,
    ],
    [`parse_json('"x"')::object`, `Failed to cast variant value "x" to OBJECT`],
  ];
  for (const [expression, message] of casts) {
    it(`fails: select ${expression}`, async () => {
      expect(await failure(expression)).to.equal(message);
    });
  }

  it("is NULL if it is a JSON null or absent", async () => {
    expect(
      await shown(
        `parse_json('null') + 1, parse_json('{}'):a > 5, parse_json('null')::boolean, parse_json('null')::date, parse_json('null')::object`,
      ),
    ).to.deep.equal([null, null, null, null, null]);
  });

  // Source: "TO_DOUBLE", "TO_BOOLEAN", "TO_ARRAY".
  it("is none if it can be read as the type", async () => {
    expect(
      await shown(
        `parse_json('"12"') + 1, parse_json('true') + 1, parse_json('2')::boolean, parse_json('"on"')::boolean, parse_json('1')::array, parse_json('[1]')::array`,
      ),
    ).to.deep.equal([13, 2, true, true, "[1]", "[1]"]);
  });
});

describe("A BOOLEAN", () => {
  // Source: "Logical data types": an implicit cast takes fewer words than an explicit one.
  it("is cast from true and false implicitly, and from ten words explicitly", async () => {
    expect(await shown("'yes'::boolean, true = 'TRUE', to_boolean('0')")).to.deep.equal([
      true,
      true,
      false,
    ]);
    expect(await failure("true = 'yes'")).to.equal("Boolean value 'yes' is not recognized");
    expect(await failure("1 where 'on'")).to.equal("Boolean value 'on' is not recognized");
    expect(await failure("'maybe'::boolean")).to.equal("Boolean value 'maybe' is not recognized");
  });

  it("is compared with a number as a BOOLEAN, and is no number itself", async () => {
    expect(await shown("true = 2, false = 0, true::int, true::float")).to.deep.equal([
      true,
      true,
      1,
      1,
    ]);
    for (const expression of ["true + 1", "sum(true)", "abs(true)"])
      expect(await failure(expression)).to.contain("a BOOLEAN is no number. Cast it");
  });
});

describe("A date or time", () => {
  it("fails on a text that is none", async () => {
    expect(await failure("'x'::date")).to.equal("Date 'x' is not recognized");
    expect(await failure("'2024-02-30'::date")).to.equal("Date '2024-02-30' is not recognized");
    expect(await failure("date '2024-01-01' > 'x'")).to.equal("Date 'x' is not recognized");
    expect(await failure("'x'::timestamp")).to.equal("Timestamp 'x' is not recognized");
    expect(await failure("'x'::timestamp_tz")).to.equal("Timestamp 'x' is not recognized");
    expect(await failure("'25:00'::time")).to.equal("Time '25:00' is not recognized");
    expect(await failure("'10:00'::time > 'x'")).to.equal("Time 'x' is not recognized");
    expect(
      await shown("try_to_date('x'), try_to_time('x'), try_cast('x' as timestamp_tz)"),
    ).to.deep.equal([null, null, null]);
  });

  it("is not made of a number or a BOOLEAN, nor the other way round", async () => {
    expect(await failure("5::date")).to.equal(
      "line 1, column 9: a NUMBER is no date or timestamp.",
    );
    expect(await failure("true::timestamp")).to.contain("a BOOLEAN is no date or timestamp.");
    expect(await failure("date '2024-01-01'::int")).to.contain("a DATE is no number.");
    expect(await failure("date '2024-01-01' > 5")).to.contain("a NUMBER is no date or timestamp.");
    expect(await failure("date '2024-01-01'::time")).to.contain("a DATE is no TIME.");
    expect(await failure("current_timestamp()::boolean")).to.contain("is no BOOLEAN.");
  });

  // Source: "Arithmetic operators", "Interval constants".
  it("is moved by days and intervals", async () => {
    expect(
      await shown(
        "date '2024-01-01' + 3, 3 + date '2024-01-01', date '2024-01-31' - 30, date '2024-01-05' - date '2024-01-01'",
      ),
    ).to.deep.equal(["2024-01-04", "2024-01-04", "2024-01-01", 4]);
    expect(
      await shown(
        "date '2024-01-31' + interval '1 month', date '2024-01-01' - interval '2 days', date '2024-01-01' + interval '90 mins', '23:30'::time + interval '1 hour'",
      ),
    ).to.deep.equal(["2024-02-29", "2023-12-30", "2024-01-01 01:30:00.000", "00:30:00"]);
  });

  it("is not taken from a number or an interval, nor moved by what counts no days", async () => {
    expect(await failure("3 - date '2024-01-01'")).to.equal(
      "line 1, column 10: no DATE is taken from a NUMBER.",
    );
    expect(await failure("interval '1 day' - date '2024-01-01'")).to.contain(
      "an interval is added to a time or taken from one.",
    );
    expect(await failure("'10:00'::time + 1")).to.contain("a TIME is no number.");
    expect(await failure("date '2024-01-01' + true")).to.contain("a BOOLEAN is no number.");
    expect(await failure("date '2024-01-01' + date '2024-01-01'")).to.contain(
      "two times are not added or subtracted. Use DATEDIFF.",
    );
  });
});

describe("Lists in brackets", () => {
  it("are compared with lists of the same length only", async () => {
    expect(await shown("(1, 2) = (1, 2), (1, 2) in ((2, 1), (1, 2))")).to.deep.equal([true, true]);
    expect(await failure("(1, 2) = (1, 2, 3)")).to.equal(
      "line 1, column 17: a list of 3 is compared with one of 2.",
    );
    expect(await failure("(1, 2, 3) = (1, 2)")).to.contain(
      "a list of 2 is compared with one of 3.",
    );
    expect(await failure("(1, 2) in ((1, 2, 3))")).to.contain("a list of 3");
  });
});

describe("A number in a text's place", () => {
  it("is written as text", async () => {
    expect(
      await shown(
        "123 like '1%', 1 || 'a', 1.50 || '', true || '', 'abc'::varchar(2), 0.1::float || ''",
      ),
    ).to.deep.equal([true, "1a", "1.50", "true", "ab", "0.1"]);
  });
});

describe("A condition that does not come to a bad value", () => {
  it("does not fail on it", async () => {
    expect(
      await shownRows("select n from values ('1'), ('a') t(n) where try_to_number(n) > 0"),
    ).to.deep.equal([["1"]]);
    expect(
      await shownRows(
        "select case when n = 'a' then 0 else n::int end from values ('1'), ('a') t(n) order by 1",
      ),
    ).to.deep.equal([[0], [1]]);
  });
});
