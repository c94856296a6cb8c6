import { expect } from "chai";
import type { Engine, StagedFile } from "../../engine";
import { insight } from "./insight";
import { loadedInsights, logFile } from "./loaded";

describe("sql: cloudtrail_insights", () => {
  let engine: Engine | undefined;

  afterEach(async () => {
    await engine?.close();
    engine = undefined;
  });

  /** The rows that a query gives over these files. */
  async function rowsOf(files: readonly StagedFile[], select: string): Promise<unknown[][]> {
    engine = await loadedInsights(files);
    return (await engine.query(select)).rows;
  }

  it("has the fields of an Insights event as columns with their types, and where the row came from", async () => {
    engine = await loadedInsights([]);
    const { columns } = await engine.query("select * from cloudtrail_insights");
    expect(columns.map(({ label, type }) => `${label} ${type}`)).to.deep.equal([
      "eventTime TIMESTAMP_NTZ",
      "eventVersion VARCHAR",
      "awsRegion VARCHAR",
      "eventID VARCHAR",
      "eventType VARCHAR",
      "eventCategory VARCHAR",
      "recipientAccountId VARCHAR",
      "sharedEventID VARCHAR",
      "state VARCHAR",
      "insightType VARCHAR",
      "eventSource VARCHAR",
      "eventName VARCHAR",
      "errorCode VARCHAR",
      "baselineAverage FLOAT",
      "insightAverage FLOAT",
      "baselineDuration NUMBER",
      "insightDuration NUMBER",
      "attributions VARIANT",
      "file_name VARCHAR",
      "file_last_modified TIMESTAMP_NTZ",
      "loaded_at TIMESTAMP_NTZ",
      "log_source VARCHAR",
      "record VARIANT",
    ]);
  });

  it("tells what was unusual, by how much and for how long", async () => {
    const select = `
      select state, insightType, eventSource, eventName, baselineAverage, insightAverage, baselineDuration, insightDuration,
        attributions[0]:insight[0]:value::string
      from cloudtrail_insights`;
    expect(await rowsOf([logFile([insight()])], select)).to.deep.equal([
      [
        ...["Start", "ApiCallRateInsight", "ec2.amazonaws.com", "RunInstances"],
        ...[0.0000625, 7.5, 10081, 1],
        "arn:aws:iam::111122223333:user/mallory",
      ],
    ]);
  });

  it("tells of an unusual rate of errors which one it is", async () => {
    const errors = { insightType: "ApiErrorRateInsight", errorCode: "AccessDenied" };
    const select = "select insightType, errorCode from cloudtrail_insights";
    expect(await rowsOf([logFile([insight({ details: errors })])], select)).to.deep.equal([
      ["ApiErrorRateInsight", "AccessDenied"],
    ]);
  });

  it("has each event once, however often it was delivered, and one that differs beside it", async () => {
    const end = insight({
      eventID: "0c5c3c1e-0000-4000-8000-000000000002",
      details: { state: "End" },
    });
    const corrected = insight({ addendum: { reason: "UPDATED_DATA" } });
    const files = [
      logFile([insight(), end], "AWSLogs/one.json.gz"),
      logFile([insight(), corrected], "AWSLogs/two.json.gz"),
    ];
    const select = `
      select state, file_name, record:addendum:reason::string
      from cloudtrail_insights order by file_name, state`;
    expect(await rowsOf(files, select)).to.deep.equal([
      ["End", "AWSLogs/one.json.gz", null],
      ["Start", "AWSLogs/one.json.gz", null],
      ["Start", "AWSLogs/two.json.gz", "UPDATED_DATA"],
    ]);
  });

  it("never takes events without an id for one another", async () => {
    const nameless = insight({ eventID: null });
    const select = "select count(*) from cloudtrail_insights";
    expect(await rowsOf([logFile([nameless, nameless])], select)).to.deep.equal([[2]]);
  });

  it("has a row for every element of Records, whatever it is, and null for what is of no use", async () => {
    const odd = [
      null,
      7,
      [],
      { insightDetails: "none" },
      insight({
        eventTime: "soon",
        details: { insightContext: { statistics: { insight: { average: "many" } } } },
      }),
    ];
    const select = `
      select count(*), count(eventTime), count(insightAverage), count(insightDuration)
      from cloudtrail_insights`;
    expect(await rowsOf([logFile(odd)], select)).to.deep.equal([[5, 0, 0, 0]]);
  });
});
