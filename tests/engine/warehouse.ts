import { DuckDBInstance, type DuckDBConnection } from "@duckdb/node-api";
import { macros, sessionSettings } from "../../engine/duckdb/macros";
import { registerVariantFunctions } from "../../engine/duckdb/variantFunctions";
import { translateQuery, type Column, type Schema, type SnowflakeType } from "../../engine";

/** Two events: one by a user with every odd value, one by the root user with hardly any value. */
const events = [
  {
    id: "a",
    identity: { type: "IAMUser", userName: "maria", Type: "shadow" },
    parameters: {
      port: "22",
      count: 7,
      flag: "yes",
      nothing: null,
      list: ["web", 5, null],
      "a.b": { "c:d": "deep" },
      "*": "star",
      "it's": "quoted",
      'say "hi"': "double",
      order: "keyword",
    },
    region: "eu-west-1",
    at: "2024-02-29 23:59:59.5",
    readOnly: true,
    error: "AccessDenied",
  },
  {
    id: "b",
    identity: { type: "Root" },
    parameters: null,
    region: "us-east-1",
    at: "2024-03-01 00:00:00",
    readOnly: false,
    error: null,
  },
];

const types: readonly (readonly [string, SnowflakeType, string])[] = [
  ["id", "VARCHAR", "VARCHAR"],
  ["identity", "VARIANT", "JSON"],
  ["parameters", "VARIANT", "JSON"],
  ["region", "VARCHAR", "VARCHAR"],
  ["at", "TIMESTAMP_NTZ", "TIMESTAMP"],
  ["readOnly", "BOOLEAN", "BOOLEAN"],
  ["error", "VARCHAR", "VARCHAR"],
];
const columns: Column[] = types.map(([label, type]) => ({
  name: label.toUpperCase(),
  label,
  type,
}));

export const schema: Schema = {
  resolve: (name) => (name.at(-1) === "EVENTS" ? { name: "EVENTS", columns } : undefined),
  names: () => ["EVENTS"],
};

let connection: Promise<DuckDBConnection> | undefined;

async function open(): Promise<DuckDBConnection> {
  const opened = await (await DuckDBInstance.create(":memory:")).connect();
  registerVariantFunctions(opened);
  for (const statement of [...sessionSettings, ...macros]) await opened.run(statement);
  const definitions = types.map(([label, , type]) => `"${label.toUpperCase()}" ${type}`);
  await opened.run(`create table "EVENTS" (${definitions.join(", ")})`);
  for (const { id, identity, parameters, region, at, readOnly, error } of events) {
    await opened.run("insert into EVENTS values ($1, $2, $3, $4, $5::timestamp, $6, $7)", [
      id,
      JSON.stringify(identity),
      JSON.stringify(parameters),
      region,
      at,
      readOnly,
      error,
    ]);
  }
  return opened;
}

/** The rows of a Snowflake SELECT over `events`, run on DuckDB. Numbers and times are their texts. */
export async function rows(statement: string): Promise<unknown[][]> {
  connection ??= open();
  const result = await (await connection).run(translateQuery(statement, schema).sql);
  return (await result.getRowsJson()).map((row) => row.map(plain));
}

function plain(value: unknown): unknown {
  return typeof value === "number" ? String(value) : value;
}

/** The only row's values. */
export async function row(statement: string): Promise<unknown[]> {
  const found = await rows(statement);
  if (found.length !== 1) throw new Error(`Expected one row, got ${found.length}.`);
  return found[0] ?? [];
}

/** The ids of the events for which a condition holds. */
export async function where(condition: string): Promise<unknown[]> {
  return (await rows(`select id from events where ${condition} order by id`)).flat();
}

/** The message with which a statement is refused. */
export function refusal(statement: string): string {
  try {
    translateQuery(statement, schema);
  } catch (error) {
    if (error instanceof Error) return error.message;
  }
  throw new Error(`This was translated: ${statement}`);
}

/** The DuckDB SQL of a statement. */
export function emitted(statement: string): string {
  return translateQuery(statement, schema).sql;
}
