import { expect } from "chai";
import { plainCondition } from "../../sql/catalogue/condition";

describe("sql: the condition of a plain detection", () => {
  const plain: Record<string, [select: string, condition: string]> = {
    "is what stands behind WHERE": ["select * from cloudtrail where a = 1 and b", "a = 1 and b"],
    "is told whatever the letter case and the lines": [
      "SELECT *\n  FROM CloudTrail\nWHERE a = 'X'\n    and b",
      "a = 'X'\n    and b",
    ],
    "loses comments, and keeps what looks like one": [
      "-- it's\nselect * /* \" */ from cloudtrail where -- so\n    a = '--' -- '\n    -- why\n    and b /* ( */ in ('/*', $$'$$)",
      "a = '--'\n    and b in ('/*', $$'$$)",
    ],
    "may compare with IS DISTINCT FROM, and call functions": [
      "select * from cloudtrail where left(a, 3) is distinct from 'x' and \"order by\" = 1",
      "left(a, 3) is distinct from 'x' and \"order by\" = 1",
    ],
    "may have a lambda": [
      "select * from cloudtrail where array_size(filter(a, x -> x:y = 1)) > 0",
      "array_size(filter(a, x -> x:y = 1)) > 0",
    ],
  };
  for (const [what, [select, condition]] of Object.entries(plain)) {
    it(what, () => {
      expect(plainCondition(select)).to.equal(condition);
    });
  }

  const others: Record<string, string> = {
    "another list": "select cloudtrail.* from cloudtrail where a",
    "another table": "select * from other where a",
    "a qualified table": "select * from s.cloudtrail where a",
    "an alias": "select * from cloudtrail c where c.a",
    "a join": "select * from cloudtrail, other where a",
    "no condition": "select * from cloudtrail",
    "an empty condition": "select * from cloudtrail where -- a",
    QUALIFY: "select * from cloudtrail where a qualify count(*) over (partition by b) > 1",
    "ORDER BY": "select * from cloudtrail where a order by b",
    LIMIT: "select * from cloudtrail where a\nlimit 1",
    "GROUP BY": "select * from cloudtrail where a group by all",
    UNION: "select * from cloudtrail where a union all select * from cloudtrail where b",
    "a subquery": "select * from cloudtrail where a in (select 1)",
    WITH: "with cloudtrail as (select 1) select * from cloudtrail where a",
    "a bracket too many": "select * from cloudtrail where a) or (b",
    "a bracket too few": "select * from cloudtrail where (a",
    "a list": "select * from cloudtrail where a, b",
    "a comment that only Snowflake knows": "select * from cloudtrail where a // or b",
  };
  for (const [what, select] of Object.entries(others)) {
    it(`is not told of a SELECT with ${what}`, () => {
      expect(plainCondition(select)).to.equal(undefined);
    });
  }
});
