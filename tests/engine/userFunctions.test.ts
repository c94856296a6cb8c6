import { expect } from "chai";
import { Engine, QueryError, SqlError, type Rendered } from "../../engine";

describe("Functions that are made with CREATE FUNCTION", () => {
  let engine: Engine;
  beforeEach(async () => {
    engine = await Engine.open({ namespace: ["SECURITY", "AUDIT"] });
    await engine.createTable("EVENTS", [
      { name: "RECORD", label: "record", type: "VARIANT" },
      { name: "NAME", label: "name", type: "VARCHAR" },
    ]);
  });
  afterEach(() => engine.close());

  const create = (text: string): Promise<void> => engine.createFunction(text);
  const value = async (expression: string): Promise<Rendered | undefined> =>
    (await engine.query(`select ${expression}`)).rows[0]?.[0];
  const refusal = async (work: Promise<unknown>): Promise<string> => {
    const error = await work.then(
      () => undefined,
      (reason: unknown) => reason,
    );
    if (error instanceof SqlError || error instanceof QueryError) return error.message;
    throw new Error(`expected a refusal, found ${String(error)}`);
  };

  it("are found by their name, which folds, and by its qualifiers", async () => {
    await create("create function service(source varchar) returns varchar as 'lower(SOURCE)'");
    expect(await value("Service('S3')")).to.equal("s3");
    expect(await value("security.audit.service('S3')")).to.equal("s3");
    expect(await refusal(value("elsewhere.service('S3')"))).to.equal(
      "line 1, column 8: the function elsewhere.SERVICE is not supported here.",
    );
    expect(await refusal(value(`"service"('S3')`))).to.contain("the function service is not");
  });

  it("take their arguments as the types of their parameters, and give their own type", async () => {
    await create("create function twice(n number) returns varchar as $$ n * 2 $$");
    await create("create function typed(v variant) returns varchar as $$ typeof(v) $$");
    expect(await value("twice('21') || '!'")).to.equal("42!");
    expect(await value("twice(1.5)"), "a NUMBER has no scale").to.equal("4");
    expect(await value("typed('x')")).to.equal("VARCHAR");
    expect(await value("typed(null) is null")).to.equal(true);
    expect(await refusal(value("twice(current_date())"))).to.contain("a DATE is no number");
  });

  it("may have no parameter, properties, comments, and text in single quotes", async () => {
    await create(
      "create or replace function seven() returns int language sql immutable comment = 'it''s 7' as '/* 7 */ 3 + 4';",
    );
    expect(await value("seven()")).to.equal(7);
  });

  it("compute an argument once where it is a new value each time", async () => {
    await create("create function same(a varchar) returns boolean as $$ a = a $$");
    expect(await value("same(uuid_string())")).to.equal(true);
    await create("create function anew() returns varchar as $$ uuid_string() $$");
    expect(await value("same(anew())")).to.equal(true);
    expect(await value("anew() = anew()")).to.equal(false);
  });

  it("are grouped by and aggregated like any expression", async () => {
    await create("create function first_letter(t varchar) returns varchar as $$ left(t, 1) $$");
    const { rows } = await engine.query(
      "select first_letter(column1) as letter, count(*), max(first_letter(column1)) from values ('ab'), ('ac'), ('b') group by all order by letter",
    );
    expect(rows).to.deep.equal([
      ["a", 2, "a"],
      ["b", 1, "b"],
    ]);
  });

  it("call one another, and one that is replaced is so in views, too", async () => {
    await create("create function one() returns number as $$ 1 $$");
    await create("create function two() returns number as $$ one() + 1 $$");
    await engine.createView("TWOS", "select two() as n");
    await create("create or replace function one() returns number as $$ 10 $$");
    expect((await engine.query("select n from twos")).rows).to.deep.equal([[11]]);
  });

  it("are made by a statement of a session, for those after it", async () => {
    const { columns, rows } = await engine.execute(
      "create function half(n number) returns number(10, 1) as $$ n / 2 $$",
    );
    expect(columns.map(({ name }) => name)).to.deep.equal(["status"]);
    const all: Rendered[][] = [];
    for await (const some of rows) all.push(...some);
    expect(all).to.deep.equal([["Function HALF successfully created."]]);
    expect(await value("half(3)")).to.equal(1.5);
  });

  it("are called with as many arguments as they have parameters, and with nothing else", async () => {
    await create("create function pair(a variant, b varchar) returns varchar as $$ a || b $$");
    expect(await refusal(value("pair('a')"))).to.equal(
      "line 1, column 8: PAIR takes (A VARIANT, B VARCHAR), not 1 argument.",
    );
    expect(await refusal(value("pair(distinct 'a', 'b')"))).to.equal(
      "line 1, column 8: PAIR takes no DISTINCT.",
    );
    expect(await refusal(value("pair('a', 'b') over ()"))).to.equal(
      "line 1, column 8: PAIR takes no OVER.",
    );
  });

  const f = (body: string): string =>
    `create function f(a varchar)\nreturns varchar\nas $$\n${body}\n$$`;
  const refused: readonly (readonly [what: string, statement: string, message: string])[] = [
    ["calls itself", f("f(a)"), "line 4, column 1: F calls itself."],
    [
      "names no parameter",
      f("lower(b)"),
      "line 4, column 7: there is no column b. The columns are A.",
    ],
    [
      "calls what is not there",
      f("'x' ||\n  nope(a)"),
      "line 5, column 3: the function NOPE is not",
    ],
    [
      "holds more than an expression",
      f("a b"),
      `line 4, column 3: expected the end of the function's body, found "b".`,
    ],
    ["is a query", f("select a"), "line 4, column 1: the body of a function is an expression here"],
    [
      "holds a query",
      f("(select a)"),
      "line 4, column 1: a query in the body of a function is not",
    ],
    ["aggregates", f("max(a)"), "line 4, column 1: MAX is computed of several rows"],
    [
      "looks at other rows",
      f("row_number() over (order by a)"),
      "ROW_NUMBER is computed of several",
    ],
    [
      "reads a session variable",
      f("$x"),
      "line 4, column 1: a function knows no session variable.",
    ],
    [
      "gives what its type is not",
      "create function f() returns number as $$ current_date() $$",
      "line 1, column 42: the function returns NUMBER, and a DATE is no number.",
    ],
    [
      "has a type that there is not",
      "create function f(a geography) returns number as $$ 1 $$",
      "line 1, column 21: the type GEOGRAPHY is not",
    ],
    [
      "has two parameters of a name",
      "create function f(a int, A int) returns int as $$ 1 $$",
      "line 1, column 26: there are two parameters A.",
    ],
    [
      "returns a table",
      "create function f() returns table (a int) as $$ select 1 $$",
      "line 1, column 29: a function that returns a table is not supported here.",
    ],
    [
      "has no body",
      "create function f() returns int as 1",
      `expected the function's body between $$ and $$, found "1".`,
    ],
    [
      "is strict",
      "create function f(a int) returns int strict as $$ 1 $$",
      `expected AS, found "strict".`,
    ],
    [
      "is named like one of Snowflake's",
      "create function flatten() returns int as $$ 1 $$",
      "FLATTEN is a function of Snowflake's own.",
    ],
    [
      "stands in another schema",
      "create function other.f() returns int as $$ 1 $$",
      "Schema 'OTHER' does not exist.",
    ],
  ];
  for (const [what, statement, message] of refused) {
    it(`are refused with the place, when one ${what}`, async () => {
      expect(await refusal(create(statement))).to.contain(message);
    });
  }

  it("cannot call themselves through others, which would be noticed too late", async () => {
    await create("create function one(n int) returns int as $$ n $$");
    await create("create function two(n int) returns int as $$ one(n) $$");
    await create("create function three(n int) returns int as $$ two(n) $$");
    expect(
      await refusal(create("create or replace function one(n int) returns int as $$ three(n) $$")),
    ).to.equal("line 1, column 57: ONE calls itself. A function of SQL cannot be recursive.");
    expect(await value("three(7)")).to.equal(7);
  });

  it("keep their name: another of it is refused, unless it takes the place of one like it", async () => {
    await create("create function one(n int) returns int as $$ n $$");
    expect(await refusal(create("create function one(n int) returns int as $$ n $$"))).to.equal(
      "Object 'ONE' already exists.",
    );
    expect(
      await refusal(create("create or replace function one(t varchar) returns int as $$ 1 $$")),
    ).to.contain("There is a function ONE with other parameters");
  });

  it("reach no function of DuckDB's, and no macro of the engine's", async () => {
    for (const call of ["getenv('HOME')", "snowflake_elements(a)", `"function f"(a)`]) {
      expect(await refusal(create(f(call))), call).to.contain("is not supported here");
    }
  });
});
