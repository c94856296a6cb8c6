import type { Context } from "../semantics/context";
import { keyOf } from "../semantics/equality";
import { Mismatch } from "../semantics/mismatch";
import { isSemiStructured } from "../semantics/types";
import { type Value, asJson, asNumber, asText, nothing, rawText } from "../semantics/value";
import type { Call, OrderKey } from "../syntax/ast";
import { clausesOf } from "./clauses";
import { type Emit, entries } from "./entry";

const count: Emit = (call, context) => {
  const { distinct, over } = clausesOf(call, context);
  const [only, ...more] = call.arguments;
  if (only?.value.kind === "star" && !only.value.qualifier && more.length === 0)
    return { sql: `count(*)${over}`, type: "NUMBER" };
  const values = call.arguments.map(({ value }) => notNull(context.emit(value), call.distinct));
  // Source: "COUNT": a row counts when none of the values is NULL.
  const counted =
    values.length === 1
      ? values.join("")
      : `CASE WHEN ${values.map((value) => `${value} IS NOT NULL`).join(" AND ")} THEN (${values.join(", ")}) END`;
  return { sql: `count(${distinct}${counted})${over}`, type: "NUMBER" };
};

// Source: "COUNT": "treats VARIANT NULL (JSON NULL) as SQL NULL". Which text there is matters to DISTINCT alone.
function notNull(value: Value, distinct: boolean): string {
  if (!isSemiStructured(value.type)) return distinct ? keyOf(value) : value.sql;
  return distinct ? `snowflake_not_null(${keyOf(value)})` : rawText(value);
}

// Source: "AVG", "MEDIAN": they add digits after the point to those of the values.
function average(name: string, scale: number): Emit {
  return (call, context) => {
    const { distinct, over } = clausesOf(call, context);
    const value = firstOf(call, context);
    const sql = `${name}(${distinct}${asNumber(value)})${over}`;
    return value.type === "NUMBER"
      ? { sql: `CAST(${sql} AS DECIMAL(38, ${scale}))`, type: "NUMBER" }
      : { sql, type: "FLOAT" };
  };
}

function extreme(name: "min" | "max"): Emit {
  return (call, context) => {
    const { over } = clausesOf(call, context);
    const { sql, type } = firstOf(call, context);
    return isSemiStructured(type)
      ? { sql: `arg_${name}(${sql}, snowflake_order(${sql}))${over}`, type }
      : { sql: `${name}(${sql})${over}`, type };
  };
}

function extremeBy(name: "min" | "max"): Emit {
  return (call, context) => {
    const { over } = clausesOf(call, context);
    const [value = nothing, by = nothing] = call.arguments.map((each) => context.emit(each.value));
    const order = isSemiStructured(by.type) ? `snowflake_order(${by.sql})` : by.sql;
    return { sql: `arg_${name}(${value.sql}, ${order})${over}`, type: value.type };
  };
}

const listAgg: Emit = (call, context) => {
  const [value = nothing, delimiter] = call.arguments.map((each) => context.emit(each.value));
  const text = asText(value);
  const { distinct, order, over } = clausesOf(call, context, kept(call, context, value, text));
  const by = delimiter ? asText(delimiter) : "''";
  const sql = `coalesce(string_agg(${distinct}${text}, ${by}${order})${over}, '')`;
  return { sql, type: "VARCHAR" };
};

const arrayAgg: Emit = (call, context) => {
  const value = firstOf(call, context);
  const list = call.distinct ? distinctly(value) : collected(value);
  const { distinct, order, over } = clausesOf(call, context, kept(call, context, value, list));
  return jsonList(`list(${distinct}${list}${order}) FILTER (WHERE ${list} IS NOT NULL)${over}`);
};

const arrayUniqueAgg: Emit = (call, context) => {
  const list = distinctly(firstOf(call, context));
  const { over } = clausesOf(call, context);
  return jsonList(`list(DISTINCT ${list}) FILTER (WHERE ${list} IS NOT NULL)${over}`);
};

// The list as a whole becomes JSON, so that DISTINCT and ORDER BY see the values themselves.
function collected(value: Value): string {
  return ["VARCHAR", "NUMBER", "BOOLEAN"].includes(value.type) ? value.sql : asJson(value);
}

function distinctly(value: Value): string {
  // Of equal moments DISTINCT would have to keep one with its offset.
  if (value.type === "TIMESTAMP_TZ")
    throw new Mismatch("no distinct TIMESTAMP_TZ are collected here. Cast them to TIMESTAMP_LTZ.");
  return collected({ ...value, sql: keyOf(value) });
}

function jsonList(list: string): Value {
  return { sql: `coalesce(to_json(${list}), CAST('[]' AS JSON))`, type: "ARRAY" };
}

// What DISTINCT keeps can be sorted by the kept values only.
function kept(call: Call, context: Context, value: Value, sql: string): (key: OrderKey) => Value {
  return ({ expression }) => {
    const key = context.emit(expression);
    return call.distinct && key.sql === value.sql ? { sql, type: "NULL" } : key;
  };
}

