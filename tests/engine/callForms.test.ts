import { expect } from "chai";
import { refusal, row, rows } from "./warehouse";

describe("A call", () => {
  // Source: "POSITION".
  it("of POSITION has IN between any two texts, or a comma", async () => {
    expect(
      await row(
        "select position(lower('B') in 'abc'), position('b' || 'c' in 'abc'), position('a' in upper('a')), position('b', 'abcb', 3)",
      ),
    ).to.deep.equal(["2", "2", "0", "4"]);
    expect(
      (await rows("select id from events where position(id in 'xb') = 2")).flat(),
    ).to.deep.equal(["b"]);
  });

  // Source: "LIKE", "ILIKE", "RLIKE".
  it("of LIKE, ILIKE or RLIKE is the operator", async () => {
    expect(
      await row(
        "select like('abc', 'a%'), like('ABC', 'a%'), ilike('ABC', 'a%'), like('a%', 'a^%', '^'), like('ab', 'a^%', '^'), like(null, 'a')",
      ),
    ).to.deep.equal([true, false, true, true, false, null]);
    expect(
      await row(
        "select rlike('abc', 'b'), rlike('abc', 'a.*'), rlike('ABC', 'a.c', 'i'), not like('a', 'b')",
      ),
    ).to.deep.equal([false, true, true, true]);
    expect(refusal("select like('a')")).to.equal(
      "line 1, column 8: LIKE takes a text, a pattern and an escape character.",
    );
  });

  // Source: "FIRST_VALUE", "LAST_VALUE", "NTH_VALUE", "LAG", "LEAD".
  it("of a window function has IGNORE NULLS in its brackets or behind them", async () => {
    const over = "over (order by n)";
    for (const [inside, behind] of [
      ["ignore nulls", ""],
      ["", "ignore nulls"],
    ]) {
      expect(
        await rows(
          `select first_value(x ${inside}) ${behind} ${over}, last_value(x ${inside}) ${behind} ${over},
            nth_value(x, 2 ${inside}) ${behind} ${over}, lag(x ${inside}) ${behind} ${over}, lead(x, 1 ${inside}) ${behind} ${over}
          from (values (1, null), (2, 'a'), (3, 'b'), (4, null)) v (n, x) order by n`,
        ),
      ).to.deep.equal([
        ["a", "b", "b", null, "a"],
        ["a", "b", "b", null, "b"],
        ["a", "b", "b", "a", null],
        ["a", "b", "b", "b", null],
      ]);
    }
    expect(
      await row(
        `select last_value(x respect nulls) ${over} from (values (1, 'a'), (2, null)) v (n, x) limit 1`,
      ),
    ).to.deep.equal([null]);
    expect(refusal("select sum(1 ignore nulls) from events")).to.equal(
      "line 1, column 8: SUM takes no IGNORE NULLS.",
    );
  });
});

// Source: "WITH": RECURSIVE is optional.
describe("A common table expression", () => {
  it("is recursive if its second branch names it, with or without the word", async () => {
    for (const word of ["", "recursive "]) {
      expect(
        await row(
          `with ${word}n (i) as (select 1 union all select i + 1 from n where i < 4), m as (select i * 2 as i from n) select sum(i) from m`,
        ),
      ).to.deep.equal(["20"]);
    }
  });

  it("finds itself in a join and in a subquery of its second branch", async () => {
    expect(
      await rows(
        `with edges (a, b) as (select * from values ('x', 'y'), ('y', 'z')),
          reached as (select 'x' as at union all select e.b from reached r join edges e on e.a = r.at)
        select at from reached order by at`,
      ),
    ).to.deep.equal([["x"], ["y"], ["z"]]);
    expect(
      await row(
        "with n as (select 1 as i union all select i + 1 from (select * from n where i < 3)) select max(i) from n",
      ),
    ).to.deep.equal(["3"]);
  });

  it("is none of itself otherwise, though the word stands there", async () => {
    expect(
      await row(
        "with recursive events as (select id from events where id = 'a') select id from events",
      ),
    ).to.deep.equal(["a"]);
    expect(
      await row(
        "with events as (select id from events union all select 'c') select count(*) from events",
      ),
    ).to.deep.equal(["3"]);
  });
});
