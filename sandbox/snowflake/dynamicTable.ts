import { z } from "zod";
import type { Properties } from "../resource/properties";
import type { ResourceType } from "../resource/type";
import type { DynamicTable, Snowflake } from "./account";
import { newIn, requireSchema } from "./database";
import { doesNotExist, SnowflakeError } from "./error";
import { fullName, quoted } from "./identifier";
import { requireFeature } from "./provider";
import { columnsOf } from "./scope";
import { snowflakeType, type SnowflakeRequest } from "./type";

const feature = "snowflake_dynamic_table_resource";

const inputs = z.strictObject({
  database: z.string(),
  schema: z.string(),
  name: z.string().optional(),
  comment: z.string().optional(),
  warehouse: z.string(),
  query: z.string(),
  targetLag: z.strictObject({ maximumDuration: z.string() }),
  refreshMode: z.enum(["INCREMENTAL", "FULL", "AUTO"]).optional(),
  initialize: z.literal("ON_CREATE", "the sandbox fills a dynamic table at once").optional(),
});

const dynamicTable = snowflakeType("snowflake:index/dynamicTable:DynamicTable", {
  replacedBy: ["query", "refreshMode", "initialize", "name", "database", "schema"],
  inputs,
  seconds: 5,
  async create(given, request) {
    requireFeature(feature, request);
    const { account, origin } = request;
    const { database, schema } = given;
    const { name, id } = newIn(account.relations, given, request);
    const made: DynamicTable = {
      kind: "dynamic table",
      database,
      schema,
      name,
      columns: columnsOf({ database, schema, statement: given.query }, request),
      statement: given.query,
      ...computing(given, request),
      refreshes: [],
    };
    account.relations.add(id, made, origin);
    await account.runner.refresh(made);
    made.refreshes.push({ at: account.now, state: "SUCCEEDED" });
    return { id: `${database}|${schema}|${name}`, outputs: { ...given, ...facts(made) } };
  },
  update(given, { outputs }, request) {
    requireFeature(feature, request);
    const { relations } = request.account;
    const id = String(outputs.fullyQualifiedName);
    const found = relations.get(id, request.at);
    if (found?.kind !== "dynamic table") throw doesNotExist("Dynamic table", id);
    relations.change(id, { ...found, ...computing(given, request) }, request.origin);
    return {};
  },
  delete({ inputs: { database, schema }, outputs }, request) {
    requireFeature(feature, request);
    requireSchema(request.account, database, schema, request.at);
    request.account.relations.remove(String(outputs.fullyQualifiedName));
  },
  read({ outputs }, request) {
    requireFeature(feature, request);
    return request.account.relations.has(String(outputs.fullyQualifiedName)) ? {} : undefined;
  },
});

export const dynamicTableTypes: ResourceType<Snowflake>[] = [dynamicTable];

const units: Readonly<Record<string, number>> = { second: 1, minute: 60, hour: 3600, day: 86_400 };

/** What it is computed on, and how often. */
function computing(
  { warehouse, targetLag: { maximumDuration } }: z.infer<typeof inputs>,
  { account, at }: SnowflakeRequest,
): Pick<DynamicTable, "warehouse" | "targetLag"> {
  if (!account.warehouses.get(quoted(warehouse), at)) throw doesNotExist("Warehouse", warehouse);
  const [, count, unit = ""] = /^(\d+) (\w+?)s?$/.exec(maximumDuration) ?? [];
  const targetLag = Number(count) * (units[unit] ?? NaN);
  if (!(targetLag >= 60)) {
    throw new SnowflakeError(
      `SQL compilation error: invalid value '${maximumDuration}' for property 'TARGET_LAG': a whole number of seconds, minutes, hours or days, and 60 seconds at least`,
    );
  }
  return { warehouse, targetLag };
}

function facts(table: DynamicTable): Properties {
  return {
    name: table.name,
    fullyQualifiedName: fullName(table),
    automaticClustering: false,
    bytes: 0,
    clusterBy: "",
    createdOn: "",
    dataTimestamp: "",
    isClone: false,
    isReplica: false,
    lastSuspendedOn: "",
    owner: "ACCOUNTADMIN",
    refreshModeReason: "",
    rows: 0,
    schedulingState: "ACTIVE",
  };
}