function percentile(kind: "cont" | "disc"): Emit {
  return (call, context) => {
    const [key, more] = call.withinGroup ?? [];
    if (!key || more) {
      return context.refuse(
        call.at,
        `${call.name} is written ${call.name}(0.5) WITHIN GROUP (ORDER BY one column).`,
      );
    }
    const { over } = clausesOf({ ...call, withinGroup: [] }, context);
    const value = context.emit(key.expression);
    const share = firstOf(call, context).sql;
    const at = key.descending ? `1 - ${share}` : share;
    const sql = `quantile_${kind}(${asNumber(value)}, ${at})${over}`;
    if (kind === "disc") return { sql, type: value.type };
    return value.type === "NUMBER"
      ? { sql: `CAST(${sql} AS DECIMAL(38, 3))`, type: "NUMBER" }
      : { sql, type: "FLOAT" };
  };
}

function firstOf(call: Call, context: Context): Value {
  const [first] = call.arguments;
  return first ? context.emit(first.value) : nothing;
}

/** Aggregate functions. Source: "Aggregate functions". */
export const aggregates = entries("aggregate", {
  COUNT: {
    takes: ["DISTINCT", "OVER"],
    calls: { "(any...)": count },
    examples: {},
  },
  COUNT_IF: {
    calls: { "(boolean) -> NUMBER": "count(CASE WHEN $1 THEN 1 END)$over" },
    examples: {},
  },
  SUM: {
    takes: ["DISTINCT", "OVER"],
    calls: { "(number) -> numeric": "sum($distinct$1)$over" },
    examples: {},
  },
  AVG: {
    takes: ["DISTINCT", "OVER"],
    calls: { "(number)": average("avg", 6) },
    examples: {},
  },
  MEDIAN: {
    calls: { "(number)": average("median", 3) },
    examples: {},
  },
  STDDEV: {
    aliases: ["STDDEV_SAMP"],
    takes: ["DISTINCT", "OVER"],
    calls: { "(number) -> FLOAT": "stddev_samp($distinct$1)$over" },
    examples: {},
  },
  STDDEV_POP: {
    takes: ["DISTINCT", "OVER"],
    calls: { "(number) -> FLOAT": "stddev_pop($distinct$1)$over" },
    examples: {},
  },
  VARIANCE: {
    aliases: ["VAR_SAMP"],
    takes: ["DISTINCT", "OVER"],
    calls: { "(number) -> FLOAT": "var_samp($distinct$1)$over" },
    examples: {},
  },
  VAR_POP: {
    takes: ["DISTINCT", "OVER"],
    calls: { "(number) -> FLOAT": "var_pop($distinct$1)$over" },
    examples: {},
  },
  CORR: {
    calls: { "(number, number) -> FLOAT": "corr($1, $2)$over" },
    examples: {},
  },
  ANY_VALUE: {
    calls: { "(any) -> $1": "any_value($1)$over" },
    examples: {},
  },
  MODE: {
    calls: { "(any) -> $1": "mode($1)$over" },
    examples: {},
  },
  MIN: {
    takes: ["DISTINCT", "OVER"],
    calls: { "(any)": extreme("min") },
    examples: {},
  },
  MAX: {
    takes: ["DISTINCT", "OVER"],
    calls: { "(any)": extreme("max") },
    examples: {},
  },
  MIN_BY: {
    calls: { "(any, any)": extremeBy("min") },
    examples: {},
  },
  MAX_BY: {
    calls: { "(any, any)": extremeBy("max") },
    examples: {},
  },
  BOOLOR_AGG: {
    calls: { "(boolean) -> BOOLEAN": "bool_or($1)$over" },
    examples: {},
  },
  BOOLAND_AGG: {
    calls: { "(boolean) -> BOOLEAN": "bool_and($1)$over" },
    examples: {},
  },
  BITAND_AGG: {
    calls: { "(integer) -> NUMBER": "bit_and($1)$over" },
    examples: {},
  },
  BITOR_AGG: {
    calls: { "(integer) -> NUMBER": "bit_or($1)$over" },
    examples: {},
  },
  BITXOR_AGG: {
    calls: { "(integer) -> NUMBER": "bit_xor($1)$over" },
    examples: {},
  },
  APPROX_COUNT_DISTINCT: {
    aliases: ["HLL"],
    calls: { "(key) -> NUMBER": "approx_count_distinct($1)$over" },
    examples: {},
  },
  APPROX_PERCENTILE: {
    calls: { "(number, number) -> FLOAT": "approx_quantile($1, $2)$over" },
    examples: {},
  },
  LISTAGG: {
    takes: ["DISTINCT", "WITHIN GROUP", "OVER"],
    calls: { "(text, [text])": listAgg },
    examples: {},
  },
  ARRAY_AGG: {
    aliases: ["ARRAYAGG"],
    takes: ["DISTINCT", "WITHIN GROUP", "OVER"],
    calls: { "(any)": arrayAgg },
    examples: {},
  },
  ARRAY_UNIQUE_AGG: {
    calls: { "(any)": arrayUniqueAgg },
    examples: {},
  },
  OBJECT_AGG: {
    takes: [],
    calls: { "(text, json) -> OBJECT": "snowflake_object(list(snowflake_entry($1, $2)))" },
    examples: {},
  },
  GROUPING: {
    takes: [],
    calls: { "(key) -> NUMBER": "grouping($1)" },
    examples: {},
  },
  GROUPING_ID: {
    takes: [],
    calls: { "(key...) -> NUMBER": "grouping($*)" },
    examples: {},
  },
  PERCENTILE_CONT: {
    takes: ["WITHIN GROUP", "OVER"],
    calls: { "(number)": percentile("cont") },
    examples: {},
  },
  PERCENTILE_DISC: {
    takes: ["WITHIN GROUP", "OVER"],
    calls: { "(number)": percentile("disc") },
    examples: {},
  },
});
