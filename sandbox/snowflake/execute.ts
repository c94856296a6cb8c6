import { z } from "zod";
import { digestOf } from "../resource/names";
import type { ResourceType } from "../resource/type";
import type { Snowflake } from "./account";
import { requireWarehouse } from "./provider";
import { snowflakeType, type SnowflakeRequest } from "./type";
import { webhookStatements } from "./webhook";

type Row = Record<string, string>;

/** A statement that is run when the resource comes, and another when it goes; nothing compares them. */
const execute = snowflakeType("snowflake:index/execute:Execute", {
  // Without a name of its own, a replacement runs before the old one is reverted.
  replacedBy: ["execute"],
  inputs: z.strictObject({
    execute: z.string(),
    revert: z.string(),
    query: z.string().optional(),
  }),
  async create(inputs, request) {
    await run(inputs.execute, request);
    return {
      id: digestOf(request.seed).slice(0, 32),
      outputs: { queryResults: await results(inputs.query, request) },
    };
  },
  update: async ({ query }, _, request) => ({
    outputs: { queryResults: await results(query, request) },
  }),
  async delete({ inputs }, request) {
    await run(inputs.revert, request);
  },
  // The provider asks the query again, and takes an error for no rows.
  read: () => ({}),
});

export const executeTypes: ResourceType<Snowflake>[] = [execute];

/**
 * Runs a statement in the provider's own session, which has no schema: names are qualified.
 *
 * @throws Error if the sandbox does not run this statement.
 */
async function run(statement: string, request: SnowflakeRequest): Promise<Row[]> {
  for (const { form, run } of webhookStatements) {
    const [matched, ...parts] = form.exec(statement) ?? [];
    if (matched !== undefined) return run(parts, request);
  }
  if (!/^\s*(insert\s|select\s+1\s*$)/i.test(statement)) {
    throw new Error(`the sandbox does not run this statement: ${statement}`);
  }
  requireWarehouse(request);
  if (/^\s*select/i.test(statement)) return [];
  const { account, at } = request;
  await account.runner.insert(statement, { at });
  return [];
}

async function results(query: string | undefined, request: SnowflakeRequest): Promise<Row[]> {
  return query === undefined ? [] : run(query, request);
}
