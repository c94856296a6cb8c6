import { z } from "zod";
import type { Inventory } from "../resource/inventory";
import { automaticName } from "../resource/names";
import type { Moment, Origin } from "../resource/order";
import type { ResourceType } from "../resource/type";
import type { Snowflake } from "./account";
import { alreadyExists, doesNotExist, SnowflakeError } from "./error";
import { quoted } from "./identifier";
import { snowflakeType, type SnowflakeRequest } from "./type";

const days = z.int().min(0).max(90).optional();

/** @throws SnowflakeError for more days of time travel than the account's edition has. */
export function requireTimeTravel(
  { dataRetentionTimeInDays: days = 0 }: { dataRetentionTimeInDays?: number | undefined },
  { longestTimeTravel }: Snowflake,
): void {
  if (days <= longestTimeTravel) return;
  throw new SnowflakeError(
    `SQL compilation error: Exceeds maximum allowable retention time (${longestTimeTravel} day(s)).`,
  );
}

/** What a database and a schema answer for the parameters that nobody set. */
const parameters = {
  catalog: "",
  dataRetentionTimeInDays: 1,
  defaultDdlCollation: "",
  enableConsoleOutput: false,
  externalVolume: "",
  logLevel: "OFF",
  maxDataExtensionTimeInDays: 14,
  quotedIdentifiersIgnoreCase: false,
  replaceInvalidCharacters: false,
  storageSerializationPolicy: "OPTIMIZED",
  suspendTaskAfterNumFailures: 10,
  taskAutoRetryAttempts: 0,
  traceLevel: "OFF",
  userTaskManagedInitialWarehouseSize: "Medium",
  userTaskMinimumTriggerIntervalInSeconds: 30,
  userTaskTimeoutMs: 3_600_000,
};

const database = snowflakeType("snowflake:index/database:Database", {
  replacedBy: ["isTransient"],
  inputs: z.strictObject({
    name: z.string().optional(),
    comment: z.string().optional(),
    isTransient: z.boolean().optional(),
    dataRetentionTimeInDays: days,
    maxDataExtensionTimeInDays: days,
    dropPublicSchemaOnCreation: z.boolean().optional(),
  }),
  create(inputs, request) {
    const { account, origin } = request;
    const name = inputs.name ?? automaticName(request);
    const id = quoted(name);
    if (account.databases.has(id)) throw alreadyExists(name);
    requireTimeTravel(inputs, account);
    account.databases.add(id, { name }, origin);
    if (!inputs.dropPublicSchemaOnCreation) addSchema(account, name, "PUBLIC", origin);
    return { id, outputs: { ...parameters, ...inputs, name, fullyQualifiedName: id } };
  },
  update(inputs, { outputs }, { account }) {
    refuseRenaming(inputs.name, outputs.name);
    if (!account.databases.has(quoted(String(outputs.name)))) {
      throw doesNotExist("Database", String(outputs.name));
    }
    requireTimeTravel(inputs, account);
    return {};
  },
  delete({ outputs }, { account }) {
    dropDatabase(account, String(outputs.name));
  },
  read: ({ id }, { account }) => (account.databases.has(id) ? {} : undefined),
});

const schema = snowflakeType("snowflake:index/schema:Schema", {
  replacedBy: ["database", "isTransient"],
  inputs: z.strictObject({
    database: z.string(),
    name: z.string().optional(),
    comment: z.string().optional(),
    isTransient: z.enum(["true", "false"]).optional(),
    withManagedAccess: z.enum(["true", "false"]).optional(),
    dataRetentionTimeInDays: days,
    maxDataExtensionTimeInDays: days,
  }),
  create(inputs, request) {
    const { account, at, origin } = request;
    const name = inputs.name ?? automaticName(request);
    if (!account.databases.get(quoted(inputs.database), at)) {
      throw doesNotExist("Database", inputs.database);
    }
    const id = quoted(inputs.database, name);
    if (account.schemas.has(id)) throw alreadyExists(name);
    requireTimeTravel(inputs, account);
    addSchema(account, inputs.database, name, origin);
    return {
      id,
      outputs: {
        ...parameters,
        pipeExecutionPaused: false,
        ...inputs,
        name,
        fullyQualifiedName: id,
        describeOutputs: [],
        parameters: [],
        showOutputs: [{ databaseName: inputs.database, name }],
      },
    };
  },
  update(inputs, { outputs }, { account, at }) {
    refuseRenaming(inputs.name, outputs.name);
    requireSchema(account, inputs.database, String(outputs.name), at);
    requireTimeTravel(inputs, account);
    return {};
  },
  delete({ id, inputs }, { account }) {
    if (!account.databases.has(quoted(inputs.database))) {
      throw doesNotExist("Database", inputs.database);
    }
    account.schemas.remove(id);
    dropContents(account, id);
  },
  read: ({ id }, { account }) => (account.schemas.has(id) ? {} : undefined),
});

export const databaseTypes: ResourceType<Snowflake>[] = [database, schema];

export function addSchema(
  { schemas }: Snowflake,
  database: string,
  name: string,
  origin: Origin,
): void {
  schemas.add(quoted(database, name), { database, name }, origin);
}

/** Drops a database with everything that stands in it. */
export function dropDatabase(account: Snowflake, name: string): void {
  account.databases.remove(quoted(name));
  dropContents(account, quoted(name));
}

/** @throws SnowflakeError if the database or the schema of an object is not there at that moment. */
export function requireSchema(
  { databases, schemas }: Snowflake,
  database: string,
  schema: string,
  at: Moment,
): void {
  if (!databases.get(quoted(database), at)) throw doesNotExist("Database", database);
  if (!schemas.get(quoted(database, schema), at)) {
    throw doesNotExist("Schema", `${database}.${schema}`);
  }
}

/**
 * Name and full name of a new object of a schema.
 *
 * @param objects Where those are that it may not be called like.
 * @param given Without a name, one is made up.
 * @throws SnowflakeError if the schema is not there, or the name is taken.
 */
export function newIn(
  objects: Pick<Inventory<unknown>, "has">,
  given: { database: string; schema: string; name?: string | undefined },
  request: SnowflakeRequest,
): { name: string; id: string } {
  const { database, schema } = given;
  requireSchema(request.account, database, schema, request.at);
  const name = given.name ?? automaticName(request);
  const id = quoted(database, schema, name);
  if (objects.has(id)) throw alreadyExists(name);
  return { name, id };
}

function dropContents(account: Snowflake, container: string): void {
  const { schemas, relations, functions, stages, pipes, secrets, tasks, alerts } = account;
  for (const objects of [schemas, relations, functions, stages, pipes, secrets, tasks, alerts]) {
    for (const name of objects.names()) {
      if (name.startsWith(`${container}.`)) objects.remove(name);
    }
  }
}

/** The provider renames in place, and everything inside would be somewhere else from one moment to the next. */
function refuseRenaming(after: string | undefined, before: unknown): void {
  if (after === undefined || after === before) return;
  throw new Error(
    `the sandbox does not rename ${String(before)} to ${after}: what stands in it would have to follow`,
  );
}
