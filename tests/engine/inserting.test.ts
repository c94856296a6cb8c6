import { expect } from "chai";
import { Engine, QueryError, SqlError, type Column } from "../../engine";

const raw: Column[] = [
  { name: "ID", label: "id", type: "VARCHAR" },
  { name: "BODY", label: "body", type: "VARIANT" },
];
const typed: Column[] = [
  { name: "ID", label: "id", type: "VARCHAR" },
  { name: "SIZE", label: "size", type: "NUMBER" },
];

const copy = `insert into typed (id, size)
with raw as (select id, body from raw_stream)
select id, body:size from raw`;

describe("INSERT INTO … SELECT", () => {
  let engine: Engine;
  beforeEach(async () => {
    engine = await Engine.open({ namespace: ["DB", "S"] });
    await engine.createTable("RAW", raw);
    await engine.createTable("TYPED", typed);
  });
  afterEach(() => engine.close());

  const add = (id: string, size: unknown): Promise<number> =>
    engine.insert(`insert into raw select '${id}', parse_json('{"size":${JSON.stringify(size)}}')`);
  const rows = async (sql: string): Promise<unknown[]> => (await engine.query(sql)).rows;

  it("inserts under the columns that it names, and NULL under the others", async () => {
    expect(await engine.insert("insert into typed (size) select 4 union all select 5")).to.equal(2);
    expect(await rows("select * from typed order by size")).to.deep.equal([
      [null, 4],
      [null, 5],
    ]);
  });

  it("converts a value to the type of its column", async () => {
    expect(await engine.insert(`insert into "DB"."S"."TYPED" select 7, '12'`)).to.equal(1);
    expect(await rows("select * from typed")).to.deep.equal([["7", 12]]);
  });

  it("takes the place of what the table held, with OVERWRITE", async () => {
    await engine.insert("insert into typed select 'a', 1");
    await engine.insert("insert overwrite into typed select 'b', size + 1 from typed where false");
    expect(await rows("select * from typed")).to.deep.equal([]);
  });

  it("inserts nothing when one row cannot be converted", async () => {
    await add("a", 1);
    await add("b", "many");
    const failure = await engine
      .insert("insert into typed select id, body:size::number from raw")
      .catch((error: unknown) => error);
    expect(failure).to.be.instanceOf(QueryError);
    expect(await rows("select * from typed")).to.deep.equal([]);
  });

  it("inserts nothing when what has to succeed as well fails", async () => {
    const fail = (): void => {
      throw new QueryError("the warehouse was suspended");
    };
    const failure = await engine.insert("insert into typed select 'a', 1", fail).catch(String);
    expect(failure).to.equal("QueryError: the warehouse was suspended");
    expect(await rows("select * from typed")).to.deep.equal([]);
  });

  it("names a table that is not there, a column that is not there, and columns that are too many", async () => {
    const refused: [string, string][] = [
      ["insert into nothing select 1", "there is no table or view nothing"],
      ["insert into typed (weight) select 1", "the table TYPED has no column weight"],
      ["insert into typed (size, size) select 1, 2", "the column size is named twice"],
      ["insert into typed (id) select 1, 2", "the SELECT has 2 columns for 1 of the table"],
      ["insert into typed values (1, 2); drop table typed", "only one statement"],
      ["delete from typed", "expected INSERT"],
    ];
    for (const [statement, words] of refused) {
      const failure = await engine.insert(statement).catch((error: unknown) => error);
      expect(failure, statement).to.be.instanceOf(SqlError);
      expect(String(failure)).to.include(words);
    }
  });

  it("inserts into tables alone", async () => {
    await engine.createView("SEEN", "select id from raw");
    const failure = await engine.insert("insert into seen select 'a'").catch(String);
    expect(failure).to.equal("QueryError: 'SEEN' is no table that rows can be inserted into.");
  });

  it("is no statement that changes nothing, and so none of `execute`", async () => {
    const failure = await engine.execute("insert into typed select 'a', 1").catch(String);
    expect(failure).to.match(/expected a query.*, found INSERT/);
  });

  describe("from a stream", () => {
    it("takes what came since the stream was made", async () => {
      await add("old", 1);
      await engine.createStream("RAW_STREAM", "RAW", false);
      expect(await engine.streamHasData("RAW_STREAM")).to.be.false;
      await add("new", 2);
      expect(await engine.streamHasData("RAW_STREAM")).to.be.true;
      expect(await engine.insert(copy)).to.equal(1);
      expect(await rows("select * from typed")).to.deep.equal([["new", 2]]);
    });

    it("takes what was there before as well, with its initial rows", async () => {
      await add("old", 1);
      await engine.createStream("RAW_STREAM", "RAW", true);
      expect(await engine.insert(copy)).to.equal(1);
    });

    it("takes each row once", async () => {
      await engine.createStream("RAW_STREAM", "RAW", true);
      await add("a", 1);
      await engine.insert(copy);
      expect(await engine.streamHasData("RAW_STREAM")).to.be.false;
      expect(await engine.insert(copy)).to.equal(0);
      await add("b", 2);
      expect(await engine.insert(copy)).to.equal(1);
      expect(await rows("select * from typed order by id")).to.deep.equal([
        ["a", 1],
        ["b", 2],
      ]);
    });

    it("leaves the stream its rows when the statement fails", async () => {
      await engine.createStream("RAW_STREAM", "RAW", true);
      await add("a", 1);
      const fail = (): void => {
        throw new QueryError("the warehouse was suspended");
      };
      await engine.insert(copy, fail).catch(() => undefined);
      expect(await engine.streamHasData("RAW_STREAM")).to.be.true;
      expect(await engine.insert(copy)).to.equal(1);
      expect(await rows("select * from typed")).to.deep.equal([["a", 1]]);
    });

    it("leaves the stream its rows when they are only looked at", async () => {
      await engine.createStream("RAW_STREAM", "RAW", true);
      await add("a", 1);
      const seen = "select id, metadata$action, metadata$isupdate from raw_stream";
      expect(await rows(seen)).to.deep.equal([["a", "INSERT", false]]);
      expect(await rows(seen)).to.deep.equal([["a", "INSERT", false]]);
    });

    it("needs a table, and a name that is free", async () => {
      await engine.createView("SEEN", "select id from raw");
      expect(await engine.createStream("S", "SEEN", true).catch(String)).to.equal(
        "QueryError: Table 'SEEN' does not exist.",
      );
      expect(await engine.createStream("TYPED", "RAW", true).catch(String)).to.equal(
        "QueryError: Object 'TYPED' already exists.",
      );
    });
  });

  it("drops tables, views and streams, whose names are free then", async () => {
    await engine.createView("SEEN", "select id from raw");
    await engine.createStream("RAW_STREAM", "RAW", true);
    for (const name of ["SEEN", "RAW_STREAM", "TYPED"]) await engine.drop(name);
    expect(await engine.query("select * from typed").catch(String)).to.include("There is RAW.");
    await engine.createTable("TYPED", typed);
    expect(await engine.drop("SEEN").catch(String)).to.equal(
      "QueryError: Object 'SEEN' does not exist.",
    );
  });
});
