import { z } from "zod";
import { automaticName } from "../resource/names";
import type { ResourceType } from "../resource/type";
import type { Snowflake } from "./account";
import { requireSchema } from "./database";
import { alreadyExists, doesNotExist } from "./error";
import { quoted } from "./identifier";
import { snowflakeType } from "./type";

const secret = snowflakeType("snowflake:index/secretWithGenericString:SecretWithGenericString", {
  replacedBy: ["name", "database", "schema"],
  inputs: z.strictObject({
    database: z.string(),
    schema: z.string(),
    name: z.string().optional(),
    comment: z.string().optional(),
    secretString: z.string(),
  }),
  create(inputs, request) {
    const { account, at, origin } = request;
    const { database, schema, secretString: value } = inputs;
    requireSchema(account, database, schema, at);
    const name = inputs.name ?? automaticName(request);
    const id = quoted(database, schema, name);
    if (account.secrets.has(id)) throw alreadyExists(name);
    account.secrets.add(id, { database, schema, name, value }, origin);
    const described = { databaseName: database, schemaName: schema, name };
    return {
      id,
      outputs: {
        ...inputs,
        name,
        fullyQualifiedName: id,
        secretType: "GENERIC_STRING",
        describeOutputs: [described],
        showOutputs: [described],
      },
    };
  },
  update({ secretString: value }, { id }, { account, at, origin }) {
    const found = account.secrets.get(id, at);
    if (!found) throw doesNotExist("Secret", id);
    account.secrets.change(id, Object.assign(found, { value }), origin);
    return {};
  },
  delete({ id, inputs }, { account, at }) {
    requireSchema(account, inputs.database, inputs.schema, at);
    account.secrets.remove(id);
  },
  // A secret's value cannot be read back.
  read: ({ id }, { account }) => (account.secrets.has(id) ? {} : undefined),
});

export const secretTypes: ResourceType<Snowflake>[] = [secret];
