import { expect } from "chai";
import {
  recordFilter,
  translateFlattening,
  type RecordFilter,
  type Schema,
  type TextPattern,
} from "../../engine";

const raw: Schema = {
  resolve: () => ({
    name: "RAW",
    columns: [{ name: "RECORD", label: "record", type: "VARIANT" }],
  }),
  names: () => ["RAW"],
};
const events = translateFlattening(
  `select
    e.value:eventName::string as eventName,
    e.value:eventSource::string as eventSource,
    e.value:userIdentity::variant as userIdentity,
    e.value:resources::variant as resources,
    e.value:eventName::varchar(4) as shortName,
    upper(e.value:eventName::string) as loudName,
    try_to_boolean(e.value:readOnly::string) as readOnly,
    try_to_timestamp_ntz(e.value:eventTime::string) as eventTime,
    e.value as record
  from raw, lateral flatten(input => record:Records) e`,
  raw,
);

function filterOf(statement: string, views: Record<string, string> = {}): RecordFilter | undefined {
  return recordFilter(statement, {
    records: { name: "CLOUDTRAIL", ...events },
    views: new Map(Object.entries(views)),
  });
}

const where = (condition: string): RecordFilter | undefined =>
  filterOf(`select * from cloudtrail where ${condition}`);

function value(key: string, ...texts: (string | TextPattern)[]): RecordFilter {
  return {
    kind: "value",
    key,
    texts: texts.map((text) => (typeof text === "string" ? [text] : text)),
  };
}
const anyCase = (key: string, text: string | TextPattern): RecordFilter => ({
  ...{ kind: "value", key, texts: typeof text === "string" ? [[text]] : [text] },
  ignoresCase: true,
});
const all = (...of: RecordFilter[]): RecordFilter => ({ kind: "all", of });
const any = (...of: RecordFilter[]): RecordFilter => ({ kind: "any", of });

const login = value("eventName", "ConsoleLogin");
const stop = value("eventName", "StopLogging");
const iam = value("eventSource", "iam.amazonaws.com");

describe("The places of the columns of a flattening SELECT", () => {
  it("are known of those that are a path, as JSON or as text", () => {
    expect(events.places).to.deep.equal([
      ["eventName"],
      ["eventSource"],
      ["userIdentity"],
      ["resources"],
      undefined,
      undefined,
      undefined,
      undefined,
      [],
    ]);
  });
});

describe("The records that a condition needs", () => {
  const conditions: Record<string, RecordFilter> = {
    // Equality.
    "eventName = 'ConsoleLogin'": login,
    "'ConsoleLogin' = eventName": login,
    "EVENTNAME = 'ConsoleLogin'": login,
    "cloudtrail.eventName = 'ConsoleLogin'": login,
    "(eventName = 'ConsoleLogin')": login,
    "eventName is not distinct from 'ConsoleLogin'": login,
    "eventName::string = 'ConsoleLogin'": login,
    "cast(eventName as text) = 'ConsoleLogin'": login,
    "eventName = ''": value("eventName", ""),
    [String.raw`eventName = 'it''s "\\" \u00e9'`]: value("eventName", `it's "\\" é`),
    "eventName = '7'": value("eventName", "7"),
    // Paths: the key is the last one, in its own letter case.
    "userIdentity:type = 'Root'": value("type", "Root"),
    "userIdentity:type::string = 'Root'": value("type", "Root"),
    "userIdentity:sessionContext.sessionIssuer.userName = 'a'": value("userName", "a"),
    "(userIdentity:sessionContext):Type::variant::string = 'a'": value("Type", "a"),
    "userIdentity['a.b \"c\"'] = 'a'": value('a.b "c"', "a"),
    "resources[0]:ARN::string = 'a'": value("ARN", "a"),
    "record:userIdentity:type = 'Root'": value("type", "Root"),
    "userIdentity = 'a'": value("userIdentity", "a"),
    // IN.
    "eventName in ('ConsoleLogin')": login,
    "eventName in ('a', 'b')": value("eventName", "a", "b"),
    // LIKE.
    "eventName like 'Delete%'": value("eventName", ["Delete", ""]),
    "eventName like '%Trail'": value("eventName", ["", "Trail"]),
    "eventName like '%Trail%'": value("eventName", ["", "Trail", ""]),
    "eventName like 'a%b%%c'": value("eventName", ["a", "b", "c"]),
    "eventName like 'a_c'": value("eventName", ["a", "c"]),
    "eventName like '%'": value("eventName", ["", ""]),
    "eventName like 'ConsoleLogin'": login,
    "eventName like 'a^%^^%' escape '^'": value("eventName", ["a%^", ""]),
    [String.raw`eventName like 'a\\%'`]: value("eventName", ["a\\", ""]),
    "like(eventName, 'a%')": value("eventName", ["a", ""]),
    "eventName like any ('a%', 'b')": any(value("eventName", ["a", ""]), value("eventName", "b")),
    "eventName like all ('a%', '%b')": all(
      value("eventName", ["a", ""]),
      value("eventName", ["", "b"]),
    ),
    "startswith(eventName, 'a')": value("eventName", ["a", ""]),
    "endswith(userIdentity:arn, 'a')": value("arn", ["", "a"]),
    "contains(eventName, 'a')": value("eventName", ["", "a", ""]),
    // Without regard to case.
    "eventName ilike 'a%'": anyCase("eventName", ["a", ""]),
    "upper(eventName) = 'A'": anyCase("eventName", "A"),
    "lower(userIdentity:type::string) in ('root')": anyCase("type", "root"),
    "lower(coalesce(eventName, eventSource)) like '%a'": any(
      anyCase("eventName", ["", "a"]),
      anyCase("eventSource", ["", "a"]),
    ),
    // What is not NULL.
    "userIdentity:arn::string is not null": value("arn", ["", ""]),
    "userIdentity:arn::string not in ('a')": value("arn", ["", ""]),
    "lower(userIdentity:arn::string) <> 'a'": value("arn", ["", ""]),
    "split_part(userIdentity:arn::string, ':', 5) <> recipientAccountId": value("arn", ["", ""]),
    // IFF, and the constants.
    "iff(eventName = 'ConsoleLogin', true, false)": login,
    "iff(eventName = 'ConsoleLogin', eventSource = 'iam.amazonaws.com', false)": all(login, iam),
    "iff(readOnly, eventName = 'ConsoleLogin', eventName = 'StopLogging')": any(login, stop),
    "eventName = 'ConsoleLogin' or false": login,
    // COALESCE.
    "coalesce(eventName, 'none') = 'ConsoleLogin'": login,
    "nvl(eventName, null) = 'ConsoleLogin'": login,
    "ifnull(eventName, userIdentity:type::string) in ('a', 'b')": any(
      value("eventName", "a", "b"),
      value("type", "a", "b"),
    ),
    // AND, OR.
    "eventName = 'ConsoleLogin' and eventSource = 'iam.amazonaws.com'": all(login, iam),
    "eventName = 'ConsoleLogin' and userAgent is null": login,
    "eventName = 'ConsoleLogin' and (readOnly or eventSource = 'iam.amazonaws.com')": login,
    "eventName = 'ConsoleLogin' or eventName = 'StopLogging'": any(login, stop),
    "eventSource = 'iam.amazonaws.com' and (eventName = 'ConsoleLogin' or eventName = 'StopLogging')":
      all(iam, any(login, stop)),
    "(eventName = 'ConsoleLogin' and readOnly) or (eventName = 'StopLogging' and not readOnly)":
      any(login, stop),
    "eventName = 'ConsoleLogin' and eventName = 'ConsoleLogin'": login,
    // What is never true.
    "eventName = 'ConsoleLogin' or 'a' = 'b'": login,
    "coalesce(null, 'a') = 'b'": any(),
  };
  for (const [condition, filter] of Object.entries(conditions)) {
    it(condition, () => {
      expect(where(condition)).to.deep.equal(filter);
    });
  }
});

