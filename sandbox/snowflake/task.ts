import { z } from "zod";
import type { Properties } from "../resource/properties";
import type { ResourceType } from "../resource/type";
import type { Snowflake, Task } from "./account";
import { newIn, requireSchema } from "./database";
import { doesNotExist, SnowflakeError } from "./error";
import { fullName, quoted } from "./identifier";
import { snowflakeType, type SnowflakeRequest } from "./type";

const inputs = z.strictObject({
  database: z.string(),
  schema: z.string(),
  name: z.string().optional(),
  comment: z.string().optional(),
  warehouse: z.string().optional(),
  userTaskManagedInitialWarehouseSize: z.string().optional(),
  schedule: z.strictObject({ minutes: z.int().min(1).max(11_520) }).optional(),
  when: z.string().optional(),
  sqlStatement: z.string(),
  started: z.boolean(),
  allowOverlappingExecution: z.literal("false", "the sandbox overlaps no runs").optional(),
  suspendTaskAfterNumFailures: z.int().min(0).optional(),
  taskAutoRetryAttempts: z.int().min(0).max(30).optional(),
  userTaskTimeoutMs: z.int().min(0).max(604_800_000).optional(),
});

/** What a task answers for the parameters that nobody set. */
const parameters = {
  abortDetachedQuery: false,
  autocommit: true,
  binaryInputFormat: "HEX",
  binaryOutputFormat: "HEX",
  clientMemoryLimit: 1536,
  clientMetadataRequestUseConnectionCtx: false,
  clientPrefetchThreads: 4,
  clientResultChunkSize: 160,
  clientResultColumnCaseInsensitive: false,
  clientSessionKeepAlive: false,
  clientSessionKeepAliveHeartbeatFrequency: 3600,
  clientTimestampTypeMapping: "TIMESTAMP_LTZ",
  dateInputFormat: "AUTO",
  dateOutputFormat: "YYYY-MM-DD",
  enableUnloadPhysicalTypeOptimization: true,
  errorOnNondeterministicMerge: true,
  errorOnNondeterministicUpdate: false,
  geographyOutputFormat: "GeoJSON",
  geometryOutputFormat: "GeoJSON",
  jdbcTreatTimestampNtzAsUtc: false,
  jdbcUseSessionTimezone: true,
  jsonIndent: 2,
  lockTimeout: 43_200,
  logLevel: "OFF",
  multiStatementCount: 1,
  noorderSequenceAsDefault: true,
  odbcTreatDecimalAsInt: false,
  queryTag: "",
  quotedIdentifiersIgnoreCase: false,
  rowsPerResultset: 0,
  s3StageVpceDnsName: "",
  searchPath: "$current, $public",
  statementQueuedTimeoutInSeconds: 0,
  statementTimeoutInSeconds: 172_800,
  strictJsonOutput: false,
  suspendTaskAfterNumFailures: 10,
  taskAutoRetryAttempts: 0,
  timeInputFormat: "AUTO",
  timeOutputFormat: "HH24:MI:SS",
  timestampDayIsAlways24h: false,
  timestampInputFormat: "AUTO",
  timestampLtzOutputFormat: "",
  timestampNtzOutputFormat: "YYYY-MM-DD HH24:MI:SS.FF3",
  timestampOutputFormat: "YYYY-MM-DD HH24:MI:SS.FF3 TZHTZM",
  timestampTypeMapping: "TIMESTAMP_NTZ",
  timestampTzOutputFormat: "",
  timezone: "America/Los_Angeles",
  traceLevel: "OFF",
  transactionAbortOnError: false,
  transactionDefaultIsolationLevel: "READ COMMITTED",
  twoDigitCenturyStart: 1970,
  unsupportedDdlAction: "ignore",
  useCachedResult: true,
  userTaskManagedInitialWarehouseSize: "Medium",
  userTaskMinimumTriggerIntervalInSeconds: 30,
  userTaskTimeoutMs: 3_600_000,
  weekOfYearPolicy: 0,
  weekStart: 0,
  parameters: [],
};

