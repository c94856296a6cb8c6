import { expect } from "chai";
import type { RecordFilter } from "../../engine";
import { all, any, anyCase, events, iam, login, stop, value, where } from "./recordFilters";

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
