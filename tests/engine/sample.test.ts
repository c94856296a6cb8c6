import { expect } from "chai";
import { refusal, row, rows } from "./warehouse";

const thousand = "(select seq4() as n from table(generator(rowcount => 10000))) as t";

// Source: "SAMPLE / TABLESAMPLE".
describe("A sample", () => {
  it("of a number of rows has that many, or all that there are", async () => {
    expect(await row(`select count(distinct n) from ${thousand} sample (10 rows)`)).to.deep.equal([
      "10",
    ]);
    expect(await row("select count(*) from events sample row (5 rows)")).to.deep.equal(["2"]);
    expect(await row("select count(*) from events tablesample (0 rows)")).to.deep.equal(["0"]);
  });

  it("of a percentage has about that share, and all or nothing at its ends", async () => {
    const [count] = await row(`select count(*) from ${thousand} tablesample bernoulli (20.3)`);
    expect(Number(count)).to.be.within(1700, 2400);
    expect(await row("select count(*) from events sample (100)")).to.deep.equal(["2"]);
    expect(await row("select count(*) from events sample system (0)")).to.deep.equal(["0"]);
  });

  it("is the same again with the same seed, and another one with another", async () => {
    const taken = (seed: string): Promise<unknown[][]> =>
      rows(`select n from ${thousand} sample (1) ${seed} order by n`);
    const once = await taken("seed (82)");
    expect(await taken("repeatable (82)")).to.deep.equal(once);
    expect(await taken("seed (83)")).not.to.deep.equal(once);
  });

  it("is of one table of a join", async () => {
    expect(
      await row("select count(*) from events a sample (100), events as b tablesample (0)"),
    ).to.deep.equal(["0"]);
    expect(
      await row("select count(b.id) from events a left join events b sample (0) on a.id = b.id"),
    ).to.deep.equal(["0"]);
  });

  it("takes no more than Snowflake does", () => {
    expect(refusal("select * from events sample system (3 rows)")).to.equal(
      "line 1, column 37: a sample of a number of rows takes neither SYSTEM, BLOCK nor a seed. Give the percentage of rows instead.",
    );
    expect(refusal("select * from events sample (3 rows) seed (1)")).to.equal(
      "line 1, column 30: a sample of a number of rows takes neither SYSTEM, BLOCK nor a seed. Give the percentage of rows instead.",
    );
    expect(refusal("select * from events sample (100.5)")).to.equal(
      "line 1, column 30: expected a number from 0 to 100.",
    );
    expect(refusal("select * from events sample (0.5 rows)")).to.equal(
      "line 1, column 30: expected a whole number from 0 to 1000000.",
    );
  });
});
