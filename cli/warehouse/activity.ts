import {
  copyHistory,
  identifier,
  pipeStatus,
  refreshHistory,
  storedType,
  taskHistory,
} from "../../engine";
import { logSource } from "./logSource";

/**
 * What the load history tells the views of health, in the place of what Snowflake would tell. Files that are no logs
 * were never meant to be loaded, so they are not there, as those are not that a pipe's pattern leaves out. No task and no
 * dynamic table runs here.
 */
export const activityViews: readonly string[] = [
  `create or replace temp view ${identifier(copyHistory.name)} as
    select
      FILE_NAME,
      LOADED_AT as LAST_LOAD_TIME,
      (case STATUS when 'loaded' then 1 else 0 end)::DECIMAL(38, 0) as ROW_COUNT,
      null::DECIMAL(38, 0) as FILE_SIZE,
      REASON as FIRST_ERROR_MESSAGE,
      (case STATUS when 'loaded' then 0 else 1 end)::DECIMAL(38, 0) as ERROR_COUNT,
      case STATUS when 'loaded' then 'Loaded' else 'Load failed' end as STATUS,
      'CLOUDTRAIL_RAW' as TABLE_NAME,
      null::VARCHAR as PIPE_CATALOG_NAME,
      null::VARCHAR as PIPE_SCHEMA_NAME,
      'CLOUDTRAIL_PIPE' as PIPE_NAME,
      ${logSource()} as STAGE_LOCATION
    from "LOAD_HISTORY"
    where STATUS in ('loaded', 'failed')`,
  // The command line is the pipe: it always runs, and is told of files by whoever names them.
  `create or replace temp view ${identifier(pipeStatus.name)} as
    select
      'CLOUDTRAIL_PIPE' as NAME,
      json_object(
        'executionState', 'RUNNING',
        'pendingFileCount', 0,
        'lastReceivedMessageTimestamp', ${isoTime("now()")},
        'lastIngestedTimestamp', ${isoTime("max(LOADED_AT)")}
      ) as STATUS
    from "LOAD_HISTORY"
    where STATUS = 'loaded'`,
  ...[taskHistory, refreshHistory].map(({ name, columns }) => {
    const none = columns.map(
      (column) => `null::${storedType(column)} as ${identifier(column.name)}`,
    );
    return `create or replace temp view ${identifier(name)} as select ${none.join(", ")} where false`;
  }),
];

function isoTime(time: string): string {
  return `strftime(${time}::TIMESTAMP, '%Y-%m-%dT%H:%M:%S.%gZ')`;
}
