import { expect } from "chai";
import { namedColumns } from "../../engine";

describe("The columns that a query may read", () => {
  const named = (statement: string): string[] | undefined => {
    const names = namedColumns(statement);
    return names && [...names].sort();
  };

  it("are those that it names in any of its parts", () => {
    expect(
      named(`with w as (select eventID from cloudtrail group by 1 having count(*) > 1)
        select upper(a) as x, userIdentity:type::string, c."Odd" from cloudtrail c
        join w on w.eventID = c.eventID
        where b in (select d from w) and exists (select 1 from w where e is null)
        qualify row_number() over (partition by f order by g) = 1
        order by h`),
    ).to.deep.equal(["A", "B", "D", "E", "EVENTID", "F", "G", "H", "Odd", "USERIDENTITY"]);
  });

  it("are none of a query that only counts", () => {
    expect(named("select count(*) from cloudtrail")).to.deep.equal([]);
  });

  for (const statement of [
    "select * from cloudtrail",
    "select c.* from cloudtrail c",
    "select a from (select * exclude b from cloudtrail)",
    "select a from cloudtrail natural join other",
    "select a from cloudtrail join other using (b)",
    "no query",
  ]) {
    it(`may be all of them: ${statement}`, () => {
      expect(named(statement)).to.equal(undefined);
    });
  }
});
