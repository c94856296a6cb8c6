import { z } from "zod";
import {
  SqlError,
  translateQuery,
  type Column,
  type Schema,
  type SnowflakeType,
} from "../../engine";
import { automaticName } from "../names";
import type { Moment } from "../pulumi/order";
import { resourceType, type ResourceType } from "../pulumi/resourceType";
import { alreadyExists, SnowflakeError, type Snowflake } from "./account";
import { requireSchema } from "./database";
import { quoted } from "./identifier";
import { requireFeature, requireWarehouse } from "./provider";

/** A table, or a view with its SELECT. */
export interface Relation {
  database: string;
  schema: string;
  name: string;
  columns: Column[];
  /** A view's SELECT; undefined for a table. */
  statement: string | undefined;
}

const table = resourceType("snowflake:index/table:Table", {
  replacedBy: ["name", "database", "schema"],
  inputs: z.strictObject({
    database: z.string(),
    schema: z.string(),
    name: z.string().optional(),
    comment: z.string().optional(),
    changeTracking: z.boolean().optional(),
    dataRetentionTimeInDays: z.int().min(0).max(90).optional(),
    clusterBies: z.array(z.string()).optional(),
    columns: z
      .array(
        z.strictObject({ name: z.string(), type: z.string(), nullable: z.boolean().optional() }),
      )
      .min(1),
  }),
  create(inputs, creation) {
    requireFeature("snowflake_table_resource", creation);
    const { snowflake } = creation.sandbox;
    const { database, schema } = inputs;
    const name = inputs.name ?? automaticName(creation.name, creation.urn);
    requireSchema(snowflake, database, schema, creation.at);
    const id = quoted(database, schema, name);
    if (snowflake.relations.has(id)) throw alreadyExists(name);
    const columns = inputs.columns.map((column) => ({
      name: column.name,
      label: column.name,
      type: columnType(column.type),
    }));
    if (new Set(columns.map((column) => column.name)).size < columns.length) {
      throw new SnowflakeError("002025 (42S21): SQL compilation error: duplicate column name");
    }
    snowflake.relations.add(
      id,
      { database, schema, name, columns, statement: undefined },
      creation.origin,
    );
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
});

const flag = z.enum(["true", "false"]).optional();

const view = resourceType("snowflake:index/view:View", {
  replacedBy: ["database", "schema"],
  same: isSameStatement,
  inputs: z.strictObject({
    database: z.string(),
    schema: z.string(),
    name: z.string().optional(),
    statement: z.string(),
    comment: z
      .string()
      .regex(/^[^(),]*$/, "must not contain ( ) or ,")
      .optional(),
    isSecure: flag,
    changeTracking: flag,
    copyGrants: z.boolean().optional(),
  }),
  seconds: 2,
  create(inputs, creation) {
    const { snowflake } = creation.sandbox;
    const { database, schema, statement } = inputs;
    const name = inputs.name ?? automaticName(creation.name, creation.urn);
    requireSchema(snowflake, database, schema, creation.at);
    const id = quoted(database, schema, name);
    if (snowflake.relations.has(id)) throw alreadyExists(name);
    // A view's own names resolve in the view's own schema.
    const columns = compile(statement, scope(snowflake, [database, schema], creation.at));
    snowflake.relations.add(id, { database, schema, name, columns, statement }, creation.origin);
    // The provider reads a new view's columns back, and that takes a warehouse.
    requireWarehouse(creation);
    return {
      id,
      outputs: {
        ...inputs,
        name,
        fullyQualifiedName: id,
        describeOutputs: columns.map((column) => ({ name: column.name, type: column.type })),
        showOutputs: [{ databaseName: database, schemaName: schema, name }],
      },
    };
  },
});

export const relationTypes: ResourceType[] = [table, view];

/** The provider compares statements without letter case and white space, so such an edit deploys nothing. */
function isSameStatement(input: string, before: unknown, after: unknown): boolean {
  const folded = (text: unknown): string => String(text).toLowerCase().replace(/\s+/g, "");
  return input === "statement" && folded(before) === folded(after);
}

/** The tables and views that names can mean at that moment; unqualified ones in the given schema. */
export function scope(
  { relations }: Snowflake,
  namespace: readonly [string, string] | undefined,
  at?: Moment,
): Schema {
  return {
    resolve(name) {
      const full = name.length === 1 && namespace ? [...namespace, ...name] : name;
      const relation = relations.get(quoted(...full), at);
      return relation && { name: relation.name, columns: relation.columns };
    },
    names: () => relations.names(),
  };
}

function compile(statement: string, schema: Schema): Column[] {
  try {
    return translateQuery(statement, schema).columns;
  } catch (error) {
    if (error instanceof SqlError) {
      throw new SnowflakeError(`SQL compilation error: ${error.message}`);
    }
    throw error;
  }
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
