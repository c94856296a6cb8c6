import { z } from "zod";
import type { Properties } from "../resource/properties";
import type { ResourceType } from "../resource/type";
import type { Snowflake, View } from "./account";
import { newIn, requireSchema } from "./database";
import { alreadyExists, doesNotExist } from "./error";
import { quoted } from "./identifier";
import { requireWarehouse } from "./provider";
import { isSameText } from "./sameText";
import { columnsOf } from "./scope";
import { snowflakeType, type SnowflakeRequest } from "./type";

const flag = z.enum(["true", "false"]).optional();

const view = snowflakeType("snowflake:index/view:View", {
  replacedBy: ["database", "schema"],
  same: (input, before, after) => input === "statement" && isSameText(before, after),
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
  create(inputs, request) {
    const { account, origin } = request;
    const { database, schema, statement } = inputs;
    const { name, id } = newIn(account.relations, inputs, request);
    const made = compiled({ kind: "view", database, schema, name, statement }, request);
    account.relations.add(id, made, origin);
    return { id, outputs: { ...inputs, ...facts(made) } };
  },
  update(inputs, { id: before, inputs: old }, request) {
    const { relations } = request.account;
    const found = relations.get(before, request.at);
    if (found?.kind !== "view") throw doesNotExist("View", before);
    const { database, schema } = inputs;
    const name = inputs.name ?? found.name;
    const id = quoted(database, schema, name);
    if (id !== before && relations.has(id)) throw alreadyExists(name);
    // A change that the provider cannot see is not sent either.
    const isSame = isSameText(old.statement, inputs.statement);
    const statement = isSame ? found.statement : inputs.statement;
    const made = compiled({ ...found, name, statement }, request);
    // Another text is a CREATE OR REPLACE, and what was granted on the old view goes unless it is copied.
    const isAltered = isSame || inputs.copyGrants;
    if (!isAltered) relations.remove(before);
    relations.change(id, made, request.origin, before);
    return { id, outputs: facts(made) };
  },
  delete({ id, inputs }, { account, at }) {
    requireSchema(account, inputs.database, inputs.schema, at);
    account.relations.remove(id);
  },
  read: ({ id }, { account }) => (account.relations.has(id) ? {} : undefined),
});

export const viewTypes: ResourceType<Snowflake>[] = [view];

/** The view with the columns that its SELECT has at that moment. */
function compiled(given: Omit<View, "columns">, request: SnowflakeRequest): View {
  const columns = columnsOf(given, request);
  // The provider reads a new view's columns back, and that takes a warehouse.
  requireWarehouse(request);
  return { ...given, columns };
}

function facts({ database, schema, name, columns }: View): Properties {
  return {
    name,
    fullyQualifiedName: quoted(database, schema, name),
    describeOutputs: columns.map((column) => ({ name: column.name, type: column.type })),
    showOutputs: [{ databaseName: database, schemaName: schema, name }],
  };
}
