import { identifier } from "../../../engine";
import { literal } from "../../../sql/catalogue";
import { forEach, together, type Asked } from "../asked";
import type { Access, Alert, LoadFacts, SnowflakeFacts } from "../facts";
import { refusedBy } from "../refusedBy";
import { lastName, prefixOf, type StackOutputs } from "../stack";
import type { Asker } from "./asker";
import * as read from "./read";

/** Asks Snowflake about a stack, by statements that only read. */
export async function askSnowflake(asker: Asker, stack: StackOutputs): Promise<SnowflakeFacts> {
  const { health, events, insights, findingAlerts } = stack;
  const keeper = events.task ?? events.dynamicTable;
  // It is compiled like any query, down to the tables, and reads none of their rows.
  const failing = (view: string): Promise<Asked<string | undefined>> =>
    asker.refusal(`SELECT * FROM ${view} LIMIT 0`);
  return together<SnowflakeFacts>({
    integration: asker.told(
      `DESCRIBE INTEGRATION ${identifier(stack.integration)}`,
      read.readIntegration,
    ),
    access: askAccess(asker, stack),
    stage: asker.told(`DESCRIBE STAGE ${stack.stage}`, read.readStage),
    // Nothing stands there, so that little is listed; the role has to be assumed all the same.
    listing: asker.refusal(`LIST @${stack.stage}/snowtrail-verify/`),
    ...askLoad(asker, stack),
    insights: insights && together<LoadFacts>(askLoad(asker, insights)),
    events:
      keeper === undefined
        ? undefined
        : askState(asker, events.task === undefined ? "DYNAMIC TABLES" : "TASKS", keeper, stack),
    health: asker.told(
      `SELECT STATE, TO_DO, COALESCE(PIPE_ERROR, RUN_ERROR) AS ERROR, DATEDIFF('second', LAST_LOADED_AT, SYSDATE()) AS LOADED_AGO, DATEDIFF('second', LAST_EVENT_AT, SYSDATE()) AS LAG FROM ${health.PIPELINE_HEALTH}`,
      read.readHealth,
    ),
    views: forEach(
      [
        stack.cloudtrail,
        ...(insights ? [insights.view] : []),
        stack.findings,
        ...Object.values(health),
      ],
      failing,
    ),
    detections: forEach(Object.values(stack.detections), failing),
    alerts: forEach(
      [findingAlerts.alert, findingAlerts.healthAlert].filter((name) => name !== undefined),
      (alert) => askAlert(asker, alert, stack),
    ),
  });
}

/** Whether a raw table is there, and how the pipe does that loads into it. */
function askLoad(
  asker: Asker,
  { rawTable, pipe }: Pick<StackOutputs, "rawTable" | "pipe">,
): { [Name in keyof LoadFacts]: Promise<LoadFacts[Name]> } {
  return {
    rawTable: asker.told(`DESCRIBE TABLE ${rawTable}`, () => true as const),
    pipeStatus: asker.told(
      `SELECT SYSTEM$PIPE_STATUS(${literal(pipe)}) AS STATUS`,
      read.readPipeStatus,
    ),
    pipePattern: asker.told(`DESCRIBE PIPE ${pipe}`, ([row]) => row?.pattern ?? ""),
  };
}

/** The state of an object that SHOW lists; undefined if it does not. */
function askState(
  asker: Asker,
  kind: "TASKS" | "DYNAMIC TABLES" | "ALERTS",
  fullName: string,
  { database, schema }: StackOutputs,
): Promise<Asked<{ state: string } | undefined>> {
  const name = lastName(fullName);
  const place = `${identifier(database)}.${identifier(schema)}`;
  return asker.told(`SHOW ${kind} LIKE ${literal(name)} IN SCHEMA ${place}`, (rows) => {
    // In a pattern of LIKE an underscore stands for any character.
    const row = rows.find((each) => each.name === name);
    return row && { state: (row.state ?? row.scheduling_state ?? "").toLowerCase() };
  });
}

/** Whether Snowflake gets at the logs: at the one that was loaded last, or at the list of them. */
async function askAccess(asker: Asker, stack: StackOutputs): Promise<Asked<Access>> {
  const last = await asker.told(
    `SELECT LAST_FILE FROM ${stack.health.PIPELINE} WHERE PIPE = ${literal(stack.pipe)}`,
    ([row]) => row?.last_file ?? "",
  );
  const file = "value" in last ? pathBelow(stack.logsLocation, last.value ?? "") : undefined;
  const tried = file === undefined ? undefined : await tryAccess(asker, stack, "read", file);
  // Where neither AWS nor S3 refuses, the file may be gone: the bucket deletes the old ones.
  return tried === undefined || ("value" in tried && tried.value.refused === "integration")
    ? tryAccess(asker, stack, "list", "none")
    : tried;
}

function tryAccess(
  asker: Asker,
  { integration, logsLocation }: StackOutputs,
  tried: Access["tried"],
  file: string,
): Promise<Asked<Access>> {
  const given = [integration, logsLocation, file, tried].map(literal);
  return asker.outcome<Access>(
    `SELECT SYSTEM$VALIDATE_STORAGE_INTEGRATION(${given.join(", ")}) AS RESULT`,
    (rows) => read.readAccess(rows, tried),
    ({ message: reason }) => ({ refused: refusedBy(reason), reason, tried }),
  );
}

/** The path of a log file below a location; undefined unless it is one that CloudTrail writes. */
function pathBelow(location: string, file: string): string | undefined {
  const prefix = prefixOf(location);
  const path = file.startsWith(prefix) ? file.slice(prefix.length) : file;
  return /^[\w/-]+\.json\.gz$/.test(path) ? path : undefined;
}

async function askAlert(
  asker: Asker,
  alert: string,
  stack: StackOutputs,
): Promise<Asked<Alert | undefined>> {
  const state = await askState(asker, "ALERTS", alert, stack);
  if ("unknown" in state) return state;
  if (state.value === undefined) return { value: undefined };
  const run = await asker.told(
    `SELECT STATE, SQL_ERROR_MESSAGE AS ERROR FROM TABLE(${identifier(stack.database)}.INFORMATION_SCHEMA.ALERT_HISTORY(ALERT_NAME => ${literal(lastName(alert))})) WHERE SCHEMA_NAME = ${literal(stack.schema)} AND STATE NOT IN ('SCHEDULED', 'EXECUTING', 'CANCELLED') ORDER BY SCHEDULED_TIME DESC LIMIT 1`,
    read.readRun,
  );
  if ("unknown" in run) return run;
  return { value: { ...state.value, ...(run.value ?? { lastRun: "", error: "" }) } };
}
