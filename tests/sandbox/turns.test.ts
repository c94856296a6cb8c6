import { expect } from "chai";
import { given } from "../../sandbox/resource/order";
import { Turns } from "../../sandbox/resource/turns";
import { Sandbox } from "../../sandbox/sandbox";

describe("sandbox: work in turns", () => {
  it("is done one piece after the other, whatever becomes of each", async () => {
    const turns = new Turns();
    const done: string[] = [];
    const work =
      (name: string, milliseconds: number, fails = false) =>
      (): Promise<string> =>
        new Promise((resolve, reject) => {
          setTimeout(() => {
            done.push(name);
            if (fails) reject(new Error(name));
            else resolve(name);
          }, milliseconds);
        });
    const all = await Promise.allSettled([
      turns.take(work("slow", 20)),
      turns.take(work("failing", 5, true)),
      turns.take(work("fast", 0)),
    ]);
    expect(done).to.deep.equal(["slow", "failing", "fast"]);
    expect(all.map(({ status }) => status)).to.deep.equal(["fulfilled", "rejected", "fulfilled"]);
  });

  it("keeps what statements did that were asked for at the same time", async () => {
    const sandbox = new Sandbox();
    sandbox.given.database("EXAMPLE");
    const { relations, runner } = sandbox.snowflake;
    const name = '"EXAMPLE"."PUBLIC"."T"';
    relations.add(
      name,
      {
        kind: "table",
        database: "EXAMPLE",
        schema: "PUBLIC",
        name: "T",
        columns: [{ name: "N", label: "n", type: "NUMBER" }],
        loads: [],
        inserted: false,
        changeTracking: false,
      },
      given,
    );
    await Promise.all([1, 2, 3].map((n) => runner.insert(`insert into ${name} select ${n}`, {})));
    const { rows } = await sandbox.query("select n from t order by n");
    await sandbox.close();
    expect(rows.flat()).to.deep.equal([1, 2, 3]);
  });
});
