import { expect } from "chai";

import {
  type EventKind,
  copyStatement,
  filePattern,
} from "../../../components/ingest/copyStatement";

const day = "eu-west-1/2026/01/31";
const file = "111122223333_CloudTrail_eu-west-1_20260131T0000Z_abc.json.gz";

/** Snowflake's matching: the expression has to cover the whole path. */
const takes = (kinds: EventKind[], path: string): boolean =>
  new RegExp(`^(?:${filePattern(kinds)})$`).test(path);

describe("components: what the pipe loads", () => {
  it("is a COPY that names everything fully and in quotes, and writes where the files are from", () => {
    const place = { database: "SNOWTRAIL_DEV", schema: "CLOUDTRAIL" };
    const statement = copyStatement({
      table: { ...place, name: "CLOUDTRAIL_RAW" },
      stage: { ...place, name: "CLOUDTRAIL_STAGE" },
      logSource: "s3://it's/AWSLogs/",
      pattern: ".*[.]json",
    });
    expect(statement).to.equal(
      `COPY INTO "SNOWTRAIL_DEV"."CLOUDTRAIL"."CLOUDTRAIL_RAW" ("RECORD", "FILE_NAME", "FILE_LAST_MODIFIED", "LOADED_AT", "LOG_SOURCE")
FROM (
    SELECT $1, METADATA$FILENAME, METADATA$FILE_LAST_MODIFIED, CONVERT_TIMEZONE('UTC', METADATA$START_SCAN_TIME)::TIMESTAMP_NTZ, 's3://it''s/AWSLogs/'
    FROM @"SNOWTRAIL_DEV"."CLOUDTRAIL"."CLOUDTRAIL_STAGE"
)
FILE_FORMAT = (TYPE = JSON)
PATTERN = '.*[.]json'
ON_ERROR = SKIP_FILE`,
    );
  });

  it("cannot be broken out of by a pattern", () => {
    const name = { database: "D", schema: "S", name: "N" };
    const given = { table: name, stage: name, logSource: "s3://b/AWSLogs/", pattern: "it's\\d" };
    expect(copyStatement(given)).to.include("PATTERN = 'it''s\\\\d'");
  });

  it("takes event files of any account, of an organization too, packed or plain", () => {
    expect(takes(["events"], `111122223333/CloudTrail/${day}/${file}`)).to.be.true;
    expect(takes(["events"], `o-exampleorgid/111122223333/CloudTrail/${day}/${file}`)).to.be.true;
    expect(takes(["events"], `111122223333/CloudTrail/${day}/log.json`)).to.be.true;
  });

  it("takes them in a bulk COPY as well, which matches the path in the bucket", () => {
    expect(takes(["events"], `audit/AWSLogs/111122223333/CloudTrail/${day}/${file}`)).to.be.true;
  });

  it("takes no digest, not even below a prefix that is called CloudTrail", () => {
    const digest = `111122223333/CloudTrail-Digest/${day}/${file}`;
    expect(takes(["events", "insights", "aggregated"], digest)).to.be.false;
    expect(takes(["events"], `CloudTrail/AWSLogs/${digest}`)).to.be.false;
  });

  it("takes insights and aggregated events only when asked", () => {
    const insight = `111122223333/CloudTrail-Insight/${day}/${file}`;
    const aggregated = `111122223333/CloudTrail-Aggregated/${day}/${file}`;
    expect(takes(["events"], insight)).to.be.false;
    expect(takes(["events"], aggregated)).to.be.false;
    expect(takes(["events", "insights"], insight)).to.be.true;
    expect(takes(["aggregated"], aggregated)).to.be.true;
    expect(takes(["aggregated"], `111122223333/CloudTrail/${day}/${file}`)).to.be.false;
  });

  it("takes nothing that is no JSON", () => {
    expect(takes(["events"], `111122223333/CloudTrail/${day}/log.json.gz.tmp`)).to.be.false;
    expect(takes(["events"], `111122223333/CloudTrail/${day}/logjson`)).to.be.false;
  });

  it("is the same expression in whatever order the kinds are given", () => {
    expect(filePattern(["insights", "events"])).to.equal(filePattern(["events", "insights"]));
    expect(filePattern(["events"])).to.equal("(.*/)?[0-9]{12}/CloudTrail/.*[.]json([.]gz)?");
  });
});
