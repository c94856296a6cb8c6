import { literal } from "../../sql/catalogue";
import { type QualifiedName, qualified } from "../names/identifier";

/** What an operator runs in a worksheet after a deployment. */
export interface OperatorStatements {
  /** Lists the log files that the stage sees, which shows that Snowflake may read the bucket. */
  listStage: string;
  /** Parses staged files without loading them, and returns the errors. Run both statements in one session. */
  testLoad: string;
  /** Queues files of the last 7 days that no notification announced. */
  refreshPipe: string;
  /** Tells whether the pipe runs, what waits, and when it last heard of a file. */
  pipeStatus: string;
  /** Files of the last 14 days that were not loaded whole, and why. */
  loadErrors: string;
  /** Files, bytes and credits of the pipe in the last hour. Snowflake publishes this up to 3 hours late. */
  usageLastHour: string;
}

/** What the statements name. */
export interface OperatorInputs {
  stage: QualifiedName;
  pipe: QualifiedName;
  table: QualifiedName;
  pattern: string;
}

/** The statements for one ingest, ready to paste: each name is full, so no `USE` is needed. */
export function operatorStatements({
  stage,
  pipe,
  table,
  pattern,
}: OperatorInputs): OperatorStatements {
  const trial = qualified({ ...table, name: `${table.name}_TRIAL` });
  return {
    listStage: `LIST @${qualified(stage)} PATTERN = ${literal(pattern)};`,
    // VALIDATION_MODE refuses a COPY that transforms, and JSON without a transformation fits one column only.
    testLoad: `CREATE OR REPLACE TEMPORARY TABLE ${trial} (RECORD VARIANT);
COPY INTO ${trial} FROM @${qualified(stage)} FILE_FORMAT = (TYPE = JSON) PATTERN = ${literal(pattern)} VALIDATION_MODE = RETURN_ERRORS;`,
    refreshPipe: `ALTER PIPE ${qualified(pipe)} REFRESH;`,
    pipeStatus: `SELECT SYSTEM$PIPE_STATUS(${literal(qualified(pipe))});`,
    loadErrors: `SELECT FILE_NAME, STATUS, LAST_LOAD_TIME, ERROR_COUNT, FIRST_ERROR_MESSAGE
FROM TABLE(${qualified({ ...table, schema: "INFORMATION_SCHEMA", name: "COPY_HISTORY" })}(
    TABLE_NAME => ${literal(qualified(table))},
    START_TIME => DATEADD('day', -14, CURRENT_TIMESTAMP())
))
WHERE STATUS <> 'Loaded'
ORDER BY LAST_LOAD_TIME DESC;`,
    // The table function of the same name is deprecated. Names of pipes repeat between stacks, ids do not.
    usageLastHour: `-- Snowflake publishes this view up to 3 hours late: an empty answer may only be early.
SELECT HISTORY.START_TIME, HISTORY.END_TIME, HISTORY.FILES_INSERTED, HISTORY.BYTES_INSERTED, HISTORY.CREDITS_USED
FROM SNOWFLAKE.ACCOUNT_USAGE.PIPE_USAGE_HISTORY AS HISTORY
INNER JOIN SNOWFLAKE.ACCOUNT_USAGE.PIPES AS PIPES ON PIPES.PIPE_ID = HISTORY.PIPE_ID
WHERE PIPES.PIPE_CATALOG = ${literal(pipe.database)}
    AND PIPES.PIPE_SCHEMA = ${literal(pipe.schema)}
    AND PIPES.PIPE_NAME = ${literal(pipe.name)}
    AND HISTORY.END_TIME >= DATEADD('hour', -1, CURRENT_TIMESTAMP())
ORDER BY HISTORY.START_TIME;`,
  };
}
