import { expect } from "chai";
import { Engine } from "../../engine";
import { refusal } from "./warehouse";

const sales = `(select column1 as empid, column2 as amount, column3 as quarter from values
  (1, 10000, '2023_Q1'), (1, 400, '2023_Q1'), (1, 8000, '2023_Q2'),
  (2, 4500, '2023_Q1'), (2, 35000, '2023_Q1'), (3, null, '2023_Q2')) as s`;
const wide = `(select column1 as empid, column2 as dept, column3 as jan, column4 as feb from values
  (1, 'electronics', 100, 200), (2, 'clothes', null, 50)) as w`;

describe("A rotated table", () => {
  let engine: Engine;
  before(async () => {
    engine = await Engine.open();
  });
  after(() => engine.close());

  const result = async (sql: string): Promise<[string[], ...unknown[][]]> => {
    const { columns, rows } = await engine.query(sql);
    return [columns.map(({ name }) => name), ...rows];
  };

  // Source: "PIVOT".
  it("has a column for each value of PIVOT, called as the value is written", async () => {
    expect(
      await result(
        `select * from ${sales} pivot (sum(amount) for quarter in ('2023_Q1', '2023_Q2')) order by empid`,
      ),
    ).to.deep.equal([
      ["EMPID", "'2023_Q1'", "'2023_Q2'"],
      [1, 10400, 8000],
      [2, 39500, null],
      [3, null, null],
    ]);
  });

  it("takes names for the values, for the aggregate and for all columns", async () => {
    expect(
      (
        await result(
          `select * from ${sales} pivot (count(amount) as n for quarter in ('2023_Q1' as first, '2023_Q2' second)) order by 1`,
        )
      ).slice(0, 2),
    ).to.deep.equal([
      ["EMPID", "FIRST_N", "SECOND_N"],
      [1, 2, 1],
    ]);
    expect(
      await result(
        `select p.q1 from ${sales} pivot (max(amount) for quarter in ('2023_Q1')) as p (id, q1) where p.id = 2`,
      ),
    ).to.deep.equal([["Q1"], [35000]]);
  });

  it("has another value in place of NULL if it is told so", async () => {
    expect(
      await result(
        `select * from ${sales} pivot (sum(amount) for quarter in ('2023_Q2') default on null (0)) order by 1`,
      ),
    ).to.deep.equal([
      ["EMPID", "'2023_Q2'"],
      [1, 8000],
      [2, 0],
      [3, 0],
    ]);
  });

  it("is empty where the table is, and joins others", async () => {
    expect(
      await result(
        `select * from (select amount, quarter from ${sales} where false) pivot (sum(amount) for quarter in ('2023_Q1'))`,
      ),
    ).to.deep.equal([["'2023_Q1'"]]);
    expect(
      await result(
        `select n.name, p.q from (values (1, 'maria')) as n (id, name)
          join (select * from ${sales}) pivot (min(amount) for quarter in ('2023_Q1')) as p (id, q) on p.id = n.id`,
      ),
    ).to.deep.equal([
      ["NAME", "Q"],
      ["maria", 400],
    ]);
  });

  it("cannot have columns that only the data knows", () => {
    const why =
      "PIVOT over ANY or over a query is not supported here: which columns there are would be known only when it runs. List the values.";
    expect(refusal("select * from events pivot (max(id) for region in (any))")).to.equal(
      `line 1, column 52: ${why}`,
    );
    expect(
      refusal("select * from events pivot (max(id) for region in (select region from events))"),
    ).to.equal(`line 1, column 52: ${why}`);
    expect(refusal("select * from events pivot (max(id || 'x') for region in ('a'))")).to.equal(
      "line 1, column 29: PIVOT takes an aggregate of one column, such as sum(amount).",
    );
  });

  // Source: "UNPIVOT".
  it("has a row for each column of UNPIVOT that is not NULL", async () => {
    expect(
      await result(
        `select * from ${wide} unpivot (sales for month in (jan, feb)) order by 1, 3 desc`,
      ),
    ).to.deep.equal([
      ["EMPID", "DEPT", "MONTH", "SALES"],
      [1, "electronics", "JAN", 100],
      [1, "electronics", "FEB", 200],
      [2, "clothes", "FEB", 50],
    ]);
  });

  it("includes NULLs and calls the columns otherwise if it is told so", async () => {
    expect(
      await result(
        `select * from ${wide} unpivot include nulls (sales for month in (jan as 'January', feb as february)) as u (id, d, m, s)
          where id = 2 order by m desc`,
      ),
    ).to.deep.equal([
      ["ID", "D", "M", "S"],
      [2, "clothes", "January", null],
      [2, "clothes", "FEBRUARY", 50],
    ]);
    expect(
      (await result(`select * from ${wide} unpivot exclude nulls (sales for month in (jan, feb))`))
        .length,
    ).to.equal(4);
  });
});
