import { z } from "zod";
import { streamColumns } from "../../engine";
import type { Properties } from "../resource/properties";
import type { ResourceType } from "../resource/type";
import type { Snowflake, Stream } from "./account";
import { newIn, requireSchema } from "./database";
import { doesNotExist, SnowflakeError } from "./error";
import { fullName } from "./identifier";
import { snowflakeType, type SnowflakeRequest } from "./type";

const flag = z.enum(["true", "false"]).optional();

const inputs = z.strictObject({
  database: z.string(),
  schema: z.string(),
  name: z.string().optional(),
  comment: z.string().optional(),
  table: z.string(),
  appendOnly: z.literal("true", "the sandbox keeps append-only streams only"),
  showInitialRows: flag,
});

const streamOnTable = snowflakeType("snowflake:index/streamOnTable:StreamOnTable", {
  replacedBy: ["name", "database", "schema"],
  inputs,
  create(given, request) {
    const { account, origin } = request;
    const { name, id } = newIn(account.relations, given, request);
    const made = streamOn({ ...given, name }, request);
    account.relations.add(id, made, origin);
    return { id, outputs: facts(made) };
  },
  update(given, { id, inputs: before }, request) {
    const { relations } = request.account;
    const found = relations.get(id, request.at);
    if (found?.kind !== "stream") throw doesNotExist("Stream", id);
    // What cannot be altered is made anew under the same name, and begins from there.
    const isSame = (["table", "showInitialRows"] as const).every(
      (input) => given[input] === before[input],
    );
    if (isSame) return {};
    const made = streamOn({ ...given, name: found.name }, request);
    relations.change(id, made, request.origin);
    return { outputs: facts(made) };
  },
  delete({ id, inputs: { database, schema } }, { account, at }) {
    requireSchema(account, database, schema, at);
    account.relations.remove(id);
  },
  read: ({ id }, { account }) => (account.relations.has(id) ? {} : undefined),
});

export const streamTypes: ResourceType<Snowflake>[] = [streamOnTable];

/** Switches the table's change tracking on, which its owner may. */
function streamOn(
  {
    database,
    schema,
    name,
    table: base,
    showInitialRows,
  }: z.infer<typeof inputs> & { name: string },
  { account, at }: SnowflakeRequest,
): Stream {
  const table = account.relations.get(base, at);
  if (!table) throw doesNotExist("Table", base);
  if (table.kind !== "table") {
    throw new SnowflakeError(
      `002203 (02000): SQL compilation error: Object found is of type '${table.kind.toUpperCase()}', not specified type 'TABLE'.`,
    );
  }
  table.changeTracking = true;
  return {
    kind: "stream",
    database,
    schema,
    name,
    columns: streamColumns(table.columns),
    table: { name: table.name, loads: table.loads },
    showInitialRows: showInitialRows === "true",
  };
}

function facts(stream: Stream): Properties {
  const { database: databaseName, schema: schemaName, name } = stream;
  const shown = { databaseName, schemaName, name, mode: "APPEND_ONLY", stale: false };
  return {
    name,
    fullyQualifiedName: fullName(stream),
    stale: false,
    streamType: "STANDARD",
    showOutputs: [shown],
    describeOutputs: [shown],
  };
}
