import { gzipSync } from "node:zlib";
import { expect } from "chai";
import { backfillScript } from "../../../cli/backfill/script";
import { readStackNames, type StackNames } from "../../../cli/backfill/stackNames";
import { filePattern } from "../../../components/ingest/copyStatement";
import { Engine, splitStatements, type StagedFile } from "../../../engine";
import { rawTable } from "../../../sql/catalogue";

const names: StackNames = {
  rawTable: '"SECURITY"."LOGS"."CLOUDTRAIL_RAW"',
  stage: '"SECURITY"."LOGS"."CLOUDTRAIL_STAGE"',
  pipe: '"SECURITY"."LOGS"."CLOUDTRAIL_PIPE"',
  warehouse: "LOADING",
  filePattern: filePattern(["events"]),
  logsLocation: "s3://audit-logs/AWSLogs/",
};
const today = "2026-03-18";

describe("The script of a backfill", () => {
  it("gives a refresh the days that it reaches, and each older day a COPY of files that are not held", () => {
    const files = new Map([
      ["2026-03-11", { files: 7200, packed: 2e9, unpacked: 8e9 }],
      ["2026-03-12", { files: 1, packed: 5e8, unpacked: 2e9 }],
    ]);
    const days = ["2026-03-10", "2026-03-11", "2026-03-12", "2026-03-13"];
    expect(backfillScript({ names, days, today, files })).to
      .equal(`-- CloudTrail's files of events of 2026-03-10 to 2026-03-13, each once.
-- Run the statements in this order and in one session. What fails can be run again.

-- The pipe loads what came since 2026-03-12: it knows what it has loaded in the last 14 days. 1 file, 500 MB packed, 2 GB unpacked, 0.0074 credits.
ALTER PIPE "SECURITY"."LOGS"."CLOUDTRAIL_PIPE" REFRESH MODIFIED_AFTER = '2026-03-12T00:00:00Z';

-- What waits for the pipe is in nobody's memory yet: go on once pendingFileCount is 0.
SELECT SYSTEM$PIPE_STATUS('"SECURITY"."LOGS"."CLOUDTRAIL_PIPE"');

-- A warehouse loads the older days, through a table that only this session sees.
USE WAREHOUSE "LOADING";
CREATE OR REPLACE TEMPORARY TABLE "SECURITY"."LOGS"."CLOUDTRAIL_RAW_BACKFILL" LIKE "SECURITY"."LOGS"."CLOUDTRAIL_RAW";

-- 2026-03-10: no file.

-- 2026-03-11. 7,200 files, 2 GB packed, 8 GB unpacked, 0.0296 credits.
COPY INTO "SECURITY"."LOGS"."CLOUDTRAIL_RAW_BACKFILL" ("RECORD", "FILE_NAME", "FILE_LAST_MODIFIED", "LOADED_AT", "LOG_SOURCE")
FROM (
    SELECT $1, METADATA$FILENAME, METADATA$FILE_LAST_MODIFIED, CONVERT_TIMEZONE('UTC', METADATA$START_SCAN_TIME)::TIMESTAMP_NTZ, 's3://audit-logs/AWSLogs/'
    FROM @"SECURITY"."LOGS"."CLOUDTRAIL_STAGE"
)
FILE_FORMAT = (TYPE = JSON)
PATTERN = '(.*/)?[0-9]{12}/CloudTrail/(.*/)?2026/03/11/[^/]*[.]json([.]gz)?'
ON_ERROR = SKIP_FILE;
INSERT INTO "SECURITY"."LOGS"."CLOUDTRAIL_RAW" ("RECORD", "FILE_NAME", "FILE_LAST_MODIFIED", "LOADED_AT", "LOG_SOURCE")
SELECT "RECORD", "FILE_NAME", "FILE_LAST_MODIFIED", "LOADED_AT", "LOG_SOURCE"
FROM "SECURITY"."LOGS"."CLOUDTRAIL_RAW_BACKFILL" AS ARRIVED
WHERE NOT EXISTS (
    SELECT 1 FROM "SECURITY"."LOGS"."CLOUDTRAIL_RAW" AS HELD
    WHERE HELD.FILE_NAME = ARRIVED.FILE_NAME AND HELD.LOG_SOURCE = ARRIVED.LOG_SOURCE
);
TRUNCATE TABLE "SECURITY"."LOGS"."CLOUDTRAIL_RAW_BACKFILL";

DROP TABLE "SECURITY"."LOGS"."CLOUDTRAIL_RAW_BACKFILL";

-- In all: 7,201 files, 2.5 GB packed, 10 GB unpacked, 0.037 credits.
`);
  });

  it("has no figures without a listing, and a statement for every day", () => {
    const script = backfillScript({ names, days: ["2026-01-30", "2026-01-31"], today });
    const comments = script.split("\n").filter((line) => line.startsWith("-- "));
    expect(comments.slice(-2)).to.deep.equal(["-- 2026-01-30.", "-- 2026-01-31."]);
    expect(script).not.to.include("REFRESH").and.not.to.include("GB");
    expect(script.match(/^COPY INTO/gm)).to.have.length(2);
  });

  it("uses no warehouse where the pipe reaches every day", () => {
    const script = backfillScript({ names, days: ["2026-03-12", "2026-03-18"], today });
    expect(script).to.include("REFRESH MODIFIED_AFTER = '2026-03-12T00:00:00Z'");
    expect(script).not.to.include("COPY").and.not.to.include("WAREHOUSE");
  });

  it("loads a file that the table holds no second time, and one that it lacks", async () => {
    const engine = await Engine.open({ namespace: ["SECURITY", "LOGS"] });
    const columns = rawTable.columns.map(({ name, type }) => ({ name, label: name, type }));
    for (const name of ["CLOUDTRAIL_RAW", "CLOUDTRAIL_RAW_BACKFILL"]) {
      await engine.createTable(name, columns);
    }
    const statements = splitStatements(backfillScript({ names, days: ["2026-01-31"], today })).map(
      ({ text }) => text,
    );
    const copy = statements.find((text) => /^COPY/m.test(text)) ?? "";
    const insert = statements.find((text) => /^INSERT/m.test(text)) ?? "";
    const file = (name: string): StagedFile => ({
      name,
      lastModified: new Date("2026-01-31T00:10:00Z"),
      body: gzipSync('{"Records":[]}'),
    });
    // The pipe has loaded the first; the COPY reads both.
    await engine.copyInto(copy.replace("CLOUDTRAIL_RAW_BACKFILL", "CLOUDTRAIL_RAW"), [file("a")]);
    await engine.copyInto(copy, [file("a"), file("b")]);
    const { rows } = await engine.query(insert.slice(insert.indexOf("SELECT")));
    expect(rows.map(([, name]) => name)).to.deep.equal(["b"]);
    await engine.close();
  });
});

describe("The names of a stack", () => {
  it("come from its outputs, whatever else stands there", () => {
    expect(readStackNames(JSON.stringify({ ...names, toDo: {} }), "o.json")).to.deep.equal(names);
  });

  for (const [what, changed, reason] of [
    ["a missing name", { pipe: undefined }, "pipe: missing"],
    ["a name that is not full", { stage: '"STAGE"' }, 'stage: expected a name such as "A"."B"."C"'],
    [
      "a name that would end the statement",
      { rawTable: '"A"."B"."C"; DROP TABLE "X"' },
      'rawTable: expected a name such as "A"."B"."C"',
    ],
    [
      "a pattern with a control character",
      { filePattern: "\u001b[2J/.*[.]json([.]gz)?" },
      "filePattern: expected one line of printable text",
    ],
  ] as const) {
    it(`are refused with ${what}`, () => {
      const outputs = JSON.stringify({ ...names, ...changed });
      expect(() => readStackNames(outputs, "o.json")).to.throw(
        'The stack\'s outputs in "o.json" are wrong. Give what `pulumi stack output --json` prints ' +
          `after a \`pulumi up\` with this version.\n  ${reason}`,
      );
    });
  }
});
