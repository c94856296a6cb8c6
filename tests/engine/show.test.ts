import { expect } from "chai";
import { Engine } from "../../engine";
import { failureOf } from "./failure";

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
    expect(await failureOf(engine, "show views in schema audit.dit")).to.include(
      "line 1, column 15: there is no schema audit.dit here. There is AUDIT.LOGS.",
    );
    expect(await failureOf(engine, "show tables in database logs")).to.include(
      "there is no database logs",
    );
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
    for (const [sql, message] of refused)
      expect(await failureOf(engine, sql), sql).to.match(message);
  });

  it("only a query is one: a view or a caller of query() takes no command", async () => {
    let message = "";
    await engine.query("show tables").catch((error: unknown) => {
      message = String(error);
    });
    expect(message).to.include("expected a SELECT, found SHOW");
  });
});
