import type { Relation } from "./schema";
import type { SnowflakeType } from "./types";

// What a host tells of its activity stands in DuckDB under the names of the functions that ask for it, which no
// table of a user's can have.
const relation = (
  name: string,
  columns: readonly (readonly [string, SnowflakeType])[],
): Relation => ({
  name,
  columns: columns.map(([column, type]) => ({ name: column, label: column, type })),
});

/** Files that a COPY or a pipe has tried to load. Source: "COPY_HISTORY", of whose columns these are told. */
export const copyHistory = relation("INFORMATION_SCHEMA.COPY_HISTORY", [
  ["FILE_NAME", "VARCHAR"],
  ["LAST_LOAD_TIME", "TIMESTAMP_LTZ"],
  ["ROW_COUNT", "NUMBER"],
  ["FILE_SIZE", "NUMBER"],
  ["FIRST_ERROR_MESSAGE", "VARCHAR"],
  ["ERROR_COUNT", "NUMBER"],
  ["STATUS", "VARCHAR"],
  ["TABLE_NAME", "VARCHAR"],
  ["PIPE_CATALOG_NAME", "VARCHAR"],
  ["PIPE_SCHEMA_NAME", "VARCHAR"],
  ["PIPE_NAME", "VARCHAR"],
  ["STAGE_LOCATION", "VARCHAR"],
]);

/** Runs of tasks that have ended. Source: "TASK_HISTORY", of whose columns these are told. */
export const taskHistory = relation("INFORMATION_SCHEMA.TASK_HISTORY", [
  ["NAME", "VARCHAR"],
  ["DATABASE_NAME", "VARCHAR"],
  ["SCHEMA_NAME", "VARCHAR"],
  ["STATE", "VARCHAR"],
  ["ERROR_MESSAGE", "VARCHAR"],
  ["SCHEDULED_TIME", "TIMESTAMP_LTZ"],
  ["COMPLETED_TIME", "TIMESTAMP_LTZ"],
]);

/** Refreshes of dynamic tables. Source: "DYNAMIC_TABLE_REFRESH_HISTORY", of whose columns these are told. */
export const refreshHistory = relation("INFORMATION_SCHEMA.DYNAMIC_TABLE_REFRESH_HISTORY", [
  ["NAME", "VARCHAR"],
  ["SCHEMA_NAME", "VARCHAR"],
  ["DATABASE_NAME", "VARCHAR"],
  ["STATE", "VARCHAR"],
  ["STATE_MESSAGE", "VARCHAR"],
  ["DATA_TIMESTAMP", "TIMESTAMP_LTZ"],
  ["REFRESH_END_TIME", "TIMESTAMP_LTZ"],
]);

/** Pipes with what SYSTEM$PIPE_STATUS tells of them. */
export const pipeStatus = relation("SYSTEM$PIPE_STATUS", [
  ["NAME", "VARCHAR"],
  ["STATUS", "VARIANT"],
]);
