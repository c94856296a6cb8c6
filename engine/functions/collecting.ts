import type { Context } from "../semantics/context";
import { keyOf } from "../semantics/equality";
import { Mismatch } from "../semantics/mismatch";
import { type Value, asJson, asText, nothing } from "../semantics/value";
import type { Call, OrderKey } from "../syntax/ast";
import { firstValue } from "./arguments";
import { clausesOf } from "./clauses";
import { type Emit, entries } from "./entry";

const listAgg: Emit = (call, context) => {
  const [value = nothing, delimiter] = call.arguments.map((each) => context.emit(each.value));
  const text = asText(value);
  const { distinct, order, over } = clausesOf(call, context, kept(call, context, value, text));
  const by = delimiter ? asText(delimiter) : "''";
  const sql = `coalesce(string_agg(${distinct}${text}, ${by}${order})${over}, '')`;
  return { sql, type: "VARCHAR" };
};

const arrayAgg: Emit = (call, context) => {
  const value = firstValue(call, context);
  const list = call.distinct ? distinctly(value) : collected(value);
  const { distinct, order, over } = clausesOf(call, context, kept(call, context, value, list));
  return jsonList(`list(${distinct}${list}${order}) FILTER (WHERE ${list} IS NOT NULL)${over}`);
};

const arrayUniqueAgg: Emit = (call, context) => {
  const list = distinctly(firstValue(call, context));
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

// Source: "LISTAGG", "ARRAY_AGG": what DISTINCT keeps can be sorted by the kept values only.
function kept(call: Call, context: Context, value: Value, sql: string): (key: OrderKey) => Value {
  return ({ expression }) => {
    const key = context.emit(expression);
    if (!call.distinct) return key;
    if (key.sql === value.sql) return { sql, type: "NULL" };
    return context.refuse(
      expression.at,
      `${call.name} of DISTINCT values is sorted by these values only.`,
    );
  };
}

// Source: "OBJECT_AGG": a pair with a NULL is left out, and a key that comes twice is an error.
const pairs = "FILTER (WHERE $1 IS NOT NULL AND $2 IS NOT NULL)$over";
const objectAgg = `CASE WHEN count(DISTINCT $1) ${pairs} < count($1) ${pairs} THEN error('Duplicate field key in OBJECT_AGG') ELSE snowflake_object(list(snowflake_entry($1, $2)) ${pairs}) END`;

/** Aggregates that collect all values into one. Source: "Aggregate functions", "Semi-structured data aggregation". */
export const collecting = entries("aggregate", {
  LISTAGG: {
    takes: ["DISTINCT", "WITHIN GROUP", "OVER"],
    calls: { "(text, [text])": listAgg },
    examples: {
      "listagg(x, ', ') within group (order by x desc) from values ('a'), ('b'), (null) as t(x)":
        "b, a",
      "listagg(distinct x) within group (order by x) from values (2), (1), (2) as t(x)": "12",
      "listagg(x, ',') from values ('a') as t(x) where x = 'b'": "",
    },
  },
  ARRAY_AGG: {
    aliases: ["ARRAYAGG"],
    takes: ["DISTINCT", "WITHIN GROUP", "OVER"],
    calls: { "(any)": arrayAgg },
    examples: {
      "array_agg(x) within group (order by x desc) from values (9), (10), (null) as t(x)": "[10,9]",
      "array_agg(distinct x) within group (order by x) from values ('b'), ('a'), ('b') as t(x)":
        '["a","b"]',
      "arrayagg(x) from values (1) as t(x) where x > 1": "[]",
    },
  },
  ARRAY_UNIQUE_AGG: {
    calls: { "(any)": arrayUniqueAgg },
    examples: {
      "array_sort(array_unique_agg(x)) from values ('b'), ('a'), ('b'), (null) as t(x)":
        '["a","b"]',
      "array_unique_agg(x) from values (null::string) as t(x)": "[]",
    },
  },
  OBJECT_AGG: {
    calls: { "(text, json) -> OBJECT": objectAgg },
    examples: {
      "object_agg(k, v) from values ('a', 7), ('b', null), (null, 9) as t(k, v)": '{"a":7}',
      "object_agg(k, v) from values ('a', 7) as t(k, v) where v > 7": "{}",
      "object_agg(k, v) over (partition by k) from values ('a', 7) as t(k, v)": '{"a":7}',
    },
  },
});