const task = snowflakeType("snowflake:index/task:Task", {
  replacedBy: ["name", "database", "schema"],
  inputs,
  create(given, request) {
    const { account, origin } = request;
    const { name, id } = newIn(account.tasks, given, request);
    const made = taskOf({ ...given, name }, { runs: [], faults: [] }, request);
    account.tasks.add(id, made, origin);
    return { id, outputs: { ...parameters, ...given, ...facts(made) } };
  },
  // The provider suspends the task, alters it, and resumes it if it is to be started.
  update(given, { id }, request) {
    const found = request.account.tasks.get(id, request.at);
    if (!found) throw doesNotExist("Task", id);
    const { runs, faults } = found;
    const made = taskOf({ ...given, name: found.name }, { runs, faults }, request);
    request.account.tasks.change(id, made, request.origin);
    return { outputs: facts(made) };
  },
  delete({ id, inputs: { database, schema } }, { account, at }) {
    requireSchema(account, database, schema, at);
    account.tasks.remove(id);
  },
  read({ id }, { account }) {
    const found = account.tasks.get(id);
    return found && { started: found.started !== undefined };
  },
});

export const taskTypes: ResourceType<Snowflake>[] = [task];

function taskOf(
  given: z.infer<typeof inputs> & { name: string },
  history: Pick<Task, "runs" | "faults">,
  { account, at }: SnowflakeRequest,
): Task {
  const { database, schema, name, warehouse, schedule, when, started } = given;
  if (warehouse === undefined && given.userTaskManagedInitialWarehouseSize === undefined) {
    throw new SnowflakeError(
      `the task ${name} has neither a warehouse nor USER_TASK_MANAGED_INITIAL_WAREHOUSE_SIZE`,
    );
  }
  if (warehouse !== undefined && !account.warehouses.get(quoted(warehouse), at)) {
    throw doesNotExist("Warehouse", warehouse);
  }
  if (schedule === undefined && when === undefined && started) {
    throw new SnowflakeError(
      `091088 (0A000): Task ${name} cannot be resumed: it has neither a schedule nor a condition that triggers it.`,
    );
  }
  if (schedule === undefined && warehouse === undefined) {
    throw new SnowflakeError(
      `Task ${name} is triggered by its condition and has no warehouse: TARGET_COMPLETION_INTERVAL is missing, which the provider cannot set`,
    );
  }
  return {
    database,
    schema,
    name,
    statement: given.sqlStatement,
    warehouse,
    interval: schedule && schedule.minutes * 60,
    when: when === undefined ? undefined : streamIn(when, given, { account, at }),
    failuresAllowed: given.suspendTaskAfterNumFailures ?? parameters.suspendTaskAfterNumFailures,
    retries: given.taskAutoRetryAttempts ?? parameters.taskAutoRetryAttempts,
    started: started ? account.now : undefined,
    ...history,
  };
}

/** The full name of the stream that a condition asks for. An unqualified one stands in the task's schema. */
function streamIn(
  when: string,
  { database, schema }: { database: string; schema: string },
  { account, at }: Pick<SnowflakeRequest, "account" | "at">,
): string {
  const [, written] = /^\s*SYSTEM\$STREAM_HAS_DATA\s*\(\s*'([^']+)'\s*\)\s*$/i.exec(when) ?? [];
  if (written === undefined) {
    throw new Error(`the sandbox knows no condition but SYSTEM$STREAM_HAS_DATA: ${when}`);
  }
  const parts = [...written.matchAll(/"((?:[^"]|"")+)"|([^".]+)/g)].map(
    ([, exact, folded = ""]) => exact?.replaceAll('""', '"') ?? folded.toUpperCase(),
  );
  const full = quoted(...[database, schema].slice(0, 3 - parts.length), ...parts);
  const stream = account.relations.get(full, at);
  if (stream?.kind !== "stream") throw doesNotExist("Stream", written);
  return full;
}

function facts(task: Task): Properties {
  const { database: databaseName, schema: schemaName, name, started } = task;
  const state = started ? "started" : "suspended";
  return {
    name,
    fullyQualifiedName: fullName(task),
    showOutputs: [{ databaseName, schemaName, name, state }],
  };
}
