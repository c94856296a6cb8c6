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

describe("engine: identifier()", () => {
  let engine: Engine;
  beforeEach(async () => {
    engine = await Engine.open({ namespace: ["AUDIT", "LOGS"] });
    await engine.createTable("RAW", [{ name: "N", label: "n", type: "NUMBER" }]);
    await engine.createTable("odd.name", [{ name: "N", label: "n", type: "NUMBER" }]);
  });
  afterEach(async () => {
    await engine.close();
  });

  const columnsOf = async (sql: string): Promise<string[]> =>
    (await engine.execute(sql)).columns.map(({ label }) => label);
  const failure = async (sql: string): Promise<string> => {
    try {
      await engine.execute(sql);
    } catch (error) {
      return String(error);
    }
    throw new Error("The statement was meant to fail.");
  };

  it("names a table by a literal or a variable, folded and qualified as in a statement", async () => {
    await engine.execute("set t = 'logs.raw'");
    for (const name of ["'raw'", "'RAW'", "'audit.logs.raw'", `'"odd.name"'`, "$t"]) {
      expect(await columnsOf(`select r.n from identifier(${name}) as r`), name).to.deep.equal([
        "n",
      ]);
    }
  });

  it("refuses what is no name, and names that nothing has", async () => {
    await engine.execute("set n = 1");
    const refused: [name: string, message: RegExp][] = [
      ["'nowhere'", /column 15: there is no table or view nowhere\. There is RAW, odd\.name\./],
      ["'raw; drop table raw'", /column 26: identifier\(\) needs a text that is a name/],
      ["'raw where 1 = 1'", /needs a text that is a name/],
      ["''", /needs a text that is a name/],
      ["$n", /needs a text that is a name|there is no table/],
      ["'ra' || 'w'", /takes a string literal or a \$variable/],
    ];
    for (const [name, message] of refused) {
      expect(await failure(`select * from identifier(${name})`), name).to.match(message);
    }
    expect(await failure("select * from $n")).to.include(
      "a variable names a table as identifier($n)",
    );
  });
});