describe("Nothing is known of the records that a condition needs where it", () => {
  const conditions: Record<string, readonly string[]> = {
    "can be true of a value that is not there": [
      "eventName <> 'a'",
      "eventName is null",
      // A JSON null is no NULL.
      "userIdentity:arn is not null",
      "coalesce(userIdentity:arn::string, 'a') is not null",
      "try_cast(eventName as varchar) is not null",
      "eventName is distinct from 'a'",
      "not eventName = 'a'",
      "not (eventName = 'a' and eventSource = 'b')",
      "eventName not in ('a')",
      "eventName not like 'a%'",
      "coalesce(eventName, 'a') = 'a'",
      "coalesce(eventName, 'a') in ('b', 'a')",
      "coalesce(eventName, 'abc') like 'a%'",
      "'a' = 'a'",
    ],
    "compares with more than literal texts": [
      "eventName = eventSource",
      "eventName = 'a' || 'b'",
      "eventName = $wanted",
      "eventName = upper('a')",
      "userIdentity:count = 5",
      "userIdentity:flag = true",
      "userIdentity:count in ('5', 5)",
      "eventName in ('a', null)",
      "eventName > 'a'",
      "eventName between 'a' and 'b'",
      "eventName like eventSource",
      "eventName like 'a^%' escape eventSource",
      "eventName like 'a^b' escape '^'",
      "eventName like 'a^' escape '^'",
      "startswith(eventName, eventSource)",
      "(eventName, eventSource) = ('a', 'b')",
    ],
    "leaves open which letters it takes for one another": [
      "eventName ilike 'ä%'",
      "lower(eventName) = 'größe'",
      "lower('A') = 'a'",
      "eventName rlike 'a.*'",
      "regexp_like(eventName, 'a.*')",
      "collate(eventName, 'en-ci') = 'a'",
    ],
    "compares what a function made": [
      "eventName::varchar(4) = 'Cons'",
      "try_cast(eventName as varchar) = 'a'",
      "shortName = 'Cons'",
      "loudName = 'A'",
      "eventTime = '2024-01-01'",
      "readOnly = 'true'",
      "parse_json(eventName):type::string = 'a'",
      "get(userIdentity, 'type') = 'a'",
      "get_path(userIdentity, 'type') = 'a'",
      "nullif(eventName, 'b') = 'a'",
      "iff(readOnly, eventName, 'b') = 'a'",
      "case when readOnly then eventName end = 'a'",
      "coalesce(trim(eventName), 'b') = 'a'",
    ],
    "has no key at the end of its path": [
      "resources[0] = 'a'",
      "userIdentity[eventName] = 'a'",
      "userIdentity[lower('A')]:b = 'a'",
      "record::string = 'a'",
    ],
    "names no column of the records": ["nothing = 'a'", "other.eventName = 'a'"],
    "has one side of an OR that is not known": ["eventName = 'a' or readOnly"],
  };
  for (const [why, list] of Object.entries(conditions)) {
    describe(why, () => {
      for (const condition of list) {
        it(condition, () => {
          expect(where(condition)).to.equal(undefined);
        });
      }
    });
  }
});

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
