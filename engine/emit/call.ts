import { clausesOf } from "../functions/clauses";
import type { Clause, Entry, Overload } from "../functions/entry";
import { refusedFunctions } from "../functions/refused";
import { apply } from "../functions/template";
import type { Context } from "../semantics/context";
import type { Value } from "../semantics/value";
import type { Call } from "../syntax/ast";
import { entryOf, functionOf, snowflakes } from "./userFunction";

/** A call of a function of Snowflake's or of the schema's, after the checks that all functions have in common. */
export function emitCall(call: Call, context: Context): Value {
  const entry = calledBy(call, context);
  const name = call.arguments.find((argument) => argument.name !== undefined)?.name;
  if (name !== undefined) context.refuse(call.at, `${call.name} takes no argument named ${name}.`);
  const surplus = clausesIn(call).find((clause) => !entry.takes.includes(clause));
  if (surplus) {
    context.refuse(
      call.at,
      `${call.name} takes no ${surplus === "NULLS" ? `${call.nulls} NULLS` : surplus}.`,
    );
  }
  if (entry.kind === "window" && !call.over) context.refuse(call.at, `${call.name} needs OVER.`);
  const overload = overloadOf(entry, call, context);
  const { emit } = overload;
  const inside = entry.kind === "aggregate" && !call.over ? context.ungrouped() : context;
  if (typeof emit === "function") return emit(call, inside);
  const values = call.arguments.map(({ value }) => inside.emit(value));
  return apply(overload, emit, values, clausesOf(call, inside, undefined, entry.frame));
}

function calledBy(call: Call, context: Context): Entry {
  const made = functionOf(call, context.schema);
  if (made) return entryOf(made);
  const written = [...(call.qualifier ?? []).map(({ written }) => written), call.name].join(".");
  return (
    snowflakes(call) ??
    context.refuse(
      call.at,
      ["the function", written, "is not supported here.", refusedFunctions.get(call.name)]
        .filter((part) => part !== undefined)
        .join(" "),
    )
  );
}

function clausesIn({ distinct, withinGroup, nulls, over }: Call): Clause[] {
  return [
    ...(distinct ? (["DISTINCT"] as const) : []),
    ...(withinGroup ? (["WITHIN GROUP"] as const) : []),
    ...(nulls ? (["NULLS"] as const) : []),
    ...(over ? (["OVER"] as const) : []),
  ];
}

function overloadOf({ overloads }: Entry, call: Call, context: Context): Overload {
  const count = call.arguments.length;
  const found = overloads.find(({ least, most }) => count >= least && count <= most);
  if (found) return found;
  const ways = overloads.map(({ signature }) => signature.replace(/ -> .*$/, ""));
  return context.refuse(
    call.at,
    `${call.name} takes ${ways.join(" or ")}, not ${count} argument${count === 1 ? "" : "s"}.`,
  );
}
