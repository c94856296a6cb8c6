import { expect } from "chai";
import { Engine } from "../../engine";

const columns = [
  { name: "ID", label: "ID", type: "NUMBER" as const },
  { name: "LOADED_AT", label: "LOADED_AT", type: "TIMESTAMP_NTZ" as const },
];

describe("DELETE", () => {
  let engine: Engine;
  beforeEach(async () => {
    engine = await Engine.open();
    await engine.createTable("T", columns);
    await engine.insert(
      "insert into t select column1, column2::timestamp_ntz from values (1, '2026-03-01'), (2, '2026-03-20'), (3, null)",
    );
  });
  afterEach(() => engine.close());

  const ids = async (of = "t"): Promise<unknown[]> =>
    (await engine.query(`select id from ${of} order by id`)).rows.flat();
  const failure = (statement: string): Promise<string> =>
    engine.delete(statement).then(String, (error: Error) => error.message);

  it("removes the rows for which its condition is true, and tells how many", async () => {
    await engine.setTime(new Date("2026-03-25T00:00:00Z"));
    const old = "delete from T where LOADED_AT < dateadd(day, -15, sysdate())";
    expect(await engine.delete(old)).to.equal(1);
    expect(await ids()).to.deep.equal([2, 3]);
    expect(await engine.delete(old)).to.equal(0);
  });

  it("knows the table by its name, and removes all without a condition", async () => {
    expect(await engine.delete("delete from t where t.id = (select max(id) from t)")).to.equal(1);
    expect(await engine.delete("DELETE FROM t")).to.equal(2);
    expect(await ids()).to.deep.equal([]);
  });

  it("that fails before it commits removes nothing", async () => {
    const fails = (): void => {
      throw new Error("no");
    };
    expect(await engine.delete("delete from t", fails).catch(String)).to.match(/no$/);
    expect(await ids()).to.deep.equal([1, 2, 3]);
  });

  it("is no news to an append-only stream, which goes on with what comes after it", async () => {
    await engine.createTable("TAKEN", columns.slice(0, 1));
    await engine.createStream("S", "T", true);
    await engine.insert("insert into taken select id from s");
    await engine.delete("delete from t");
    expect(await engine.streamHasData("S")).to.equal(false);
    await engine.insert("insert into t select 4, null");
    expect(await ids("s")).to.deep.equal([4]);
    await engine.insert("insert into taken select id from s");
    expect(await ids("taken")).to.deep.equal([1, 2, 3, 4]);
    expect(await ids("s")).to.deep.equal([]);
  });

  it("of rows that a stream has still to give is refused, and of the others is not", async () => {
    await engine.createStream("S", "T", false);
    await engine.insert("insert into t select 4, null");
    expect(await failure("delete from t where id >= 3")).to.match(
      /^the stream 'S' has still to give rows/,
    );
    expect(await ids()).to.deep.equal([1, 2, 3, 4]);
    expect(await engine.delete("delete from t where id < 3")).to.equal(2);
    expect(await ids("s")).to.deep.equal([4]);
  });

  it("is refused with what is not translated", async () => {
    await engine.createView("V", "select id from t");
    expect(await failure("delete from v")).to.equal(
      "'V' is no table that rows can be deleted from.",
    );
    expect(await failure("delete from nowhere")).to.match(/there is no table or view nowhere/);
    expect(await failure("delete from t using t as u where true")).to.match(
      /DELETE takes no USING here/,
    );
    expect(await failure("delete from t where unknown_column = 1")).to.match(/unknown_column/);
  });
});
