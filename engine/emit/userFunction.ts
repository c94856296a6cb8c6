import type { Entry } from "../functions/entry";
import { functionNamed } from "../functions/registry";
import { coerced } from "../semantics/cast";
import type { Context } from "../semantics/context";
import { identifier } from "../semantics/quote";
import type { Schema, UserFunction } from "../semantics/schema";
import { type Value, nothing } from "../semantics/value";
import type { Call } from "../syntax/ast";
import { callsOf } from "../syntax/traversal";

/** The function that a call means, if somebody has made it and Snowflake has none of that name. */
export function functionOf(call: Call, schema: Schema): UserFunction | undefined {
  return snowflakes(call) ? undefined : schema.function?.(nameOf(call));
}

/** The function of Snowflake's own that a call means, if it is one. */
export function snowflakes(call: Call): Entry | undefined {
  return functionNamed(nameOf(call).join("."));
}

/** The name of a call's function, as `Schema.function` resolves it. */
export function nameOf({ qualifier = [], name }: Call): string[] {
  return [...qualifier.map(({ folded }) => folded), name];
}

/** Whether a call may give another value in another row with the same arguments. */
export function isVolatile(call: Call, schema: Schema): boolean {
  return (functionOf(call, schema) ?? snowflakes(call))?.isVolatile ?? false;
}

/** A function that somebody has made, as the registry has those of Snowflake's own. */
export function entryOf(made: UserFunction): Entry {
  const parameters = made.parameters.map(({ name, type }) => `${name} ${type}`);
  return {
    name: made.name,
    kind: "scalar",
    aliases: [],
    takes: [],
    page: "",
    frame: "",
    isVolatile: made.isVolatile,
    examples: {},
    overloads: [
      {
        signature: `(${parameters.join(", ")})`,
        parameters,
        least: parameters.length,
        most: parameters.length,
        type: made.returns.type,
        emit: (call, context) => emitUserCall(made, call, context),
      },
    ],
  };
}

// A macro puts its arguments wherever its parameters stand, and a value that is new each time has to be computed once.
function emitUserCall(made: UserFunction, call: Call, context: Context): Value {
  const values = made.parameters.map((parameter, index) => {
    const given = call.arguments[index];
    return coerced(given ? context.emit(given.value) : nothing, parameter);
  });
  const applied = (to: readonly string[]): string => `${macroName(made.name)}(${to.join(", ")})`;
  const isNewEachTime = call.arguments.some(({ value }) =>
    callsOf(value).some((inner) => isVolatile(inner, context.schema)),
  );
  if (!isNewEachTime) return { sql: applied(values), type: made.returns.type };
  const row = context.unique("arguments");
  const fields = values.map((value, index) => `${parameterName(index)}: ${value}`);
  const once = applied(values.map((_, index) => `${row}.${parameterName(index)}`));
  return {
    sql: `list_transform([{${fields.join(", ")}}], lambda ${row}: ${once})[1]`,
    type: made.returns.type,
  };
}

/** The macro that a function is in DuckDB, quoted. */
export function macroName(name: string): string {
  return identifier(`function ${name}`);
}

/** What the macro calls a parameter, from 0. A name of the user's could differ from another in letter case only. */
export function parameterName(index: number): string {
  return `argument${index + 1}`;
}
