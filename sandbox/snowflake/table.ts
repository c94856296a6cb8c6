import { isDeepStrictEqual } from "node:util";
import { z } from "zod";
import type { Column, SnowflakeType } from "../../engine";
import type { ResourceType } from "../resource/type";
import type { Snowflake, Stream, Table } from "./account";
import { newIn, requireSchema, requireTimeTravel } from "./database";
import { alreadyExists, doesNotExist, SnowflakeError } from "./error";
import { quoted } from "./identifier";
import { requireFeature } from "./provider";
import { snowflakeType } from "./type";

const feature = "snowflake_table_resource";

const columns = z
  .array(z.strictObject({ name: z.string(), type: z.string(), nullable: z.boolean().optional() }))
  .min(1);

const table = snowflakeType("snowflake:index/table:Table", {
  replacedBy: ["database", "schema"],
  inputs: z.strictObject({
    database: z.string(),
    schema: z.string(),
    name: z.string().optional(),
    comment: z.string().optional(),
    changeTracking: z.boolean().optional(),
    dataRetentionTimeInDays: z.int().min(0).max(90).optional(),
    clusterBies: z.array(z.string()).optional(),
    columns,
  }),
  create(inputs, request) {
    requireFeature(feature, request);
    const { account, origin } = request;
    const { database, schema } = inputs;
    const { name, id } = newIn(account.relations, inputs, request);
    requireTimeTravel(inputs, account);
    const { changeTracking = false } = inputs;
    const made = { database, schema, name, columns: columnsOf(inputs.columns), changeTracking };
    account.relations.add(id, { ...made, kind: "table", loads: [], inserted: false }, origin);
    return {
      id: `${database}|${schema}|${name}`,
      outputs: {
        changeTracking: false,
        ...inputs,
        name,
        fullyQualifiedName: id,
        owner: "ACCOUNTADMIN",
      },
    };
  },
  update(inputs, { outputs }, request) {
    requireFeature(feature, request);
    const { relations } = request.account;
    requireTimeTravel(inputs, request.account);
    const before = String(outputs.fullyQualifiedName);
    const found = relations.get(before, request.at);
    if (found?.kind !== "table") throw doesNotExist("Table", before);
    const after = columnsOf(inputs.columns);
    if (!found.columns.every((column, n) => isDeepStrictEqual(column, after[n]))) {
      throw new Error("the sandbox only adds columns to a table, at its end");
    }
    const { changeTracking = false } = inputs;
    const { database, schema } = inputs;
    const name = inputs.name ?? found.name;
    const id = quoted(database, schema, name);
    if (id !== before && relations.has(id)) throw alreadyExists(name);
    const isRead = relations.values().some((each) => each.kind === "stream" && isOn(each, found));
    const isSame = id === before && after.length === found.columns.length;
    if (!isSame && (isRead || found.inserted)) {
      throw new Error("the sandbox alters no table that a stream reads or that has inserted rows");
    }
    const made = { ...found, name, columns: after, changeTracking };
    relations.change(id, made, request.origin, before);
    return { id: `${database}|${schema}|${name}`, outputs: { name, fullyQualifiedName: id } };
  },
  delete({ inputs, outputs }, request) {
    requireFeature(feature, request);
    requireSchema(request.account, inputs.database, inputs.schema, request.at);
    request.account.relations.remove(String(outputs.fullyQualifiedName));
  },
  read({ inputs, outputs }, request) {
    requireFeature(feature, request);
    const found = request.account.relations.get(String(outputs.fullyQualifiedName));
    if (found?.kind !== "table") return undefined;
    const { changeTracking } = found;
    return changeTracking === (inputs.changeTracking ?? false) ? {} : { changeTracking };
  },
});

export const tableTypes: ResourceType<Snowflake>[] = [table];

/** Whether a stream is on this table, and not on one that had its name before. */
export function isOn({ table }: Stream, { loads }: Table): boolean {
  return table.loads === loads;
}

function columnsOf(written: z.infer<typeof columns>): Column[] {
  if (new Set(written.map(({ name }) => name)).size < written.length) {
    throw new SnowflakeError("002025 (42S21): SQL compilation error: duplicate column name");
  }
  return written.map(({ name, type }) => ({ name, label: name, type: columnType(type) }));
}

const types: [RegExp, SnowflakeType][] = [
  [/^(VARCHAR|STRING|TEXT|CHAR|CHARACTER)(\s*\(\d+\))?$/, "VARCHAR"],
  [/^(NUMBER|DECIMAL|NUMERIC|INT|INTEGER|BIGINT)(\s*\(\d+(\s*,\s*\d+)?\))?$/, "NUMBER"],
  [/^(FLOAT|DOUBLE|REAL)$/, "FLOAT"],
  [/^BOOLEAN$/, "BOOLEAN"],
  [/^(TIMESTAMP_NTZ|DATETIME)(\s*\(\d\))?$/, "TIMESTAMP_NTZ"],
  [/^TIMESTAMP_TZ(\s*\(\d\))?$/, "TIMESTAMP_TZ"],
  [/^TIMESTAMP_LTZ(\s*\(\d\))?$/, "TIMESTAMP_LTZ"],
  [/^DATE$/, "DATE"],
  [/^VARIANT$/, "VARIANT"],
  [/^OBJECT$/, "OBJECT"],
  [/^ARRAY$/, "ARRAY"],
];

function columnType(written: string): SnowflakeType {
  const found = types.find(([pattern]) => pattern.test(written.trim().toUpperCase()));
  if (!found) {
    throw new SnowflakeError(
      `002040 (42601): SQL compilation error: Unsupported data type '${written}'.`,
    );
  }
  return found[1];
}
