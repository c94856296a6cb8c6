import type { Context } from "../semantics/context";
import type { Value } from "../semantics/value";
import type { Call, Expression } from "../syntax/ast";

/** The arguments of a call, which are as many as its signature says. */
export function argumentsOf(call: Call): [Expression, Expression, ...Expression[]] {
  // Callers destructure no more than their signature has.
  return call.arguments.map(({ value }) => value) as [Expression, Expression, ...Expression[]];
}

/** A word or a string that is no value but says something to the function: a unit, a format. */
export function wordOf(expression: Expression): string | undefined {
  if (expression.kind === "string") return expression.value;
  return expression.kind === "column" && !expression.qualifier
    ? expression.name.written
    : undefined;
}

/** The value of the first argument. */
export function firstValue(call: Call, context: Context): Value {
  return context.emit(argumentsOf(call)[0]);
}
