import { expect } from "chai";
import type { Engine } from "../../engine";
import { event } from "./event";
import { loaded, logFile, logFileOf } from "./loaded";

const quickstart = [
  "eventTime",
  "eventVersion",
  "userIdentity",
  "eventSource",
  "eventName",
  "awsRegion",
  "sourceIPAddress",
  "userAgent",
  "errorCode",
  "errorMessage",
  "requestParameters",
  "responseElements",
  "additionalEventData",
  "requestID",
  "eventID",
  "eventType",
  "apiVersion",
  "managementEvent",
  "resources",
  "recipientAccountId",
  "serviceEventDetails",
  "sharedEventID",
  "eventCategory",
  "vpcEndpointId",
  "addendum",
  "sessionCredentialFromConsole",
  "edgeDeviceDetails",
  "tlsDetails",
  "insightDetails",
];

const objects = [
  "userIdentity",
  "requestParameters",
  "responseElements",
  "additionalEventData",
  "resources",
  "serviceEventDetails",
  "addendum",
  "edgeDeviceDetails",
  "tlsDetails",
  "insightDetails",
  "eventContext",
  "record",
];
const booleans = ["managementEvent", "sessionCredentialFromConsole", "readOnly"];
const times = ["eventTime", "file_last_modified", "loaded_at"];

