import { expect } from "chai";
import { Engine } from "../../engine";
import { failureOf } from "./failure";

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
      expect(await failureOf(engine, `select * from identifier(${name})`), name).to.match(message);
    }
    expect(await failureOf(engine, "select * from $n")).to.include(
      "a variable names a table as identifier($n)",
    );
  });
});
