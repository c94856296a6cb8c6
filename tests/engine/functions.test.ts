import { expect } from "chai";
import { Engine } from "../../engine";
import { functions, tableFunctions } from "../../engine/functions/registry";

describe("The registry of functions", () => {
  let engine: Engine;
  before(async () => {
    engine = await Engine.open();
    await engine.tellActivity({
      copies: [],
      pipes: new Map([["EVENTS_PIPE", { executionState: "RUNNING" }]]),
      runs: [],
      refreshes: [],
    });
  });
  after(() => engine.close());

  const all = [...functions, ...tableFunctions];
  for (const { name, examples } of all) {
    describe(name, () => {
      for (const [sql, result] of Object.entries(examples)) {
        it(`gives what Snowflake documents: select ${sql}`, async () => {
          const { rows } = await engine.query(`select ${sql}`);
          const values = rows.map(([value]) => value);
          expect(values).to.deep.equal(Array.isArray(result) ? result : [result]);
        });
      }
    });
  }

  const proven = all.filter(({ examples }) => Object.keys(examples).length > 0);
  it(`holds ${all.length} functions, ${proven.length} of them with an executed example`, () => {
    const unproven = all.filter((entry) => !proven.includes(entry)).map(({ name }) => name);
    expect(unproven).to.deep.equal([]);
  });

  it("has every name once, in upper case", () => {
    const names = [
      ...functions.flatMap(({ name, aliases }) => [name, ...aliases]),
      ...tableFunctions.map(({ name }) => name),
    ];
    expect(names.filter((name) => !/^([A-Z_]+\.)*[A-Z][A-Z0-9_$]*$/.test(name))).to.deep.equal([]);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).to.deep.equal([]);
  });
});
