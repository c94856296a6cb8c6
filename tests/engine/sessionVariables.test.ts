import { expect } from "chai";
import { Engine, QueryError, SqlError } from "../../engine";

describe("engine: the variables of a session", () => {
  let engine: Engine;
  beforeEach(async () => {
    engine = await Engine.open();
  });
  afterEach(async () => {
    await engine.close();
  });

  const run = async (...statements: string[]): Promise<unknown[][]> => {
    let last: unknown[][] = [];
    for (const statement of statements) {
      last = [];
      for await (const rows of (await engine.execute(statement)).rows) last.push(...rows);
    }
    return last;
  };
  const failure = async (...statements: string[]): Promise<Error> => {
    try {
      await run(...statements);
    } catch (error) {
      if (error instanceof SqlError || error instanceof QueryError) return error;
      throw error;
    }
    throw new Error("The statement was meant to fail.");
  };

  it("SET answers that it was executed, and $name is the value in later statements", async () => {
    expect(await run("set who = 'Root'")).to.deep.equal([["Statement executed successfully."]]);
    expect(await run("select $who, $WHO || '!'")).to.deep.equal([["Root", "Root!"]]);
  });

  // Source: "SET", examples.
  it("all values are computed before the first is given", async () => {
    const statements = ["set (min, max) = (40, 70)", "set (min, max) = (50, 2 * $min)"];
    expect(await run(...statements, "select $min, $max")).to.deep.equal([[50, 80]]);
  });

  for (const [value, type, shown] of [
    ["'2024-05-01'", "VARCHAR", "2024-05-01"],
    ["7", "NUMBER", 7],
    ["1.10::number(10, 2)", "NUMBER", "1.10"],
    ["12345678901234567890123456789", "NUMBER", 12345678901234567890123456789n],
    ["1.5::float", "FLOAT", 1.5],
    ["1 = 1", "BOOLEAN", true],
    ["'2024-05-01'::date", "DATE", "2024-05-01"],
    ["'2024-05-01 10:00:00.123'::timestamp_ntz", "TIMESTAMP_NTZ", "2024-05-01 10:00:00.123"],
    ["time '10:20:30'", "TIME", "10:20:30"],
    ["null", "NULL", null],
  ] as const) {
    it(`keeps the type of ${value}`, async () => {
      await run(`set x = ${value}`);
      const { columns } = await engine.execute("select $x");
      expect(columns.map((column) => column.type)).to.deep.equal([type]);
      expect(await run("select $x")).to.deep.equal([[shown]]);
    });
  }

  it("a date in a variable is compared as a date", async () => {
    await run("set since = '2024-05-01'::date");
    expect(
      await run(
        "select column1 from values ('2024-04-30'::date), ('2024-05-02'::date) where column1 >= $since",
      ),
    ).to.deep.equal([["2024-05-02"]]);
  });

  it("takes a query's only row, in one column for each variable", async () => {
    await run("set n = (select count(*) from values (1), (2))");
    await run("set (a, b) = (select 'x', 2)");
    expect(await run("select $n, $a, $b")).to.deep.equal([[2, "x", 2]]);
    await run("set none = (select 1 where 1 = 0)");
    expect(await run("select $none is null")).to.deep.equal([[true]]);
  });

  it("a query of several rows is an error", async () => {
    const { message } = await failure("set x = (select column1 from values (1), (2))");
    expect(message).to.match(/^Single-row subquery returns more than one row\./);
  });

  it("a variable that was not set is named with its place", async () => {
    expect((await failure("select 1,\n  $nope")).message).to.equal(
      "line 2, column 3: the session variable $nope does not exist. Give it a value first: SET nope = …;",
    );
  });

  it("UNSET takes variables away", async () => {
    await run("set (a, b, c) = (1, 2, 3)", "unset a", "unset (b)");
    expect(await run("select $c")).to.deep.equal([[3]]);
    for (const name of ["$a", "$b"]) {
      expect((await failure(`select ${name}`)).message).to.include("does not exist");
    }
  });

  it("refuses what no variable holds", async () => {
    const refused: [statement: string, message: RegExp][] = [
      ["set x = parse_json('{}')", /column 5: x would hold a value of type VARIANT.*::string/],
      ["set x = [1]", /type ARRAY/],
      ["set (a, b) = (1, 2, 3)", /column 1: SET gives 2 variables 3 values/],
      ["set (a, b) = (select 1)", /SET gives 2 variables 1 values/],
      ["set public = 1", /public is a name that Snowflake reserves/],
      ["set x 1", /column 7: expected =, found "1"/],
      ["set x = repeat('x', 16385)", /larger than the 16384 bytes/],
    ];
    for (const [statement, message] of refused) {
      expect((await failure(statement)).message, statement).to.match(message);
    }
    expect((await run("set x = repeat('x', 16384)", "select length($x)"))[0]).to.deep.equal([
      16384,
    ]);
  });

  it("a failed SET leaves what was there", async () => {
    await run("set x = 1");
    await failure("set x = 'a'::number");
    expect(await run("select $x")).to.deep.equal([[1]]);
  });

  it("a value is never SQL", async () => {
    await run(`set x = 'a'' or 1 = 1; drop table t --'`);
    expect(await run("select $x")).to.deep.equal([["a' or 1 = 1; drop table t --"]]);
  });

  it("a view knows no session", async () => {
    await run("set x = 1");
    let message = "";
    await engine.createView("V", "select $x as x").catch((error: unknown) => {
      message = String(error);
    });
    expect(message).to.include("the session variable $x does not exist");
  });
});
