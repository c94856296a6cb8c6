import { expect } from "chai";
import type { Engine } from "../../engine";
import { eventTexts, fullRefreshReasons, readCatalogue } from "../../sql/catalogue";
import { parseEventColumns } from "../../sql/catalogue/columns";
import { event } from "./event";
import { copy, loaded, logFile } from "./loaded";

const events = eventTexts(readCatalogue().cloudtrail.statement);
const names = { table: "cloudtrail_events", stream: "cloudtrail_raw_stream" };

/** The raw table as `sql/cloudtrail_raw.sql` has it, and the tables and the stream of the task. */
async function withStream(): Promise<Engine> {
  const engine = await loaded([]);
  const columns = (await engine.query("select * from cloudtrail")).columns;
  await engine.createTable("CLOUDTRAIL_EVENTS", columns);
  await engine.createStream("CLOUDTRAIL_RAW_STREAM", "CLOUDTRAIL_RAW", true);
  return engine;
}

describe("sql: events in a table of their own", () => {
  let engine: Engine;
  beforeEach(async () => {
    engine = await withStream();
  });
  afterEach(() => engine.close());

  const load = async (at: string, name: string, ...records: unknown[]): Promise<void> => {
    await engine.copyInto(copy, [logFile(records, name)], new Date(`${at}T00:00:00Z`));
  };
  const run = (): Promise<number> => engine.insert(events.insert(names));
  const held = async (): Promise<unknown[]> =>
    (await engine.query("select eventID, file_name from cloudtrail_events order by 1, 2")).rows;

  it("have the columns of CLOUDTRAIL, with the types that the view has", async () => {
    const { columns } = await engine.query("select * from cloudtrail");
    expect(
      events.columns.map(({ name, label, declaredType }) => ({
        name,
        label,
        type: declaredType.replace(/\(.*/, ""),
      })),
    ).to.deep.equal(columns);
  });

  it("come from the stream under the name of the raw table, each whole", async () => {
    await load("2026-03-17", "a", event({ eventID: "1" }), event({ eventID: "2" }));
    expect(await run()).to.equal(2);
    const { rows } = await engine.query("select * from cloudtrail order by eventID");
    expect(
      (await engine.query("select * from cloudtrail_events order by eventID")).rows,
    ).to.deep.equal(rows);
  });

  it("are there once, that of the first delivery, when one run sees both", async () => {
    await load("2026-03-17", "b", event({ eventID: "1" }));
    await load("2026-03-17", "a", event({ eventID: "1" }));
    expect(await run()).to.equal(1);
    expect(await held()).to.deep.equal([["1", "a"]]);
  });

  it("are there once when the second delivery comes within 14 days", async () => {
    await load("2026-03-01", "a", event({ eventID: "1" }));
    await run();
    await load("2026-03-15", "b", event({ eventID: "1" }));
    expect(await run()).to.equal(0);
    expect(await held()).to.deep.equal([["1", "a"]]);
  });

  it("are there twice when the second delivery comes later, and one finding then, too", async () => {
    const refused = event({ eventID: "1", errorCode: "AccessDenied" });
    await load("2026-03-01", "a", refused);
    await run();
    await load("2026-03-16", "b", refused);
    expect(await run()).to.equal(1);
    const { rows } = await engine.query("select file_name from findings");
    expect(rows).to.deep.equal([["a"]]);
  });

  it("are two when they share an id and differ in their records", async () => {
    await load("2026-03-17", "a", event({ eventID: "1" }));
    await run();
    await load("2026-03-17", "b", event({ eventID: "1", userAgent: "other" }));
    expect(await run()).to.equal(1);
  });

  it("are one when their time cannot be read either", async () => {
    await load("2026-03-17", "a", event({ eventID: "1", eventTime: "soon" }));
    await run();
    await load("2026-03-18", "b", event({ eventID: "1", eventTime: "soon" }));
    expect(await run()).to.equal(0);
  });

  it("are never taken for one another without an id", async () => {
    const anonymous = event({ eventID: null });
    await load("2026-03-17", "a", anonymous, anonymous);
    expect(await run()).to.equal(2);
    await load("2026-03-17", "b", anonymous);
    expect(await run()).to.equal(1);
  });

  it("are not doubled when the stream is made anew with its initial rows", async () => {
    const records = [event({ eventID: "1" }), event({ eventID: null }), event({ eventID: null })];
    await load("2026-01-01", "a", ...records);
    await load("2026-03-17", "b", event({ eventID: "1" }));
    expect(await run()).to.equal(3);
    await engine.drop("CLOUDTRAIL_RAW_STREAM");
    await engine.createStream("CLOUDTRAIL_RAW_STREAM", "CLOUDTRAIL_RAW", true);
    await load("2026-03-18", "c", event({ eventID: "2" }));
    expect(await run()).to.equal(1);
    expect(await held()).to.deep.equal([
      ["1", "a"],
      ["2", "c"],
      [null, "a"],
      [null, "a"],
    ]);
  });

  it("are the same, each once, in the SELECT of a dynamic table", async () => {
    const anonymous = event({ eventID: null });
    await load("2026-03-17", "a", event({ eventID: "1" }), anonymous, anonymous);
    await load("2026-03-18", "b", event({ eventID: "1" }));
    await run();
    const sorted = "select eventID, file_name from once order by 1, 2";
    await engine.createView("ONCE", events.once("cloudtrail_raw"));
    expect((await engine.query(sorted)).rows).to.deep.equal(await held());
  });

  it("give CLOUDTRAIL the same columns as the raw table does", async () => {
    await engine.createView("OVER_EVENTS", events.over("CLOUDTRAIL_EVENTS"));
    const over = await engine.query("select * from over_events");
    expect(over.columns).to.deep.equal((await engine.query("select * from cloudtrail")).columns);
  });
});

describe("sql: the texts of events", () => {
  it("name the tables and streams that they are given, and the raw table of no other", () => {
    const text = events.insert({ table: '"D"."S"."T"', stream: '"D"."S"."R"' });
    expect(text).to.match(/^insert into "D"\."S"\."T" \(\n {4}eventTime,\n {4}eventVersion,/);
    expect(text).to.include('from "D"."S"."R"\n');
    expect(text.match(/cloudtrail_raw\b/g)).to.have.lengthOf(2);
  });

  it("carry a digest of their own, so that an edit of letter case alone is deployed", () => {
    for (const text of [events.insert(names), events.once("r"), events.over("T")]) {
      expect(text).to.match(/\/\* digest [0-9a-f]{12} \*\/$/);
    }
  });

  it("change their digest with every edit of the SELECT", () => {
    const digests = ["'No'", "'NO'"].map(
      (value) =>
        eventTexts(`select\n    event.value::variant as a\nfrom t where ${value} = b`).digest,
    );
    expect(new Set(digests)).to.have.lengthOf(2);
  });

  it("need a line for each column, whose type can be told", () => {
    const parse = (list: string) => () => parseEventColumns(`select\n${list}\nfrom t`, "own.sql");
    expect(parse("    event.value:a::string as a,\n    delivered.loaded_at as at")()).to.deep.equal(
      [
        { name: "A", label: "a", declaredType: "VARCHAR(16777216)" },
        { name: "AT", label: "at", declaredType: "TIMESTAMP_NTZ(9)" },
      ],
    );
    expect(parse("    event.value:a as a")).to.throw(
      'own.sql: expected "<expression> as <name>," with a cast or a conversion that tells the type, found "event.value:a as a".',
    );
    expect(parse("    delivered.nothing as a")).to.throw(/found "delivered.nothing as a"/);
    expect(() => parseEventColumns("select a from t", "own.sql")).to.throw(
      /own.sql: expected "select", a line for each column/,
    );
  });
});

describe("sql: incremental refresh of a dynamic table", () => {
  it("is what the shipped text qualifies for", () => {
    expect(fullRefreshReasons(events.once('"D"."S"."CLOUDTRAIL_RAW"'))).to.deep.equal([]);
  });

  const reasons: Record<string, string> = {
    "select a, current_timestamp() as t from raw":
      "current_timestamp gives another value each time",
    "select sysdate() from raw": "sysdate gives another value each time",
    "select f.seq from raw, lateral flatten(input => a) f":
      ".seq is a number that FLATTEN makes up anew each time",
    "select * from raw, lateral split_to_table(a, ',')":
      "lateral split_to_table is LATERAL of something other than FLATTEN",
    "select * from raw where exists (select 1 from b)":
      "exists (select is a subquery outside of FROM",
    "select * from raw where a in (select b from c)": "in (select is a subquery outside of FROM",
    "select a from b union select a from c":
      "union compares whole results: UNION ALL alone does not",
    "select row_number() over (order by a) from raw":
      "over (order is a window without PARTITION BY",
    "select dense_rank() over (partition by a order by b) from raw":
      "dense_rank( is a rank, and ROW_NUMBER is the one that qualifies",
    "select a from raw limit 5": "limit keeps some rows of all",
    "select a from raw sample (10)": "sample is a clause for a full refresh only",
  };
  for (const [select, reason] of Object.entries(reasons)) {
    it(`is not for ${select}`, () => {
      expect(fullRefreshReasons(select)).to.deep.equal([reason]);
    });
  }

  it("does not count what stands in strings, quoted names and comments", () => {
    const select =
      "select 'current_date', \"LIMIT\" from raw -- limit\n/* union */ union all select b, c from d";
    expect(fullRefreshReasons(select)).to.deep.equal([]);
  });
});
