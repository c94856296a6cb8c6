import type { Expression } from "../syntax/ast";
import type { Context } from "../semantics/context";
import { literal } from "../semantics/quote";

// Source: "Date and time input and output formats". The longest element is taken first. Of the numbers of digits that a
// fraction of a second may have, DuckDB has these three.
const elements: readonly (readonly [string, string])[] = [
  ["YYYY", "%Y"],
  ["YY", "%y"],
  ["MMMM", "%B"],
  ["MON", "%b"],
  ["MM", "%m"],
  ["MI", "%M"],
  ["DD", "%d"],
  ["DY", "%a"],
  ["HH24", "%H"],
  ["HH12", "%I"],
  ["AM", "%p"],
  ["PM", "%p"],
  ["SS", "%S"],
  ["FF3", "%g"],
  ["FF6", "%f"],
  ["FF9", "%n"],
  ["FF", "%n"],
];

/** A format as DuckDB's strftime and strptime take it, as a literal. A text in double quotes stands for itself. */
export function formatOf(argument: Expression, context: Context): string {
  if (argument.kind !== "string")
    return context.refuse(argument.at, "a format has to be a string.");
  const { value } = argument;
  let result = "";
  for (let at = 0; at < value.length;) {
    const rest = value.slice(at);
    const quoted = /^"([^"]*)"/.exec(rest);
    const element = /^FF[0124578]/i.test(rest)
      ? undefined
      : elements.find(([name]) => rest.toUpperCase().startsWith(name));
    const plain = quoted ? quoted[1] : rest[0];
    if (!element && !quoted && /[A-Za-z]/.test(rest[0] ?? "") && !rest.startsWith("T")) {
      context.refuse(
        argument.at,
        `the format '${value}' has an element at '${rest}' that is not supported here.`,
      );
    }
    result += element ? element[1] : (plain ?? "").replaceAll("%", "%%");
    at += element ? element[0].length : quoted ? quoted[0].length : 1;
  }
  return literal(result);
}
