import { expect } from "chai";
import type { RecordFilter } from "../../engine";
import { any, filterOf, value } from "./recordFilters";

describe("The records that a statement needs", () => {
  const a = value("eventName", "a");
  const b = value("eventName", "b");
  const statements: Record<string, RecordFilter | undefined> = {
    "select 1": any(),
    "select * from cloudtrail": undefined,
    "select count(*) from cloudtrail where eventName = 'a' group by all having count(*) > 1": a,
    "select distinct top 3 eventName from cloudtrail where eventName = 'a' order by 1 limit 2": a,
    // The alias of the select list stands behind the column.
    "select 'a' as eventName from cloudtrail where eventName = 'a'": a,
    "select userIdentity:type::string as kind from cloudtrail where kind = 'a'": value("type", "a"),
    "select *, eventName = 'a' as is_a, iff(eventName = 'b', true, false) as is_b from cloudtrail where is_a or is_b":
      any(a, b),
    "select eventName = 'a' as x from cloudtrail as c (x) where x": undefined,
    "select eventName = 'a' as x from cloudtrail cross join (select true as x) where x": undefined,
    "select eventName = 'a' as x from cloudtrail where cloudtrail.x": undefined,
    "select * from cloudtrail as c where c.eventName = 'a'": a,
    "select * from cloudtrail as c where cloudtrail.eventName = 'a'": undefined,
    "select * from cloudtrail as c (eventName) where eventName = 'a'": undefined,
    "select * from db.security.cloudtrail where eventName = 'a'": a,
    // What is asked after other rows have counted.
    "select * from cloudtrail qualify eventName = 'a'": undefined,
    "select * from cloudtrail where eventName = 'a' qualify count(*) over () > 3": a,
    "select eventName from cloudtrail group by eventName having eventName = 'a'": undefined,
    // Subqueries.
    "select * from cloudtrail where eventName = 'a' and sourceIPAddress in (select sourceIPAddress from cloudtrail where eventName = 'b')":
      any(b, a),
    "select * from cloudtrail as c where eventName = 'a' and not exists (select 1 from cloudtrail as o where o.eventName = 'b' and o.eventID = c.eventID)":
      any(b, a),
    "select * from cloudtrail where eventName = 'a' and eventTime > (select max(eventTime) from cloudtrail)":
      undefined,
    "select (select count(*) from cloudtrail where eventName = 'b') from cloudtrail where eventName = 'a'":
      any(b, a),
    "select * from cloudtrail where eventName = 'a' order by (select 1 from cloudtrail)": undefined,
    "select * from (select * from cloudtrail where eventName = 'a') where eventName = 'b'": a,
    "select * from cloudtrail c, lateral (select * from cloudtrail o where o.eventName = 'b' and c.eventName = 'x') where c.eventName = 'a'":
      any(a, b),
    // A column of the query around is none of the records inside.
    "select * from cloudtrail c where exists (select 1 from cloudtrail o where c.eventName = 'b') and eventName = 'a'":
      undefined,
    // Set operators.
    "select * from cloudtrail where eventName = 'a' union all select * from cloudtrail where eventName = 'b'":
      any(a, b),
    "select * from cloudtrail where eventName = 'a' except (select * from cloudtrail where eventName = 'b')":
      any(a, b),
    // WITH.
    "with f as (select * from cloudtrail where eventName = 'a') select * from f": a,
    "with f as (select * from cloudtrail where eventName = 'a') select * from f, cloudtrail c where c.eventName = 'b'":
      any(a, b),
    "with f as (select * from cloudtrail where eventName = 'a'), g as (select * from f) select * from g where eventName = 'b'":
      a,
    "with cloudtrail as (select * from cloudtrail where eventName = 'a') select * from cloudtrail":
      a,
    "with f as (select * from cloudtrail where eventName = 'a') select * from db.security.f":
      undefined,
    "with recursive f as (select * from cloudtrail where eventName = 'a' union all select * from f) select * from f":
      undefined,
    // Joins.
    "select * from cloudtrail x join cloudtrail y on x.eventID = y.eventID and y.eventName = 'b' where x.eventName = 'a'":
      any(a, b),
    "select * from cloudtrail x join cloudtrail y on x.eventName = 'a' and y.eventName = 'b'": any(
      a,
      b,
    ),
    "select * from cloudtrail x left join cloudtrail y on x.eventName = 'a' and y.eventName = 'b'":
      undefined,
    "select * from cloudtrail x left join cloudtrail y on y.eventName = 'b' where x.eventName = 'a'":
      any(a, b),
    "select * from cloudtrail x right join cloudtrail y on x.eventName = 'a' where y.eventName = 'b'":
      any(a, b),
    "select * from cloudtrail x full join cloudtrail y on x.eventName = 'a' and y.eventName = 'b'":
      undefined,
    "select * from cloudtrail x full join cloudtrail y on true where x.eventName = 'a' and y.eventName = 'b'":
      any(a, b),
    "select * from cloudtrail x join cloudtrail y using (eventName) where x.eventName = 'a' and y.eventName = 'b'":
      any(a, b),
    "select * from cloudtrail x left join cloudtrail y using (eventName) where eventName = 'a'":
      undefined,
    "select * from cloudtrail x natural join cloudtrail y where eventName = 'a'": undefined,
    "select * from cloudtrail, lateral flatten(input => resources) r where eventName = 'a' and r.value:ARN = 'x'":
      a,
    "select * from cloudtrail, (values (1)) where eventName = 'a'": a,
    // What other records would change, or is not known.
    "select * from cloudtrail sample (10 rows) where eventName = 'a'": undefined,
    "select * from load_history": undefined,
    "select * from cloudtrail, cloudtrail_raw where eventName = 'a'": undefined,
    "select * from identifier('cloudtrail') where eventName = 'a'": undefined,
    "select * from cloudtrail where": undefined,
    "set x = 1": undefined,
  };
  for (const [statement, filter] of Object.entries(statements)) {
    it(statement, () => {
      expect(filterOf(statement)).to.deep.equal(filter);
    });
  }

  it("are those of the views that it names, and of the views that these name", () => {
    const views = {
      LOGINS: "select * from cloudtrail where eventName = 'a'",
      STOPS:
        "select * from cloudtrail where eventName = 'b' and eventID in (select eventID from logins)",
      FOUND: "select logins.* from logins union all select * from stops",
    };
    expect(filterOf("select * from logins", views)).to.deep.equal(a);
    expect(filterOf("select * from db.security.logins where eventName = 'c'", views)).to.deep.equal(
      a,
    );
    expect(filterOf("select * from stops", views)).to.deep.equal(any(a, b));
    expect(filterOf("with x as (select * from found) select * from x", views)).to.deep.equal(
      any(a, b),
    );
  });

  it("are all when a view that it names reads itself, needs all, or is no query", () => {
    const views = {
      ALL_OF_THEM: "select * from cloudtrail",
      ITSELF: "select * from cloudtrail where eventName = 'a' union all select * from itself",
      BROKEN: "select from",
    };
    for (const view of Object.keys(views)) {
      expect(filterOf(`select * from ${view}`, views), view).to.equal(undefined);
      expect(
        filterOf(
          `select * from cloudtrail where eventName = 'a' union all select * from ${view}`,
          views,
        ),
        view,
      ).to.equal(undefined);
    }
  });

  it("are not those of a view whose name WITH has taken", () => {
    const views = { LOGINS: "select * from cloudtrail where eventName = 'a'" };
    const statement =
      "with logins as (select * from cloudtrail where eventName = 'b') select * from logins";
    expect(filterOf(statement, views)).to.deep.equal(b);
  });
});