describe("sql: cloudtrail", () => {
  let engine: Engine | undefined;

  afterEach(async () => {
    await engine?.close();
    engine = undefined;
  });

  /** The rows that a query gives over one file with these records. */
  async function rowsOf(records: readonly unknown[], select: string): Promise<unknown[][]> {
    engine = await loaded([logFile(records)]);
    return (await engine.query(select)).rows;
  }

  it("has the quickstart's 29 columns in their order, then the newer fields and where the row came from", async () => {
    engine = await loaded([]);
    const { columns } = await engine.query("select * from cloudtrail");
    expect(columns.map(({ label }) => label)).to.deep.equal([
      ...quickstart,
      "readOnly",
      "vpcEndpointAccountId",
      "eventContext",
      "file_name",
      "file_last_modified",
      "loaded_at",
      "log_source",
      "record",
    ]);
  });

  it("gives each column its type: objects stay objects, flags are booleans, times have no zone", async () => {
    engine = await loaded([]);
    const { columns } = await engine.query("select * from cloudtrail");
    for (const { label, type } of columns) {
      const expected = objects.includes(label)
        ? "VARIANT"
        : booleans.includes(label)
          ? "BOOLEAN"
          : times.includes(label)
            ? "TIMESTAMP_NTZ"
            : "VARCHAR";
      expect(type, label).to.equal(expected);
    }
  });

  it("has a row for every element of Records, whatever it is", async () => {
    const odd = [null, "text", 7, true, [], {}, [event({})], event({ eventTime: {} })];
    expect(await rowsOf(odd, "select count(*) from cloudtrail")).to.deep.equal([[8]]);
  });

  it("reads the time as UTC, with or without fractions of a second", async () => {
    const records = ["2026-03-17T09:00:00Z", "2026-03-17T09:00:00.250Z"].map((eventTime) =>
      event({ eventTime }),
    );
    const select = "select eventTime from cloudtrail order by eventTime";
    expect(await rowsOf(records, select)).to.deep.equal([
      ["2026-03-17 09:00:00.000"],
      ["2026-03-17 09:00:00.250"],
    ]);
  });

  for (const eventTime of [
    "yesterday",
    "",
    "2026-02-30T00:00:00Z",
    null,
    {},
    ["2026-03-17T09:00:00Z"],
    true,
    undefined,
  ]) {
    it(`has a null for the time ${JSON.stringify(eventTime)}, and the query goes on`, async () => {
      const records = [event({ eventTime, eventID: "odd" }), event({ eventID: "sound" })];
      const select = "select eventID from cloudtrail where eventTime is null";
      expect(await rowsOf(records, select)).to.deep.equal([["odd"]]);
    });
  }

  it("reads flags that are booleans or strings, and leaves what is neither null", async () => {
    const flags = [true, "true", "TRUE", false, "false", "perhaps", null, {}];
    const records = flags.map((flag, at) =>
      event({ eventID: String(at), readOnly: flag, managementEvent: flag }),
    );
    const select = "select readOnly, managementEvent from cloudtrail order by eventID";
    const expected = [true, true, true, false, false, null, null, null];
    expect(await rowsOf(records, select)).to.deep.equal(expected.map((value) => [value, value]));
  });

  it("reads sessionCredentialFromConsole, a string in logs and a boolean in the documentation", async () => {
    const records = ["true", true].map((value) => event({ sessionCredentialFromConsole: value }));
    const select = "select count(*) from cloudtrail where sessionCredentialFromConsole";
    expect(await rowsOf(records, select)).to.deep.equal([[2]]);
  });

  it("keeps a JSON null a JSON null in objects, and makes it a null in texts", async () => {
    const records = [event({ responseElements: null, errorCode: null, addendum: undefined })];
    const select =
      "select responseElements is null, responseElements::string is null, errorCode is null, addendum is null from cloudtrail";
    expect(await rowsOf(records, select)).to.deep.equal([[false, true, true, true]]);
  });

  it("gives null, and no error, for a path into what is no object", async () => {
    const identities = ["anonymous", null, 7, [], undefined];
    const records = identities.map((userIdentity) => event({ userIdentity }));
    const select = "select count(*) from cloudtrail where userIdentity:type::string is null";
    expect(await rowsOf(records, select)).to.deep.equal([[5]]);
  });

  it("shows requestParameters that are the string null as a string", async () => {
    const select = "select requestParameters::string, requestParameters is null from cloudtrail";
    expect(await rowsOf([event({ requestParameters: "null" })], select)).to.deep.equal([
      ["null", false],
    ]);
  });

  it("has a row for an aggregated event, whose fields are reached through the record", async () => {
    const aggregated = {
      eventVersion: "1.11",
      accountId: "111122223333",
      eventId: "a1",
      eventCategory: "Aggregated",
      timeWindow: { windowStart: "2026-03-17T09:00:00Z" },
      summary: { primaryDimension: { dimension: "eventName" } },
    };
    const select = `select eventCategory, eventTime, eventID, userIdentity, record:eventId::string,
      record:timeWindow.windowStart::string from cloudtrail`;
    expect(await rowsOf([aggregated], select)).to.deep.equal([
      ["Aggregated", null, null, null, "a1", "2026-03-17T09:00:00Z"],
    ]);
  });

  it("loses no key that differs from another in letter case only", async () => {
    const requestParameters = { Tagging: "upper", tagging: "lower" };
    const select = `select requestParameters:Tagging::string, requestParameters:tagging::string,
      requestParameters:TAGGING::string from cloudtrail`;
    expect(await rowsOf([event({ requestParameters })], select)).to.deep.equal([
      ["upper", "lower", null],
    ]);
  });

  it("reaches keys with any sign in them", async () => {
    const requestParameters = { "x-amz-id": 1, "a:b": 2, "c.d": 3, "e/f": 4, "*": 5 };
    const select = `select requestParameters['x-amz-id']::int, requestParameters['a:b']::int,
      requestParameters['c.d']::int, requestParameters['e/f']::int, requestParameters['*']::int from cloudtrail`;
    expect(
      (await rowsOf([event({ requestParameters })], select)).map((row) => row.map(Number)),
    ).to.deep.equal([[1, 2, 3, 4, 5]]);
  });

  it("keeps every character: other scripts, right-to-left, control characters, quotes", async () => {
    const userAgent = "東京 שלום \u202e \u001b[2J \t\n \" ' \\ 😀";
    expect(await rowsOf([event({ userAgent })], "select userAgent from cloudtrail")).to.deep.equal([
      [userAgent],
    ]);
  });

  it("keeps numbers beyond 32 bits and in scientific notation", async () => {
    engine = await loaded([
      logFileOf('{"Records":[{"requestParameters":{"at":1773730140000,"bytes":1.5e3}}]}'),
    ]);
    const select = "select requestParameters:at::int, requestParameters:bytes::int from cloudtrail";
    const { rows } = await engine.query(select);
    expect(rows.map((row) => row.map(Number))).to.deep.equal([[1773730140000, 1500]]);
  });

  it("tells for each event its file and when that was made and loaded", async () => {
    engine = await loaded([
      logFile([event({})], "AWSLogs/one.json.gz"),
      logFile([event({})], "AWSLogs/two.json.gz"),
    ]);
    const { rows } = await engine.query(
      "select file_name, file_last_modified, loaded_at is not null from cloudtrail order by file_name",
    );
    expect(rows).to.deep.equal([
      ["AWSLogs/one.json.gz", "2026-03-17 09:05:00.000", true],
      ["AWSLogs/two.json.gz", "2026-03-17 09:05:00.000", true],
    ]);
  });

  it("keeps the whole record as it was delivered", async () => {
    const delivered = event({ userIdentity: "text", more: { deep: [1, null, "x"] } });
    const [[record] = []] = await rowsOf([delivered], "select record from cloudtrail");
    expect(JSON.parse(String(record))).to.deep.equal(delivered);
  });

  it("has no row for a file without Records, such as a digest", async () => {
    engine = await loaded([logFileOf('{"digestEndTime":"2026-03-17T09:00:00Z","logFiles":[]}')]);
    expect((await engine.query("select count(*) from cloudtrail")).rows).to.deep.equal([[0]]);
  });
});
