import { expect } from "chai";
import type { Engine } from "../../../../engine";
import { event, type Event } from "../../../sql/event";
import { loaded, logFile } from "../../../sql/loaded";
import { catalogue, rule, statementOf } from "../rules";
import { eventTexts } from "../../../../sql/catalogue";

/** An event some seconds after nine, by a user, under a name such as `fail@10`. */
function at(second: number, eventName: string, who: string, more: Event = {}): Event {
  return event({
    eventName,
    eventID: `${who}-${eventName}@${second}`,
    eventTime: new Date(Date.UTC(2026, 2, 17, 9, 0, second)).toISOString().replace(".000", ""),
    userIdentity: { type: "IAMUser", userName: who },
    ...more,
  });
}

const bytes = (size: number | string): Event => ({ additionalEventData: { bytes: size } });
const region = (awsRegion: string): Event => ({ awsRegion });

const burst = [at(0, "fail", "ann"), at(30, "fail", "ann"), at(60, "fail", "ann")];
const events: Event[] = [
  // Three within a minute, at both of its edges; and three that a second is too long for.
  ...burst,
  ...[at(0, "fail", "bob"), at(30, "fail", "bob"), at(61, "fail", "bob")],
  // Two, of which one was delivered twice, and two that belong to nobody or have no time.
  ...[at(0, "fail", "cyd"), at(10, "fail", "cyd")],
  ...[
    at(0, "fail", "x", { userIdentity: null }),
    at(0, "fail", "cyd", { eventTime: "soon", eventID: "none" }),
  ],
  // The same region again does not count; the first has gone when the fourth comes.
  ...[at(0, "list", "dan", region("r1")), at(20, "list", "dan", region("r1"))],
  ...[at(40, "list", "dan", region("r2")), at(80, "list", "dan", region("r3"))],
  ...[
    at(0, "list", "eve", region("r1")),
    at(59, "list", "eve", region("r2")),
    at(61, "list", "eve", region("r3")),
  ],
  // One after the other, the wrong way round, too late, and in the same second.
  ...[at(0, "make", "fay"), at(10, "use", "fay")],
  ...[at(0, "use", "gus"), at(10, "make", "gus")],
  ...[at(0, "make", "hal"), at(61, "use", "hal")],
  ...[at(5, "make", "ida"), at(5, "use", "ida")],
  // Made for another one, who uses it.
  at(0, "make", "jim", { responseElements: { for: "kay" } }),
  at(9, "use", "kay"),
  ...[
    at(0, "get", "lea", bytes(600)),
    at(9, "get", "lea", bytes("500")),
    at(20, "get", "max", bytes(1000)),
  ],
];

const base = ["fail", "list", "make", "use", "get"].map((name) =>
  rule(name, `    s: { eventName: ${name} }\n    condition: s`, `name: ${name}\n`),
);

/** The ids of the events that a correlation finds. Its lines stand after its type. */
function correlation(lines: string): string {
  return `title: Correlated\ncorrelation:\n${lines.includes("timespan") ? "" : "  timespan: 1m\n"}  ${lines.replaceAll("\n", "\n  ")}`;
}

