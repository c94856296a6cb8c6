import { keyOf } from "../semantics/equality";
import { isSemiStructured } from "../semantics/types";
import { type Value, rawText } from "../semantics/value";
import { firstValue } from "./arguments";
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

function extreme(name: "min" | "max"): Emit {
  return (call, context) => {
    const { over } = clausesOf(call, context);
    const { sql, type } = firstValue(call, context);
    return isSemiStructured(type)
      ? { sql: `arg_${name}(${sql}, snowflake_order(${sql}))${over}`, type }
      : { sql: `${name}(${sql})${over}`, type };
  };
}

// Source: "MAX_BY", "MIN_BY": rows are passed over whose second value is NULL, not those whose first is.
function extremeBy(name: "min" | "max"): Emit {
  return (call, context) => {
    const { over } = clausesOf(call, context);
    const [value, by] = call.arguments.map((each) => context.emit(each.value)) as [Value, Value];
    const order = isSemiStructured(by.type) ? `snowflake_order(${by.sql})` : by.sql;
    return { sql: `arg_${name}_null(${value.sql}, ${order})${over}`, type: value.type };
  };
}

/** Aggregates that count, choose or combine values. Source: "Aggregate functions". */
export const aggregates = entries("aggregate", {
  COUNT: {
    takes: ["DISTINCT", "OVER"],
    calls: { "(any...)": count },
    examples: {
      "count(*) from values (1), (null) as t(x)": 2,
      "count(x) from values (1), (null) as t(x)": 1,
      "count(distinct x) from values (1), (1), (2), (null) as t(x)": 2,
      "count(x, y) from values (1, 'a'), (2, null), (null, 'b') as t(x, y)": 1,
      "count(parse_json(x)) from values ('null'), ('7') as t(x)": 1,
    },
  },
  COUNT_IF: {
    calls: { "(boolean) -> NUMBER": "count(CASE WHEN $1 THEN 1 END)$over" },
    examples: {
      "count_if(x > 1) from values (1), (2), (3), (null) as t(x)": 2,
      "count_if(x > 9) from values (1) as t(x)": 0,
    },
  },
  SUM: {
    takes: ["DISTINCT", "OVER"],
    calls: { "(number) -> numeric": "sum($distinct$1)$over" },
    examples: {
      "sum(x) from values (1), (2), (null) as t(x)": 3,
      "sum(distinct x) from values (2), (2), (3) as t(x)": 5,
      "sum(x) from values (1) as t(x) where x > 1": null,
      "sum(x) over (order by x) from values (1), (2), (4) as t(x) order by x": [1, 3, 7],
    },
  },
  MIN: {
    takes: ["DISTINCT", "OVER"],
    calls: { "(any)": extreme("min") },
    examples: {
      "min(x) from values (10), (9), (null) as t(x)": 9,
      "min(x) from values ('b'), ('B') as t(x)": "B",
      "min(parse_json(x)) from values ('10'), ('9') as t(x)": "9",
    },
  },
  MAX: {
    takes: ["DISTINCT", "OVER"],
    calls: { "(any)": extreme("max") },
    examples: {
      "max(x) from values (10), (9), (null) as t(x)": 10,
      "max(x) from values ('10'), ('9') as t(x)": "9",
      "max(parse_json(x)) from values ('10'), ('9') as t(x)": "10",
    },
  },
  MIN_BY: {
    calls: { "(any, any)": extremeBy("min") },
    examples: {
      "min_by(x, y) from values ('a', 7), ('b', 3), ('c', null) as t(x, y)": "b",
      "min_by(x, y) from values ('a', 7), (null, 3) as t(x, y)": null,
    },
  },
  MAX_BY: {
    calls: { "(any, any)": extremeBy("max") },
    examples: {
      "max_by(x, y) from values ('a', 7), ('b', 3), ('c', null) as t(x, y)": "a",
      "max_by(x, y) from values ('a', null) as t(x, y)": null,
    },
  },
  ANY_VALUE: {
    calls: { "(any) -> $1": "any_value($1)$over" },
    examples: { "any_value(x) from values ('a'), ('a') as t(x)": "a" },
  },
  BOOLAND_AGG: {
    calls: { "(boolean) -> BOOLEAN": "bool_and($1)$over" },
    examples: {
      "booland_agg(x) from values (true), (null) as t(x)": true,
      "booland_agg(x) from values (1), (0) as t(x)": false,
      "booland_agg(x) from values (null::boolean) as t(x)": null,
    },
  },
  BOOLOR_AGG: {
    calls: { "(boolean) -> BOOLEAN": "bool_or($1)$over" },
    examples: {
      "boolor_agg(x) from values (false), (true), (null) as t(x)": true,
      "boolor_agg(x) from values (0), (0) as t(x)": false,
    },
  },
  BITAND_AGG: {
    aliases: ["BITANDAGG", "BIT_AND_AGG", "BIT_ANDAGG"],
    calls: { "(integer) -> NUMBER": "bit_and($1)$over" },
    examples: {
      "bitand_agg(x) from values (12), (10) as t(x)": 8,
      "bitand_agg(x) from values (null::int) as t(x)": null,
    },
  },
  BITOR_AGG: {
    aliases: ["BITORAGG", "BIT_OR_AGG", "BIT_ORAGG"],
    calls: { "(integer) -> NUMBER": "bit_or($1)$over" },
    examples: { "bitor_agg(x) from values (12), (10), (null) as t(x)": 14 },
  },
  BITXOR_AGG: {
    aliases: ["BITXORAGG", "BIT_XOR_AGG", "BIT_XORAGG"],
    calls: { "(integer) -> NUMBER": "bit_xor($1)$over" },
    examples: { "bitxor_agg(x) from values (12), (10) as t(x)": 6 },
  },
  APPROX_COUNT_DISTINCT: {
    aliases: ["HLL"],
    calls: { "(key) -> NUMBER": "approx_count_distinct($1)$over" },
    examples: {
      "approx_count_distinct(x) from values ('a'), ('b'), ('a') as t(x)": 2,
      "hll(x) from values (null::string) as t(x)": 0,
    },
  },
  GROUPING: {
    aliases: ["GROUPING_ID"],
    takes: [],
    calls: { "(key...) -> NUMBER": "grouping($*)" },
    examples: {
      "grouping(a) from values ('x') as t(a) group by rollup(a) order by 1": [0, 1],
      "grouping_id(a, b) from values ('x', 'y') as t(a, b) group by grouping sets ((a, b), (b), (a), ()) order by 1":
        [0, 1, 2, 3],
    },
  },
});
