import { pipeStatus as told } from "../semantics/loads";
import { identifier, literal } from "../semantics/quote";
import { nameIn } from "../syntax/statement";
import { argumentsOf } from "./arguments";
import { type Emit, entries } from "./entry";

const pipeStatus: Emit = (call, context) => {
  const [argument] = argumentsOf(call);
  if (!context.schema.knowsLoads)
    context.refuse(call.at, `${call.name} is known only where files are loaded.`);
  const written = context.emit(argument).constant;
  const pipe = written === undefined ? undefined : nameIn(written)?.at(-1);
  if (!pipe) return context.refuse(argument.at, `${call.name} takes the name of a pipe in quotes.`);
  const status = `(SELECT "STATUS" FROM ${identifier(told.name)} WHERE "NAME" = ${literal(pipe.folded)})`;
  const missing = `error(${literal(`Pipe '${written}' does not exist or not authorized.`)})`;
  return { sql: `coalesce(CAST(${status} AS VARCHAR), ${missing})`, type: "VARCHAR" };
};

/** Functions that tell of the system, out of what the host tells of itself. Source: "System functions". */
export const system = entries("scalar", {
  SYSTEM$PIPE_STATUS: {
    page: "system_pipe_status",
    calls: { "(text)": pipeStatus },
    examples: {
      "parse_json(system$pipe_status('EVENTS_PIPE')):executionState::string": "RUNNING",
    },
  },
});
