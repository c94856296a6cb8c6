import type { Call } from "../syntax/ast";
import type { Context } from "../semantics/context";
import { emitOrder, emitWindow } from "./order";
import { aggregates, defaultFrame, windows } from "../functions/aggregates";
import { type Overload, apply, arity, overloadFor } from "../functions/table";
import { isSemiStructured } from "../semantics/types";
import { type Value, asBoolean, asNumber, asText, nothing } from "../semantics/value";

const takesOrder = new Set(["LISTAGG", "ARRAY_AGG", "ARRAYAGG"]);
const takesDistinct = new Set([
  "COUNT",
  "SUM",
  "AVG",
  "LISTAGG",
  "ARRAY_AGG",
  "ARRAYAGG",
  "STDDEV",
  "STDDEV_SAMP",
  "STDDEV_POP",
  "VARIANCE",
  "VAR_SAMP",
  "VAR_POP",
  "MIN",
  "MAX",
]);

/** An aggregate function, over groups or over a window. */
export function emitAggregate(call: Call, context: Context): Value {
  const { name } = call;
  const over = call.over ? ` OVER ${emitWindow(call.over, context)}` : "";
  const percentile = name === "PERCENTILE_CONT" || name === "PERCENTILE_DISC";
  if (call.withinGroup && !takesOrder.has(name) && !percentile)
    context.refuse(call.at, `${name} takes no WITHIN GROUP.`);
  if (call.distinct && !takesDistinct.has(name))
    context.refuse(call.at, `${name} takes no DISTINCT.`);
  if (call.nulls) context.refuse(call.at, `${name} takes no ${call.nulls} NULLS.`);
  if (percentile) return emitPercentile(call, over, context);
  if (name.startsWith("CONDITIONAL_")) return emitConditional(call, context);
  if (name === "COUNT") return emitCount(call, over, context);
  const values = call.arguments.map(({ value }) => context.emit(value));
  const [first = nothing, second = nothing] = values;
  // The list as a whole becomes JSON, so that DISTINCT and ORDER BY see the values themselves.
  if (name.startsWith("ARRAY_") && ["VARCHAR", "NUMBER", "BOOLEAN"].includes(first.type)) {
    values[0] = { sql: first.sql, type: "VARIANT" };
  }
  if (isSemiStructured(first.type) && (name === "MIN" || name === "MAX")) {
    return {
      sql: `arg_${name.toLowerCase()}(${first.sql}, snowflake_order(${first.sql}))${over}`,
      type: first.type,
    };
  }
  if (isSemiStructured(second.type) && (name === "MIN_BY" || name === "MAX_BY")) {
    values[1] = { sql: `snowflake_order(${second.sql})`, type: "NULL" };
  }
  // Source: "AVG", "MEDIAN": they add digits after the point to those of the values.
  if (first.type === "NUMBER" && (name === "AVG" || name === "MEDIAN")) {
    const scale = name === "AVG" ? 6 : 3;
    const distinct = call.distinct ? "DISTINCT " : "";
    return {
      sql: `CAST(${name.toLowerCase()}(${distinct}${first.sql})${over} AS DECIMAL(38, ${scale}))`,
      type: "NUMBER",
    };
  }
  const order = call.withinGroup
    ? ` ${emitOrder(call.withinGroup, ({ expression }) => orderedBy(call, context.emit(expression), values))}`
    : "";
  const clauses = { distinct: call.distinct ? "DISTINCT " : "", order, over };
  return apply(overloadOf(aggregates.get(name) ?? [], call, context), values, clauses);
}

// What DISTINCT keeps can be sorted by the kept values only, and those of LISTAGG are texts.
function orderedBy(call: Call, key: Value, [value]: readonly Value[]): Value {
  if (!call.distinct || key.sql !== value?.sql) return key;
  return { sql: call.name === "LISTAGG" ? asText(value) : value.sql, type: "NULL" };
}

