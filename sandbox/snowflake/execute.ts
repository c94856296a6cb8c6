import { z } from "zod";
import { digestOf } from "../resource/names";
import type { ResourceType } from "../resource/type";
import type { Snowflake } from "./account";
import { requireWarehouse } from "./provider";
import { snowflakeType, type SnowflakeRequest } from "./type";

const execute = snowflakeType("snowflake:index/execute:Execute", {
  // Without a name of its own, a replacement runs before the old one is reverted.
  replacedBy: ["execute"],
  inputs: z.strictObject({ execute: z.string(), revert: z.string() }),
  async create(inputs, request) {
    await run(inputs.execute, request);
    return { id: digestOf(request.seed).slice(0, 32), outputs: { ...inputs, queryResults: [] } };
  },
  update: () => ({}),
  delete: ({ inputs: { revert } }, request) => run(revert, request),
  read: () => ({}),
});

export const executeTypes: ResourceType<Snowflake>[] = [execute];

/** Runs a statement in the provider's own session, which has no schema: names are qualified. */
async function run(statement: string, request: SnowflakeRequest): Promise<void> {
  requireWarehouse(request);
  if (/^\s*select\s+1\s*$/i.test(statement)) return;
  if (!/^\s*insert\s/i.test(statement)) {
    throw new Error(`the sandbox executes INSERT and SELECT 1 only, and not: ${statement}`);
  }
  const { account, at } = request;
  await account.runner.insert(statement, { at });
}
