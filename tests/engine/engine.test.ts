import { expect } from "chai";
import { gzipSync } from "node:zlib";
import { Engine, type Rendered, type Column } from "../../engine";

const rawTable: Column[] = [
  { name: "RECORD", type: "VARIANT", label: "record" },
  { name: "FILE_NAME", type: "VARCHAR", label: "file_name" },
  { name: "LOADED_AT", type: "TIMESTAMP_NTZ", label: "loaded_at" },
];

describe("local: the engine", () => {
  let engine: Engine;
  beforeEach(async () => {
    engine = await Engine.open({ namespace: ["LAKE", "AUDIT"] });
    await engine.createTable("RAW", rawTable);
  });
  afterEach(async () => {
    await engine.close();
  });

  const one = async (expression: string): Promise<Rendered | undefined> =>
    (await engine.query(`select ${expression}`)).rows[0]?.[0];

  const failure = async (work: Promise<unknown>): Promise<string> => {
    try {
      await work;
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    }
    throw new Error("It did not fail.");
  };

  it("shows values as Snowflake's default formats do", async () => {
    expect(await one("'2024-02-29 01:02:03.4567'::timestamp_ntz")).to.equal(
      "2024-02-29 01:02:03.456",
    );
    expect(await one("'1969-12-31 23:59:59.999'::timestamp_ntz")).to.equal(
      "1969-12-31 23:59:59.999",
    );
    expect(await one("'2024-02-29'::date")).to.equal("2024-02-29");
    expect(await one("true")).to.equal(true);
    expect(await one("null")).to.equal(null);
    expect(await one("1 + 1")).to.equal(2);
    expect(await one('parse_json(\'{"b":"x"}\'):b')).to.equal('"x"');
    expect(await one("parse_json('[1,2]')")).to.equal("[1,2]");
  });

  it("loses no digit of a large integer", async () => {
    expect(await one("9007199254740993::number")).to.equal(9007199254740993n);
  });

  it("a qualified name has to name the engine's database and schema", async () => {
    await engine.createView("V", "select file_name from lake.audit.raw");
    expect((await engine.query("select * from audit.v")).rows).to.deep.equal([]);
    expect(await failure(engine.query("select * from other.audit.raw"))).to.match(/OTHER|RAW/);
  });

  it("a view has the columns of its SELECT and can be replaced", async () => {
    const columns = await engine.createView("V", "select file_name as Name, record:a a from raw");
    expect(columns.map(({ name, label, type }) => [name, label, type])).to.deep.equal([
      ["NAME", "Name", "VARCHAR"],
      ["A", "a", "VARIANT"],
    ]);
    await engine.createView("V", "select 1 as n");
    expect((await engine.query("select * from v")).rows).to.deep.equal([[1]]);
  });

  it("a view with one name for two columns is refused, as is one in a table's place", async () => {
    expect(await failure(engine.createView("V", "select 1 as a, 2 as A"))).to.match(
      /Duplicate column name 'A'/,
    );
    expect(await failure(engine.createView("RAW", "select 1 as a"))).to.match(/already exists/);
    expect(await failure(engine.createTable("RAW", rawTable))).to.match(/already exists/);
  });

  it("reaches no file and changes no setting", async () => {
    for (const sql of [
      "select * from read_text('/etc/hostname')",
      "select * from '/etc/hostname'",
      "set memory_limit = '1GB'",
      "attach '/tmp/x.duckdb'",
      "install httpfs",
    ]) {
      await failure(engine.query(sql));
    }
  });

  describe("COPY INTO", () => {
    const copy = `copy into lake.audit.raw (record, file_name, loaded_at)
      from (
        select $1, metadata$filename, convert_timezone('UTC', metadata$start_scan_time)::timestamp_ntz
        from @lake.audit.logs
      )
      file_format = (type = json)`;
    const lastModified = new Date("2024-05-01T00:00:00Z");
    const file = (
      name: string,
      body: string | Uint8Array,
    ): Parameters<Engine["copyInto"]>[1][0] => ({
      name,
      lastModified,
      body: typeof body === "string" ? Buffer.from(body) : body,
    });

    it("loads a file as one row with its name, gzipped or not", async () => {
      const { files } = await engine.copyInto(copy, [
        file("a.json", '{"Records":[{"x":null}]}'),
        file("b.json.gz", gzipSync('{"Records":[]}')),
      ]);
      expect(files).to.deep.equal([
        { name: "a.json", status: "loaded", rows: 1 },
        { name: "b.json.gz", status: "loaded", rows: 1 },
      ]);
      const { rows } = await engine.query("select file_name, record from raw order by 1");
      expect(rows).to.deep.equal([
        ["a.json", '{"Records":[{"x":null}]}'],
        ["b.json.gz", '{"Records":[]}'],
      ]);
    });

    it("skips a bad file whole, says why, and loads the others", async () => {
      const { files } = await engine.copyInto(copy, [
        file("bad.json", '{"Records":['),
        file("cut.json.gz", gzipSync('{"Records":[]}').subarray(0, -9)),
        file("latin.json", Buffer.from('{"x":"\xe9"}', "latin1")),
        file("good.json", "{}"),
      ]);
      expect(files.map(({ name, status }) => [name, status])).to.deep.equal([
        ["bad.json", "skipped"],
        ["cut.json.gz", "skipped"],
        ["latin.json", "skipped"],
        ["good.json", "loaded"],
      ]);
      expect(files[0])
        .to.have.property("reason")
        .that.matches(/parsing JSON/);
      expect((await engine.query("select count(*) from raw")).rows).to.deep.equal([[1]]);
    });

    it("loads one row for each document of a file", async () => {
      const { files } = await engine.copyInto(copy, [file("lines.json", '{"a":1}\n{"a":2}\n')]);
      expect(files).to.deep.equal([{ name: "lines.json", status: "loaded", rows: 2 }]);
    });

    it("takes text as text, whatever it looks like", async () => {
      const name = `it's"; drop table raw; --.json`;
      await engine.copyInto(copy, [file(name, `{"a":"');"}`)]);
      expect(
        (await engine.query("select file_name, record:a::string from raw")).rows,
      ).to.deep.equal([[name, "');"]]);
    });
  });
});
