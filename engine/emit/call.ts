import type { Call } from "../syntax/ast";
import type { Context } from "../semantics/context";
import { emitAggregate, emitWindowCall } from "./aggregate";
import { aggregates, windows } from "../functions/aggregates";
import { conditional } from "../functions/conditional";
import { conversions } from "../functions/conversions";
import { elements } from "../functions/elements";
import { json } from "../functions/json";
import { numbers } from "../functions/numbers";
import { regexp } from "../functions/regexp";
import { apply, arity, overloadFor } from "../functions/table";
import { temporal } from "../functions/temporal";
import { texts } from "../functions/texts";
import { times } from "../functions/times";
import type { Value } from "../semantics/value";

const tables = new Map([...texts, ...numbers, ...times, ...json]);
const specials = new Map(
  Object.entries({ ...conditional, ...conversions, ...elements, ...regexp, ...temporal }),
);
const ordered = new Set([
  "PERCENTILE_CONT",
  "PERCENTILE_DISC",
  "CONDITIONAL_CHANGE_EVENT",
  "CONDITIONAL_TRUE_EVENT",
]);

/** A call of a function that is known. No other function of DuckDB can be reached. */
export function emitCall(call: Call, context: Context): Value {
  const name = call.arguments.find((argument) => argument.name !== undefined)?.name;
  if (name !== undefined) context.refuse(call.at, `${call.name} takes no argument named ${name}.`);
  if (aggregates.has(call.name) || ordered.has(call.name)) return emitAggregate(call, context);
  if (windows.has(call.name)) return emitWindowCall(call, context);
  const extra = call.distinct
    ? "DISTINCT"
    : call.over
      ? "OVER"
      : call.withinGroup
        ? "WITHIN GROUP"
        : call.nulls && "NULLS";
  if (extra) context.refuse(call.at, `${call.name} takes no ${extra}.`);
  const special = specials.get(call.name);
  if (special) return special(call, context);
  const overloads =
    tables.get(call.name) ??
    context.refuse(call.at, `the function ${call.name} is not supported here.`);
  const overload = overloadFor(overloads, call.arguments.length);
  if (!overload)
    return context.refuse(
      call.at,
      `${call.name} takes ${arity(overloads)} arguments, not ${call.arguments.length}.`,
    );
  return apply(
    overload,
    call.arguments.map(({ value }) => context.emit(value)),
  );
}
