import { expect } from "chai";

import { operatorStatements } from "../../../components/ingest/operatorStatements";

const place = { database: "SNOWTRAIL_DEV", schema: "CLOUDTRAIL" };

describe("components: the statements that an operator runs next", () => {
  it("are ready to paste", () => {
    const statements = operatorStatements({
      table: { ...place, name: "CLOUDTRAIL_RAW" },
      stage: { ...place, name: "CLOUDTRAIL_STAGE" },
      pipe: { ...place, name: "CLOUDTRAIL_PIPE" },
      pattern: ".*[.]json",
    });
    expect(statements).to.deep.equal({
      listStage: `LIST @"SNOWTRAIL_DEV"."CLOUDTRAIL"."CLOUDTRAIL_STAGE" PATTERN = '.*[.]json';`,
      testLoad: `CREATE OR REPLACE TEMPORARY TABLE "SNOWTRAIL_DEV"."CLOUDTRAIL"."CLOUDTRAIL_RAW_TRIAL" (RECORD VARIANT);
COPY INTO "SNOWTRAIL_DEV"."CLOUDTRAIL"."CLOUDTRAIL_RAW_TRIAL" FROM @"SNOWTRAIL_DEV"."CLOUDTRAIL"."CLOUDTRAIL_STAGE" FILE_FORMAT = (TYPE = JSON) PATTERN = '.*[.]json' VALIDATION_MODE = RETURN_ERRORS;`,
      refreshPipe: `ALTER PIPE "SNOWTRAIL_DEV"."CLOUDTRAIL"."CLOUDTRAIL_PIPE" REFRESH;`,
      pipeStatus: `SELECT SYSTEM$PIPE_STATUS('"SNOWTRAIL_DEV"."CLOUDTRAIL"."CLOUDTRAIL_PIPE"');`,
      loadErrors: `SELECT FILE_NAME, STATUS, LAST_LOAD_TIME, ERROR_COUNT, FIRST_ERROR_MESSAGE
FROM TABLE("SNOWTRAIL_DEV"."INFORMATION_SCHEMA"."COPY_HISTORY"(
    TABLE_NAME => '"SNOWTRAIL_DEV"."CLOUDTRAIL"."CLOUDTRAIL_RAW"',
    START_TIME => DATEADD('day', -14, CURRENT_TIMESTAMP())
))
WHERE STATUS <> 'Loaded'
ORDER BY LAST_LOAD_TIME DESC;`,
      usageLastHour: `-- Snowflake publishes this view up to 3 hours late: an empty answer may only be early.
SELECT HISTORY.START_TIME, HISTORY.END_TIME, HISTORY.FILES_INSERTED, HISTORY.BYTES_INSERTED, HISTORY.CREDITS_USED
FROM SNOWFLAKE.ACCOUNT_USAGE.PIPE_USAGE_HISTORY AS HISTORY
INNER JOIN SNOWFLAKE.ACCOUNT_USAGE.PIPES AS PIPES ON PIPES.PIPE_ID = HISTORY.PIPE_ID
WHERE PIPES.PIPE_CATALOG = 'SNOWTRAIL_DEV'
    AND PIPES.PIPE_SCHEMA = 'CLOUDTRAIL'
    AND PIPES.PIPE_NAME = 'CLOUDTRAIL_PIPE'
    AND HISTORY.END_TIME >= DATEADD('hour', -1, CURRENT_TIMESTAMP())
ORDER BY HISTORY.START_TIME;`,
    });
  });
});
