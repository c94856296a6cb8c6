import { expect } from "chai";
import { row, rows, where } from "./warehouse";

async function failure(statement: string): Promise<string> {
  try {
    await rows(statement);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  return "";
}

describe("Numbers", () => {
  // Source: "Arithmetic operators": a division of whole numbers has six digits after the point.
  it("divide without losing the fraction", async () => {
    expect(await row("select 1 / 2, 10 / 3, -7 % 3")).to.deep.equal(["0.500000", "3.333333", "-1"]);
  });

  it("fail on a division by zero", async () => {
    expect(await failure("select 1 / (count(*) - 2) from events")).to.contain("Division by zero");
    expect(await row("select div0(1, 0), zeroifnull(null)")).to.deep.equal(["0.000000", "0"]);
  });

  // Source: "NUMBER", "ROUND": away from zero at the half.
  it("round away from zero, in casts too", async () => {
    expect(
      await row("select round(2.5), round(-2.5), 1.5::int, '12.6'::int, '1.256'::number(10, 2)"),
    ).to.deep.equal(["3", "-3", "2", "13", "1.26"]);
  });

  it("do not overflow where two literals are small", async () => {
    expect(await row("select 100000 * 100000")).to.deep.equal(["10000000000"]);
  });

  it("are not read from what is no number, except by TRY_", async () => {
    expect(await failure("select id::int from events")).to.contain(
      "Numeric value 'a' is not recognized",
    );
    expect(
      await row("select try_to_number('x'), try_cast('5' as int), try_to_double('1.5')"),
    ).to.deep.equal([null, "5", "1.5"]);
  });
});

describe("Whole numbers", () => {
  it("are read from texts of any length", async () => {
    expect(
      await row("select '123456789012345678901'::int, try_to_number('7'), try_to_number('')"),
    ).to.deep.equal(["123456789012345678901", "7", null]);
  });
});

describe("Booleans", () => {
  // Source: "TO_BOOLEAN".
  it("are read from the words that Snowflake knows", async () => {
    expect(
      await row(
        "select 'yes'::boolean, 'OFF'::boolean, 'T'::boolean, 0::boolean, try_to_boolean('maybe')",
      ),
    ).to.deep.equal([true, false, true, false, null]);
    expect(await failure("select region::boolean from events")).to.contain("is not recognized");
  });

  it("are compared with texts, and asked for", async () => {
    expect(await where("readOnly = 'true'")).to.deep.equal(["a"]);
    expect(await where("(error = 'AccessDenied') is not true")).to.deep.equal(["b"]);
  });
});

describe("Texts", () => {
  // Source: "CONCAT", "CONCAT_WS", "GREATEST": NULL makes NULL.
  it("become NULL together with any part", async () => {
    expect(
      await row(
        "select concat('a', null), 'a' || null, concat_ws(',', 'a', null), greatest(1, null), least('a', null)",
      ),
    ).to.deep.equal([null, null, null, null, null]);
  });

  // Source: "REGEXP_LIKE", "REGEXP_SUBSTR", "REGEXP_REPLACE", "REGEXP_INSTR".
  it("match a regular expression as a whole", async () => {
    expect(
      await row(
        "select 'abc' rlike 'b', 'abc' rlike '.*b.*', regexp_like('ABC', 'a.c', 'i'), 'abc' regexp 'a'",
      ),
    ).to.deep.equal([false, true, true, false]);
  });

  it("are searched from a position for an occurrence", async () => {
    const found = await row(
      "select regexp_substr('a1b2', '[0-9]', 1, 2), regexp_substr('user/x', 'user/(.*)', 1, 1, 'e'), regexp_replace('abab', 'b', 'x', 1, 2), regexp_instr('abab', 'b', 1, 2), regexp_count('abab', 'B', 1, 'i')",
    );
    expect(found).to.deep.equal(["2", "x", "abax", "4", "2"]);
  });

  // Source: "SPLIT_PART", "SUBSTR".
  it("are cut as in Snowflake", async () => {
    expect(
      await row(
        "select split_part('a.b', '.', 5), split_part('a.b', '.', 0), split_part('a.b', '.', -1), substr('abc', -2, 1), left('abc', 0)",
      ),
    ).to.deep.equal(["", "a", "b", "b", ""]);
  });

  // Source: "String & binary data types": escape sequences, dollar quotes.
  it("are written with escapes, dollars and doubled quotes", async () => {
    expect(await row("select 'it''s', 'a\\\\b', 'tab\\t', '\\x41', $$it's \\n$$")).to.deep.equal([
      "it's",
      "a\\b",
      "tab\t",
      "A",
      "it's \\n",
    ]);
  });

  // Source: "LIKE", "LIKE ANY".
  it("match patterns, with an escape and any or all of several", async () => {
    expect(
      await row(
        "select 'a_b' like 'a^_b' escape '^', 'axb' like 'a^_b' escape '^', 'Ab' ilike any ('x%', 'a%'), 'Ab' like all ('A%', '%c')",
      ),
    ).to.deep.equal([true, false, true, false]);
  });
});

describe("Times", () => {
  // Source: "TIMESTAMP_NTZ": the wall clock counts, and a zone is dropped.
  it("with Z or an offset keep the wall clock", async () => {
    expect(
      await row(
        "select '2024-01-01T10:00:00Z'::timestamp_ntz::string, '2024-01-01T10:00:00+02:00'::timestamp_ntz::string, try_to_timestamp_ntz('bogus'), try_to_timestamp('epoch')",
      ),
    ).to.deep.equal(["2024-01-01 10:00:00.000", "2024-01-01 10:00:00.000", null, null]);
  });

  // Source: "TIMESTAMP_LTZ": the moment counts.
  it("of a session's zone are moments", async () => {
    expect(
      await row("select to_timestamp_ltz('2024-01-01T10:00:00+02:00')::timestamp_ntz::string"),
    ).to.deep.equal(["2024-01-01 08:00:00.000"]);
  });

  // Source: "TO_TIMESTAMP": a number counts seconds, or what the scale says; the size of a text decides.
  it("are made from numbers", async () => {
    expect(
      await row(
        "select to_timestamp(1704103200)::string, to_timestamp('1704103200000')::string, to_timestamp(1704103200000, 3)::string, to_timestamp('1704103200')::string",
      ),
    ).to.deep.equal(Array.from({ length: 4 }, () => "2024-01-01 10:00:00.000"));
  });

  // Source: "DATEDIFF": the boundaries that are crossed are counted.
  it("differ by the boundaries between them", async () => {
    const found = await row(
      "select datediff(day, min(at), max(at)), datediff('hour', min(at), max(at)), datediff(month, min(at), max(at)), datediff(week, '2024-01-06'::date, '2024-01-08'::date), timediff(ms, min(at), max(at)) from events",
    );
    expect(found).to.deep.equal(["1", "1", "1", "1", "500"]);
  });

  it("are moved, cut and sliced", async () => {
    const found = await row(
      "select dateadd(month, 1, '2024-01-31'::date)::string, date_trunc('hour', at)::string, time_slice(at, 15, 'minute', 'end')::string, last_day(at)::string, (at + interval '1 day, 2 hours')::string from events where id = 'a'",
    );
    expect(found).to.deep.equal([
      "2024-02-29",
      "2024-02-29 23:00:00.000",
      "2024-03-01 00:00:00.000",
      "2024-02-29",
      "2024-03-02 01:59:59.500",
    ]);
  });

  it("are compared with texts", async () => {
    expect(await where("at >= '2024-03-01'")).to.deep.equal(["b"]);
    expect(await where("at::date = '2024-02-29'")).to.deep.equal(["a"]);
    expect(await failure("select id from events where at > region")).to.contain(
      "is not recognized",
    );
  });

  // Source: "Date & time data types", date and time constants.
  it("are written as constants", async () => {
    const found = await row(
      "select date '2024-01-01'::string, timestamp '2024-01-01 10:00:00'::string, current_date > date '2020-01-01'",
    );
    expect(found).to.deep.equal(["2024-01-01", "2024-01-01 10:00:00.000", true]);
  });

  it("are written in formats and zones", async () => {
    expect(
      await row(
        `select to_char(at, 'YYYY-MM-DD"T"HH24:MI:SS.FF3"Z"'), convert_timezone('UTC', 'America/New_York', at)::string from events where id = 'a'`,
      ),
    ).to.deep.equal(["2024-02-29T23:59:59.500Z", "2024-02-29 18:59:59.500"]);
  });
});
