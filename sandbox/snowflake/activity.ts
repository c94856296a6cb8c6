import type { Activity, RunRecord } from "../../engine";
import type { Run, Snowflake } from "./account";
import { pipeStatus } from "./pipeStatus";

/** What the information schema tells in a schema, of tasks and dynamic tables in the whole account, and SYSTEM$PIPE_STATUS. */
export function activityOf(
  account: Snowflake,
  [database, schema]: readonly [string, string],
): Activity {
  const isHere = (object: { database: string; schema: string }): boolean =>
    object.database === database && object.schema === schema;
  return {
    copies: account.copies.filter(isHere),
    pipes: new Map(
      account.pipes
        .values()
        .filter(isHere)
        .map((pipe) => [pipe.name, pipeStatus(pipe, account)]),
    ),
    runs: account.tasks.values().flatMap((task) => recordsOf(task, task.runs)),
    refreshes: account.relations
      .values()
      .flatMap((table) =>
        table.kind === "dynamic table" ? recordsOf(table, table.refreshes) : [],
      ),
  };
}

function recordsOf(
  { database, schema, name }: { database: string; schema: string; name: string },
  runs: readonly Run[],
): RunRecord[] {
  return runs.map((run) => ({ database, schema, name, ...run }));
}
