import type { Call, Expression } from "../syntax/ast";
import type { Context } from "../semantics/context";

/** The arguments of a call, as many as the function takes. */
export function takes(
  call: Call,
  context: Context,
  least: number,
  most = least,
): [Expression, Expression, ...Expression[]] {
  const count = call.arguments.length;
  if (count < least || count > most) {
    const expected =
      least === most ? `${least}` : most === Infinity ? `at least ${least}` : `${least} to ${most}`;
    context.refuse(call.at, `${call.name} takes ${expected} arguments, not ${count}.`);
  }
  // Callers destructure no more than they asked for.
  return call.arguments.map(({ value }) => value) as [Expression, Expression, ...Expression[]];
}

/** A word or a string that is no value but says something to the function: a unit, a format. */
export function wordOf(expression: Expression): string | undefined {
  if (expression.kind === "string") return expression.value;
  return expression.kind === "column" && !expression.qualifier
    ? expression.name.written
    : undefined;
}
