import { z } from "zod";
import { digestOf } from "../resource/names";
import type { ResourceType } from "../resource/type";
import type { Snowflake } from "./account";
import { snowflakeType, type SnowflakeRequest } from "./type";
import { webhookStatements } from "./webhook";

/** A statement that is run when the resource comes, and another when it goes; nothing compares them. */
const execute = snowflakeType("snowflake:index/execute:Execute", {
  replacedBy: ["execute"],
  inputs: z.strictObject({
    execute: z.string(),
    revert: z.string(),
    query: z.string().optional(),
  }),
  create(inputs, request) {
    run(inputs.execute, request);
    return {
      id: digestOf(request.seed),
      outputs: { queryResults: results(inputs.query, request) },
    };
  },
  update: ({ query }, _, request) => ({ outputs: { queryResults: results(query, request) } }),
  delete({ inputs }, request) {
    run(inputs.revert, request);
  },
  // The provider asks the query again, and takes an error for no rows.
  read: () => ({}),
});

export const executeTypes: ResourceType<Snowflake>[] = [execute];

/** @throws Error if the sandbox does not run this statement. */
function run(statement: string, request: SnowflakeRequest): Record<string, string>[] {
  for (const { form, run } of webhookStatements) {
    const [matched, ...parts] = form.exec(statement) ?? [];
    if (matched !== undefined) return run(parts, request);
  }
  throw new Error(`the sandbox does not run this statement: ${statement}`);
}

function results(query: string | undefined, request: SnowflakeRequest): Record<string, string>[] {
  return query === undefined ? [] : run(query, request);
}