describe("engine: SHOW and DESCRIBE", () => {
  let engine: Engine;
  before(async () => {
    engine = await Engine.open({ namespace: ["AUDIT", "LOGS"] });
    await engine.createTable("RAW", [
      { name: "RECORD", label: "record", type: "VARIANT" },
      { name: "FILE_NAME", label: "file_name", type: "VARCHAR" },
    ]);
    await engine.createTable("RAW_2", [{ name: "N", label: "n", type: "NUMBER" }]);
    await engine.createView("NAMES", "select file_name, 1.5::float as f from raw");
  });
  after(async () => {
    await engine.close();
  });

  const answer = async (sql: string): Promise<{ columns: string[]; rows: unknown[][] }> => {
    const { columns, rows } = await engine.execute(sql);
    const all: unknown[][] = [];
    for await (const some of rows) all.push(...some);
    return { columns: columns.map(({ name }) => name), rows: all };
  };
  const names = async (sql: string): Promise<unknown[]> =>
    (await answer(sql)).rows.map(([name]) => name);
  const failure = async (sql: string): Promise<string> => {
    try {
      await engine.execute(sql);
    } catch (error) {
      return String(error);
    }
    throw new Error("The statement was meant to fail.");
  };

  it("SHOW TABLES tells each table with its rows", async () => {
    expect(await answer("show tables")).to.deep.equal({
      columns: ["name", "database_name", "schema_name", "kind", "rows"],
      rows: [
        ["RAW", "AUDIT", "LOGS", "TABLE", 0],
        ["RAW_2", "AUDIT", "LOGS", "TABLE", 0],
      ],
    });
  });

  it("SHOW VIEWS tells each view", async () => {
    expect(await answer("show views")).to.deep.equal({
      columns: ["name", "database_name", "schema_name"],
      rows: [["NAMES", "AUDIT", "LOGS"]],
    });
  });

  it("SHOW COLUMNS tells the columns of all, or of one", async () => {
    const { columns, rows } = await answer("show columns");
    expect(columns).to.deep.equal([
      "table_name",
      "schema_name",
      "column_name",
      "data_type",
      "kind",
      "database_name",
    ]);
    expect(rows).to.deep.equal([
      ["NAMES", "LOGS", "FILE_NAME", '{"type":"TEXT"}', "COLUMN", "AUDIT"],
      ["NAMES", "LOGS", "F", '{"type":"REAL"}', "COLUMN", "AUDIT"],
      ["RAW", "LOGS", "RECORD", '{"type":"VARIANT"}', "COLUMN", "AUDIT"],
      ["RAW", "LOGS", "FILE_NAME", '{"type":"TEXT"}', "COLUMN", "AUDIT"],
      ["RAW_2", "LOGS", "N", '{"type":"FIXED"}', "COLUMN", "AUDIT"],
    ]);
    for (const within of ["in raw", "in table raw", "in view logs.raw", "in audit.logs.raw"]) {
      expect((await answer(`show columns ${within}`)).rows, within).to.deep.equal(rows.slice(2, 4));
    }
    expect((await answer("show columns like 'file%' in raw")).rows).to.deep.equal([rows[3]]);
  });

  it("DESCRIBE tells name and type, for a table and a view alike", async () => {
    const raw = {
      columns: ["name", "type", "kind"],
      rows: [
        ["RECORD", "VARIANT", "COLUMN"],
        ["FILE_NAME", "VARCHAR", "COLUMN"],
      ],
    };
    for (const sql of ["describe table raw", "desc table audit.logs.raw", "desc view raw"]) {
      expect(await answer(sql), sql).to.deep.equal(raw);
    }
    expect(await names("desc view names")).to.deep.equal(["FILE_NAME", "F"]);
  });

  it("a pattern knows % and _, and no letter case; STARTS WITH knows letter case", async () => {
    expect(await names("show tables like 'raw%'")).to.deep.equal(["RAW", "RAW_2"]);
    expect(await names("show tables like 'r_w'")).to.deep.equal(["RAW"]);
    expect(await names("show tables like 'r.w'")).to.deep.equal([]);
    expect(await names("show tables starts with 'RAW_'")).to.deep.equal(["RAW_2"]);
    expect(await names("show tables starts with 'raw'")).to.deep.equal([]);
    expect(await names("show tables in schema logs limit 1")).to.deep.equal(["RAW"]);
  });

  it("looks in the account, the database or the schema that there is", async () => {
    for (const within of [
      "account",
      "database",
      "database audit",
      "schema",
      "logs",
      "audit.logs",
    ]) {
      expect(await names(`show views in ${within}`), within).to.deep.equal(["NAMES"]);
    }
    expect(await failure("show views in schema audit.dit")).to.include(
      "line 1, column 15: there is no schema audit.dit here. There is AUDIT.LOGS.",
    );
    expect(await failure("show tables in database logs")).to.include("there is no database logs");
  });

  it("refuses the rest with its place", async () => {
    const refused: [sql: string, message: RegExp][] = [
      ["show warehouses", /column 6: expected TABLES, VIEWS or COLUMNS, found "warehouses"/],
      ["show terse tables", /expected TABLES, VIEWS or COLUMNS/],
      ["show tables like raw", /expected the pattern in single quotes/],
      ["show columns in nowhere", /there is no table or view nowhere\. There is NAMES, RAW, RAW_2/],
      ["desc table nowhere", /there is no table or view nowhere/],
      ["desc warehouse w", /expected TABLE or VIEW/],
      ["show tables raw", /expected the end of the statement/],
      [
        "drop table raw",
        /expected a query, SET, UNSET, SHOW, DESCRIBE or CREATE FUNCTION, found DROP\. Nothing is changed here\./,
      ],
    ];
    for (const [sql, message] of refused) expect(await failure(sql), sql).to.match(message);
  });

  it("only a query is one: a view or a caller of query() takes no command", async () => {
    let message = "";
    await engine.query("show tables").catch((error: unknown) => {
      message = String(error);
    });
    expect(message).to.include("expected a SELECT, found SHOW");
  });
});