const cases: Record<string, readonly [lines: string, found: string]> = {
  "so many events": [
    "type: event_count\nrules: fail\ngroup-by: [userIdentity.userName]\ncondition: { gte: 3 }",
    "ann-fail@60",
  ],
  "more than so many, in a longer time": [
    "type: event_count\nrules: [fail]\ngroup-by: [userIdentity.userName]\ntimespan: 61s\ncondition: { gt: 2 }",
    "ann-fail@60 bob-fail@61",
  ],
  "a range": [
    "type: event_count\nrules: [fail]\ngroup-by: userIdentity.userName\ncondition: { gt: 1, lt: 3 }",
    "ann-fail@30 bob-fail@30 bob-fail@61 cyd-fail@10",
  ],
  "events of several rules together": [
    "type: event_count\nrules: [make, use]\ngroup-by: [userIdentity.userName]\ncondition: { eq: 2 }",
    "fay-use@10 gus-make@10 ida-make@5 ida-use@5",
  ],
  "in no groups": [
    "type: event_count\nrules: [make, list]\ncondition: { gte: 8 }",
    "dan-list@20 dan-list@40 eve-list@59",
  ],
  "different values": [
    "type: value_count\nrules: [list]\ngroup-by: [userIdentity.userName]\ncondition: { field: awsRegion, gte: 3 }",
    "dan-list@80",
  ],
  "different values in groups of two fields": [
    "type: value_count\nrules: [list]\ngroup-by: [userIdentity.userName, eventSource]\ncondition: { field: awsRegion, gte: 2 }",
    "dan-list@40 dan-list@80 eve-list@59 eve-list@61",
  ],
  "a sum, of texts too": [
    "type: value_sum\nrules: [get]\ngroup-by: [userIdentity.userName]\ncondition: { field: additionalEventData.bytes, gt: 1000 }",
    "lea-get@9",
  ],
  "an average": [
    "type: value_avg\nrules: [get]\ngroup-by: [userIdentity.userName]\ncondition: { field: additionalEventData.bytes, lt: 600 }",
    "lea-get@9",
  ],
  "together in any order": [
    "type: temporal\nrules: [make, use]\ngroup-by: [userIdentity.userName]",
    "fay-use@10 gus-make@10 ida-make@5 ida-use@5",
  ],
  "any two of three": [
    "type: temporal\nrules: [make, use, get]\ngroup-by: [userIdentity.userName]\ncondition: { gte: 2 }",
    "fay-use@10 gus-make@10 ida-make@5 ida-use@5",
  ],
  "in their order": [
    "type: temporal_ordered\nrules: [make, use]\ngroup-by: [userIdentity.userName]",
    "fay-use@10 ida-use@5",
  ],
  "by a field with another name in each": [
    "type: temporal_ordered\nrules: [make, use]\ngroup-by: [user]\naliases:\n  user:\n    make: responseElements.for\n    use: userIdentity.userName",
    "kay-use@9",
  ],
};

describe("sigma: events with which a correlation is complete", () => {
  let engine: Engine;
  before(async () => {
    const [first, , third] = burst;
    const again = [first, third, ...events.slice(6, 8)];
    engine = await loaded([logFile(events), logFile(again, "AWSLogs/again.json.gz")], catalogue);
  });
  after(() => engine.close());

  for (const [name, [lines, found]] of Object.entries(cases)) {
    it(name, async () => {
      const statement = statementOf(...base, correlation(lines));
      const { rows, columns } = await engine.query(statement);
      const labels = columns.map(({ label }) => label);
      expect(
        rows
          .map((row) => row[labels.indexOf("eventID")])
          .sort()
          .join(" "),
      ).to.equal(found);
      // FINDINGS unites them all.
      expect(labels).to.deep.equal(
        eventTexts(catalogue.cloudtrail.statement).columns.map(({ label }) => label),
      );
    });
  }

  it("reads as a person would write it", () => {
    const lines =
      "type: temporal_ordered\nrules: [make, use]\ngroup-by: [userIdentity.userName]\ntimespan: 15m";
    expect(statementOf(...base, correlation(lines))).to.equal(`with matched as (
    select
        *,
        1 as rule,
        userIdentity:userName::string as group_1
    from cloudtrail
    where lower(eventName) = 'make'
    union all
    select
        *,
        2 as rule,
        userIdentity:userName::string as group_1
    from cloudtrail
    where lower(eventName) = 'use'
),
once as (
    select *
    from matched
    where eventTime is not null
        and group_1 is not null
    qualify eventID is null
        or row_number() over (
            partition by rule, group_1, eventID, record::string
            order by loaded_at, file_name
        ) = 1
),
step_1 as (
    select
        *,
        iff(rule = 1, eventTime, null) as began_1
    from once
),
step_2 as (
    select
        *,
        iff(rule = 2, max(began_1) over (
            partition by group_1
            order by eventTime
            range between unbounded preceding and current row
        ), null) as began_2
    from step_1
)
select * exclude (rule, group_1, began_1, began_2)
from step_2
where began_2 >= dateadd('second', -900, eventTime)`);
  });
});
