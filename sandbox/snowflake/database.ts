import { z } from "zod";
import { automaticName } from "../names";
import type { Moment, Origin } from "../pulumi/order";
import { resourceType, type ResourceType } from "../pulumi/resourceType";
import { alreadyExists, doesNotExist, type Snowflake } from "./account";
import { quoted } from "./identifier";

export interface Database {
  name: string;
}

export interface Schema {
  database: string;
  name: string;
}

const days = z.int().min(0).max(90).optional();

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

const database = resourceType("snowflake:index/database:Database", {
  inputs: z.strictObject({
    name: z.string().optional(),
    comment: z.string().optional(),
    isTransient: z.boolean().optional(),
    dataRetentionTimeInDays: days,
    maxDataExtensionTimeInDays: days,
    dropPublicSchemaOnCreation: z.boolean().optional(),
  }),
  create(inputs, { sandbox: { snowflake }, name: logicalName, urn, origin }) {
    const name = inputs.name ?? automaticName(logicalName, urn);
    const id = quoted(name);
    if (snowflake.databases.has(id)) throw alreadyExists(name);
    snowflake.databases.add(id, { name }, origin);
    if (!inputs.dropPublicSchemaOnCreation) addSchema(snowflake, name, "PUBLIC", origin);
    return { id, outputs: { ...parameters, ...inputs, name, fullyQualifiedName: id } };
  },
});

const schema = resourceType("snowflake:index/schema:Schema", {
  replacedBy: ["database"],
  inputs: z.strictObject({
    database: z.string(),
    name: z.string().optional(),
    comment: z.string().optional(),
    isTransient: z.enum(["true", "false"]).optional(),
    withManagedAccess: z.enum(["true", "false"]).optional(),
    dataRetentionTimeInDays: days,
    maxDataExtensionTimeInDays: days,
  }),
  create(inputs, { sandbox: { snowflake }, name: logicalName, urn, at, origin }) {
    const name = inputs.name ?? automaticName(logicalName, urn);
    if (!snowflake.databases.get(quoted(inputs.database), at)) {
      throw doesNotExist("Database", inputs.database);
    }
    const id = quoted(inputs.database, name);
    if (snowflake.schemas.has(id)) throw alreadyExists(name);
    addSchema(snowflake, inputs.database, name, origin);
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
});

export const databaseTypes: ResourceType[] = [database, schema];

export function addSchema(
  { schemas }: Snowflake,
  database: string,
  name: string,
  origin: Origin,
): void {
  schemas.add(quoted(database, name), { database, name }, origin);
}

/** @throws SnowflakeError if the database or the schema of a new object is not there at that moment. */
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
