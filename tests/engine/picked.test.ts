import { expect } from "chai";
import { Relations, type Column, translatePicking } from "../../engine";

const columns: Column[] = ["a", "b", "c"].map((label) => ({
  ...{ name: label.toUpperCase(), label, type: "VARCHAR" },
}));
const events = { name: "EVENTS", columns, numbered: "EVENTS numbered", number: "event number" };
const others = new Relations();
others.add("view", "OTHERS", columns);

const picking = (statement: string): ReturnType<typeof translatePicking> =>
  translatePicking(statement, events, others);

describe("A query that picks whole rows of a relation", () => {
  for (const [statement, deciding] of Object.entries({
    "select * from events": [],
    "select * from events where a = 'x'": ["A"],
    "select * from events qualify row_number() over (partition by a order by c) = 1": ["A", "C"],
    "select e.* from events as e join others as o on o.a = e.b": ["A", "B"],
    "with x as (select *, upper(a) as big from events) select * exclude (big) from x where big = 'X'":
      ["A"],
    "select * from events where a = 'x' union all select * from events where b = 'y'": ["A", "B"],
    "select * from events where a in (select a from events group by a having count(*) > 1)": ["A"],
    "select * from events where exists (select * from others where others.c = events.c)": ["C"],
  })) {
    it(`is decided by the columns that it names: ${statement}`, () => {
      expect([...(picking(statement)?.columns ?? ["none"])]).to.deep.equal(deciding);
    });
  }

  it("is asked for their numbers, over the deciding columns alone", () => {
    expect(picking("select * from events where a = 'x'")?.sql)
      .to.match(/^select "event number" from \(.*"EVENTS numbered".*\)$/)
      .and.not.contain('"B"');
  });
});

describe("No query is taken for one that picks whole rows", () => {
  for (const [why, statements] of Object.entries({
    "that gives something else": [
      "select a from events",
      "select a, b, c from events",
      "select *, 1 as one from events",
      "select * exclude (a) from events",
      "select * from others",
      "select * from events union all select * from others",
      "select count(*) from events",
    ],
    "that puts another value in the place of a column": [
      "select 'x' as a, * exclude (a) from events",
      "select * exclude (c), 'x' as c from events",
      "select * replace ('x' as a) from events",
      "with x as (select upper(a) as a, * exclude (a) from events) select * from x",
      "select * rename (a as b, b as a) from events",
    ],
    "that columns decide without their names": [
      "select distinct * from events",
      "select * from events union select * from events",
      "select * from events intersect select * from events where a = 'x'",
      "select * from events order by 1 limit 1",
      "select top 1 * from events",
      "select * from events natural join others",
      "select * from events join others using (a)",
      "select x.* from events as x (b, a, c)",
      "with x (b, a, c) as (select * from events) select * from x where a = 'x'",
      "select * from events where (select count(distinct object_construct(*)) from events) > 1",
      "select * from events where hash(*) = 1",
      "select * from events where (select count(e.*) from events as e) > 1",
      "select * from events sample (10)",
    ],
    "that is refused": ["select * from nowhere", "no query", "select * from events where d = 'x'"],
  })) {
    describe(why, () => {
      for (const statement of statements) {
        it(statement, () => {
          expect(picking(statement)).to.equal(undefined);
        });
      }
    });
  }
});