function overloadOf(overloads: readonly Overload[], call: Call, context: Context): Overload {
  const count = call.arguments.length;
  return (
    overloadFor(overloads, count) ??
    context.refuse(call.at, `${call.name} takes ${arity(overloads)} arguments, not ${count}.`)
  );
}

function emitCount(call: Call, over: string, context: Context): Value {
  const [only] = call.arguments;
  if (call.arguments.length === 1 && only?.value.kind === "star" && !only.value.qualifier)
    return { sql: `count(*)${over}`, type: "NUMBER" };
  const values = call.arguments.map(({ value }) => notNull(context.emit(value), call.distinct));
  if (values.length === 0) context.refuse(call.at, "COUNT takes * or at least one argument.");
  // Source: "COUNT": a row counts when none of the values is NULL.
  const counted =
    values.length === 1
      ? values.join("")
      : `CASE WHEN ${values.map((value) => `${value} IS NOT NULL`).join(" AND ")} THEN (${values.join(", ")}) END`;
  return { sql: `count(${call.distinct ? "DISTINCT " : ""}${counted})${over}`, type: "NUMBER" };
}

// Source: "COUNT": "treats VARIANT NULL (JSON NULL) as SQL NULL". Which text there is matters to DISTINCT alone.
function notNull(value: Value, distinct: boolean): string {
  if (!isSemiStructured(value.type)) return value.sql;
  return distinct ? `snowflake_not_null(${value.sql})` : asText(value);
}

function emitPercentile(call: Call, over: string, context: Context): Value {
  const [fraction] = call.arguments;
  const [key, more] = call.withinGroup ?? [];
  if (!fraction || !key || more || call.arguments.length > 1) {
    return context.refuse(
      call.at,
      `${call.name} is written ${call.name}(0.5) WITHIN GROUP (ORDER BY one column).`,
    );
  }
  const value = context.emit(key.expression);
  const share = context.emit(fraction.value).sql;
  const at = key.descending ? `1 - ${share}` : share;
  if (call.name === "PERCENTILE_DISC")
    return { sql: `quantile_disc(${asNumber(value)}, ${at})${over}`, type: value.type };
  const sql = `quantile_cont(${asNumber(value)}, ${at})${over}`;
  return value.type === "NUMBER"
    ? { sql: `CAST(${sql} AS DECIMAL(38, 3))`, type: "NUMBER" }
    : { sql, type: "FLOAT" };
}

// Source: "CONDITIONAL_CHANGE_EVENT", "CONDITIONAL_TRUE_EVENT": a number that grows with each event.
function emitConditional(call: Call, context: Context): Value {
  const [argument] = call.arguments;
  if (!argument || !call.over || call.arguments.length > 1)
    return context.refuse(call.at, `${call.name} takes one argument and OVER.`);
  const window = emitWindow(call.over, context);
  const value = context.emit(argument.value);
  if (call.name === "CONDITIONAL_TRUE_EVENT") {
    return { sql: `CAST(count_if(${asBoolean(value)}) OVER ${window} AS BIGINT)`, type: "NUMBER" };
  }
  // One window function cannot stand in another, so the values so far are collected and compared.
  return { sql: `snowflake_changes(list(${value.sql}) OVER ${window})`, type: "NUMBER" };
}

/** A window function. */
export function emitWindowCall(call: Call, context: Context): Value {
  if (!call.over) return context.refuse(call.at, `${call.name} needs OVER.`);
  if (call.distinct || call.withinGroup)
    context.refuse(
      call.at,
      `${call.name} takes no ${call.distinct ? "DISTINCT" : "WITHIN GROUP"}.`,
    );
  const overload = overloadOf(windows.get(call.name) ?? [], call, context);
  const clauses = {
    over: ` OVER ${emitWindow(call.over, context, defaultFrame(call.name))}`,
    nulls: call.nulls ? ` ${call.nulls} NULLS` : "",
  };
  return apply(
    overload,
    call.arguments.map(({ value }) => context.emit(value)),
    clauses,
  );
}
