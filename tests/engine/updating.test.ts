import { expect } from "chai";
import { Engine, SqlError, type Column } from "../../engine";

const columns: Column[] = [
  { name: "ID", label: "id", type: "VARCHAR" },
  { name: "SIZE", label: "size", type: "NUMBER" },
  { name: "SENT_AT", label: "sent_at", type: "TIMESTAMP_NTZ" },
];

describe("UPDATE", () => {
  let engine: Engine;
  beforeEach(async () => {
    engine = await Engine.open({ namespace: ["DB", "S"] });
    await engine.createTable("T", columns);
    await engine.insert("insert into t select 'a', 1, null union all select 'b', 2, null");
  });
  afterEach(() => engine.close());

  const rows = async (): Promise<unknown[]> =>
    (await engine.query("select id, size, sent_at is null from t order by id")).rows;

  it("changes the rows for which the condition is true, and says how many", async () => {
    expect(await engine.update("update t set sent_at = sysdate() where id = 'a'")).to.equal(1);
    expect(await rows()).to.deep.equal([
      ["a", 1, false],
      ["b", 2, true],
    ]);
  });

  it("changes every row without a condition, by what the row held before", async () => {
    const swap = `update "DB"."S"."T" set size = size + 1, id = t.id || size`;
    expect(await engine.update(swap)).to.equal(2);
    expect(await rows()).to.deep.equal([
      ["a1", 2, true],
      ["b2", 3, true],
    ]);
  });

  it("looks into other rows with a subquery", async () => {
    await engine.update("update t set size = (select max(size) from t as other) where size = 1");
    expect(await rows()).to.deep.equal([
      ["a", 2, true],
      ["b", 2, true],
    ]);
  });

  it("converts a value to the type of its column, and changes nothing when one cannot be", async () => {
    await engine.update("update t set size = '7' where id = 'a'");
    const failure = await engine.update("update t set size = id").catch(String);
    expect(failure).to.match(/^QueryError/);
    expect(await rows()).to.deep.equal([
      ["a", 7, true],
      ["b", 2, true],
    ]);
  });

  it("changes tables alone", async () => {
    await engine.createView("SEEN", "select id from t");
    const failure = await engine.update("update seen set id = 'c'").catch(String);
    expect(failure).to.equal("QueryError: 'SEEN' is no table that rows can be updated in.");
  });

  const refused: [string, string][] = [
    ["update nothing set id = 1", "there is no table or view nothing"],
    ["update t set weight = 1", "the table T has no column weight"],
    ["update t set id = 1, id = 2", "the column id is set twice"],
    ["update t set size = 1 from t as other", "UPDATE takes no FROM here"],
    ["update t set size = 1; drop table t", "only one statement"],
    ["update t set size = sizes", "there is no column sizes"],
    ["delete from t", "expected UPDATE"],
  ];
  for (const [statement, words] of refused) {
    it(`refuses ${statement}`, async () => {
      const failure = await engine.update(statement).catch((error: unknown) => error);
      expect(failure).to.be.instanceOf(SqlError);
      expect(String(failure)).to.include(words);
    });
  }
});

describe("CALL", () => {
  let engine: Engine;
  beforeEach(async () => {
    engine = await Engine.open({ namespace: ["DB", "S"] });
    await engine.createTable("T", columns);
    await engine.insert("insert into t select 'a', 1, null");
  });
  afterEach(() => engine.close());

  it("computes the arguments, subqueries in brackets among them", async () => {
    const statement =
      "call system$send((select max(size) + 1 from t), snowflake.notification.integration('WAY'), 'x')";
    expect(await engine.call(statement)).to.deep.equal({
      procedure: ["SYSTEM$SEND"],
      given: [2, '{"WAY":{}}', "x"],
    });
  });

  it("gives NULL for a subquery without a row", async () => {
    const { given } = await engine.call("call send((select id from t where size = 2))");
    expect(given).to.deep.equal([null]);
  });

  const refused: [string, string][] = [
    ["call send", "expected a procedure with its arguments"],
    ["call send(text => 'x')", "by their places"],
    ["call send('x'); call send('y')", "only one statement"],
    ["select 1", "expected CALL"],
  ];
  for (const [statement, words] of refused) {
    it(`refuses ${statement}`, async () => {
      const failure = await engine.call(statement).catch((error: unknown) => error);
      expect(failure).to.be.instanceOf(SqlError);
      expect(String(failure)).to.include(words);
    });
  }
});
