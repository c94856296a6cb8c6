import { pipeStatus as told } from "../semantics/activity";
import { identifier, literal } from "../semantics/quote";
import type { Value } from "../semantics/value";
import { nameIn } from "../syntax/statement";
import { argumentsOf } from "./arguments";
import { type Emit, entries } from "./entry";

const pipeStatus: Emit = (call, context) => {
  const [argument] = argumentsOf(call);
  if (!context.schema.knowsActivity)
    context.refuse(call.at, `${call.name} is known only where files are loaded.`);
  const written = context.emit(argument).constant;
  const pipe = written === undefined ? undefined : nameIn(written)?.at(-1);
  if (!pipe) return context.refuse(argument.at, `${call.name} takes the name of a pipe in quotes.`);
  const status = `(SELECT "STATUS" FROM ${identifier(told.name)} WHERE "NAME" = ${literal(pipe.folded)})`;
  const missing = `error(${literal(`Pipe '${written}' does not exist or not authorized.`)})`;
  return { sql: `coalesce(CAST(${status} AS VARCHAR), ${missing})`, type: "VARCHAR" };
};

/** NULL where no database is in use. */
function nameOf(name: string | undefined): Value {
  return { sql: name === undefined ? "CAST(NULL AS VARCHAR)" : literal(name), type: "VARCHAR" };
}

/** Functions that tell of the session and the system, out of what the host tells of itself. Source: "System functions". */
export const system = entries("scalar", {
  CURRENT_DATABASE: {
    calls: { "()": (_, { schema }) => nameOf(schema.namespace?.[0]) },
    examples: { "current_database()": null },
  },
  CURRENT_SCHEMA: {
    calls: { "()": (_, { schema }) => nameOf(schema.namespace?.[1]) },
    examples: { "current_schema()": null },
  },
  SYSTEM$PIPE_STATUS: {
    page: "system_pipe_status",
    calls: { "(text)": pipeStatus },
    examples: {
      "parse_json(system$pipe_status('EVENTS_PIPE')):executionState::string": "RUNNING",
    },
  },
});
