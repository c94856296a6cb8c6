import { expect } from "chai";
import { matcherOf } from "../../../../cli/load/filter/matcher";
import { rawColumns } from "../../../../cli/warehouse/flattening";
import {
  Engine,
  Relations,
  Session,
  literal,
  recordFilter,
  translateFlattening,
  type RecordFilter,
} from "../../../../engine";
import { readCatalogue } from "../../../../sql/catalogue";
import { Conditions } from "./conditions";
import { OddRecords } from "./oddRecords";

const catalogue = readCatalogue();
const maker = new OddRecords();
const records = Array.from({ length: 1500 }, (_, at) => maker.next(String(at)));

/** The catalogue's views over records that can be changed for others. */
class Events {
  private constructor(
    private readonly session: Session,
    private readonly engine: Engine,
    private readonly relations: Relations,
  ) {}

  static async open(): Promise<Events> {
    const session = await Session.open();
    const relations = new Relations();
    const engine = new Engine(session, relations);
    await engine.createTable("CLOUDTRAIL_RAW", rawColumns);
    await engine.createView("CLOUDTRAIL", catalogue.cloudtrail.statement);
    for (const { statement } of catalogue.functions) await engine.createFunction(statement);
    for (const { viewName, statement } of [...catalogue.lists, ...catalogue.detections]) {
      await engine.createView(viewName, statement);
    }
    await engine.createView("FINDINGS", catalogue.findings);
    return new Events(session, engine, relations);
  }

  async hold(these: readonly string[]): Promise<void> {
    await this.session.run(`delete from "CLOUDTRAIL_RAW"`);
    await this.session.run(
      `insert into "CLOUDTRAIL_RAW" values (${literal(`{"Records":[${these.join(",")}]}`)}, 'a.json', null, null, null)`,
    );
  }

  async rows(statement: string): Promise<string[]> {
    const { rows } = await this.engine.query(statement);
    return rows.map((row) => JSON.stringify(row)).sort();
  }

  filter(statement: string): RecordFilter | undefined {
    const flattening = translateFlattening(catalogue.cloudtrail.statement, this.relations);
    const views = [...catalogue.lists, ...catalogue.detections].map(
      (view) => [view.viewName, view.statement] as const,
    );
    return recordFilter(statement, {
      records: { name: "CLOUDTRAIL", ...flattening },
      views: new Map([...views, ["FINDINGS", catalogue.findings]]),
    });
  }

  async close(): Promise<void> {
    await this.engine.close();
  }
}

function kept(filter: RecordFilter | undefined): string[] {
  if (filter === undefined) return records;
  const matches = matcherOf(filter);
  return records.filter((record) => {
    const text = Buffer.from(record);
    return matches(text, 0, text.length);
  });
}

describe("The records that a filter lets pass give the result that all of them give", () => {
  let events: Events;
  before(async () => {
    events = await Events.open();
  });
  after(() => events.close());
  beforeEach(() => events.hold(records));

  it("for any condition", async () => {
    const conditions = new Conditions();
    const sums = { filtered: 0, found: 0, kept: 0 };
    for (let made = 0; made < 250; made += 1) {
      const condition = conditions.next();
      const statement = `select requestID from cloudtrail where ${condition}`;
      const filter = events.filter(statement);
      if (filter === undefined) continue;
      // A condition on a row decides by the row alone, so those that it finds have to be among those that pass.
      const found = (await events.rows(statement)).map((row) => JSON.parse(row) as [string]);
      const passed = kept(filter);
      const ids = new Set(passed.map((record) => /"requestID":"(\d+)"/.exec(record)?.[1]));
      const lost = found.filter(([id]) => !ids.has(id)).map(([id]) => records[Number(id)]);
      expect(lost, `${condition}\n${JSON.stringify(filter)}`).to.deep.equal([]);
      sums.filtered += 1;
      sums.found += found.length;
      sums.kept += passed.length;
    }
    // Else the test would be about nothing.
    expect(sums.filtered).to.be.above(100);
    expect(sums.found).to.be.above(3000);
    expect(sums.kept).to.be.below(0.7 * sums.filtered * records.length);
  });

  for (const statement of [
    "select requestID, count(*) over (partition by eventName) from cloudtrail where eventName in ('Root', 'ConsoleLogin')",
    "select eventName, count(*) from cloudtrail where userIdentity:type = 'Root' group by all",
    "select requestID from cloudtrail where eventName = 'Root' qualify row_number() over (partition by errorCode order by requestID) = 1",
    "select requestID from cloudtrail where eventSource in ('Root', 'ConsoleLogin') qualify eventName = 'Root' and count(*) over (partition by errorCode) > 3",
    "select requestID from cloudtrail where errorCode like 'Access%' and eventName in (select eventName from cloudtrail where userIdentity:type::string = 'Root')",
    "select requestID from cloudtrail as c where eventName = 'Root' and not exists (select 1 from cloudtrail as o where o.errorCode = 'Root' and o.eventSource = c.eventSource)",
    "select requestID from cloudtrail where eventName = 'Root' and requestID > (select avg(requestID::int) from cloudtrail where eventSource = '5')",
    "select x.requestID, y.requestID from cloudtrail x join cloudtrail y on x.eventName = y.errorCode and y.eventSource = 'Root' where x.eventSource = 'ConsoleLogin'",
    "select x.requestID, y.requestID from cloudtrail x left join cloudtrail y on x.eventName = y.errorCode and y.eventSource = 'Root' where x.eventSource = 'ConsoleLogin'",
    "select x.requestID, y.requestID from cloudtrail x left join cloudtrail y on x.eventName = y.errorCode and x.errorCode = 'Root' and y.eventSource = 'Root' where x.eventSource in ('ConsoleLogin', 'Root')",
    "select x.requestID, y.requestID from cloudtrail x right join cloudtrail y on x.eventName = y.errorCode and x.eventSource = 'Root' where y.eventSource = 'ConsoleLogin'",
    "select x.requestID, y.requestID from cloudtrail x full join cloudtrail y on x.eventName = y.errorCode where x.eventSource = 'Root' and y.eventSource = 'ConsoleLogin'",
    "select x.requestID, y.requestID from cloudtrail x left join cloudtrail y on x.eventName = y.errorCode where x.errorCode = 'Root' and y.eventSource like 'Console%'",
    "with f as (select * from cloudtrail where eventName = 'Root') select count(*), count(distinct c.requestID) from f join cloudtrail c on f.eventSource = c.eventSource where c.errorCode = 'Root'",
    "select requestID from cloudtrail where eventName = 'Root' union select requestID from cloudtrail where errorCode = 'Root'",
    "select requestID from cloudtrail where eventName = 'Root' except select requestID from cloudtrail where errorCode = 'Root'",
    "select requestID, r.index from cloudtrail, lateral flatten(input => resources) r where eventName = 'Root' and r.value:type = 'Root'",
    "select count(*) from root_activity where eventName = 'ConsoleLogin'",
    "select * from findings",
  ]) {
    it(statement, async () => {
      const filter = events.filter(statement);
      expect(filter).not.to.equal(undefined);
      const passed = kept(filter);
      expect(passed.length).to.be.below(records.length);
      const expected = await events.rows(statement);
      expect(expected).not.to.deep.equal([]);
      await events.hold(passed);
      expect(await events.rows(statement)).to.deep.equal(expected);
    });
  }
});
