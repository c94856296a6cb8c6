import { z } from "zod";
import type { ResourceType } from "../resource/type";
import type { Snowflake } from "./account";
import { newIn, requireSchema } from "./database";
import { doesNotExist } from "./error";
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
    const { account, origin } = request;
    const { database, schema, secretString: value } = inputs;
    const { name, id } = newIn(account.secrets, inputs, request);
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
