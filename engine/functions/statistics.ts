import type { Context } from "../semantics/context";
import { type Value, asNumber } from "../semantics/value";
import type { Call, OrderKey } from "../syntax/ast";
import { firstValue } from "./arguments";
import { clausesOf } from "./clauses";
import { type Emit, entries } from "./entry";

// Source: "AVG", "MEDIAN", "PERCENTILE_CONT", "VAR_POP", "VAR_SAMP": of NUMBERs they are a NUMBER with more digits
// after the point, which is so many for whole numbers; else a FLOAT.
function scaled(sql: string, { type }: Value, scale: number): Value {
  return type === "NUMBER"
    ? { sql: `CAST(${sql} AS DECIMAL(38, ${scale}))`, type: "NUMBER" }
    : { sql, type: "FLOAT" };
}

function average(name: string, scale: number): Emit {
  return (call, context) => {
    const { distinct, over } = clausesOf(call, context);
    const value = firstValue(call, context);
    return scaled(`${name}(${distinct}${asNumber(value)})${over}`, value, scale);
  };
}

function percentile(kind: "cont" | "disc"): Emit {
  return (call, context) => {
    const key = onlyKey(call, context);
    const { over } = clausesOf({ ...call, withinGroup: [] }, context);
    const value = context.emit(key.expression);
    const share = firstValue(call, context).sql;
    // The other way round the numbers are negated: DuckDB's share of 1 - 0.5 would be another value.
    const sign = key.descending ? "-" : "";
    const sql = `(${sign}quantile_${kind}(${sign}(${asNumber(value)}), ${share})${over})`;
    if (kind === "cont") return scaled(sql, value, 3);
    return { sql, type: value.type === "NUMBER" ? "NUMBER" : "FLOAT" };
  };
}

function onlyKey(call: Call, context: Context): OrderKey {
  const [key, more] = call.withinGroup ?? [];
  if (key && !more) return key;
  return context.refuse(
    call.at,
    `${call.name} is written ${call.name}(0.5) WITHIN GROUP (ORDER BY one column).`,
  );
}

/** Aggregates of how numbers are spread. Source: "Aggregate functions". */
export const statistics = entries("aggregate", {
  AVG: {
    takes: ["DISTINCT", "OVER"],
    calls: { "(number)": average("avg", 6) },
    examples: {
      "avg(x) from values (1), (4), (null) as t(x)": "2.500000",
      "avg(distinct x) from values (1), (1), (4) as t(x)": "2.500000",
      "avg(x::double) from values (1), (4) as t(x)": 2.5,
    },
  },
  MEDIAN: {
    calls: { "(number)": average("median", 3) },
    examples: {
      "median(x) from values (1), (9), (null) as t(x)": "5.000",
      "median(x) from values (1::double), (2), (9) as t(x)": 2,
    },
  },
  MODE: {
    calls: { "(any) -> $1": "mode($1)$over" },
    examples: { "mode(x) from values ('a'), ('b'), ('b'), (null), (null), (null) as t(x)": "b" },
  },
  PERCENTILE_CONT: {
    takes: ["WITHIN GROUP", "OVER"],
    calls: { "(number)": percentile("cont") },
    examples: {
      "percentile_cont(0.5) within group (order by x) from values (1), (2), (4), (null) as t(x)":
        "2.000",
      "percentile_cont(0.25) within group (order by x desc) from values (0::double), (8) as t(x)": 6,
    },
  },
  PERCENTILE_DISC: {
    takes: ["WITHIN GROUP", "OVER"],
    calls: { "(number)": percentile("disc") },
    examples: {
      "percentile_disc(0.5) within group (order by x) from values (10), (20), (30), (40) as t(x)": 20,
      "percentile_disc(0.5) within group (order by x desc) from values (10), (20), (30), (40) as t(x)": 30,
    },
  },
  APPROX_PERCENTILE: {
    calls: { "(number, number) -> FLOAT": "approx_quantile(CAST($1 AS DOUBLE), $2)$over" },
    examples: {
      "approx_percentile(x, 0.5) from values (7), (7), (7) as t(x)": 7,
      "approx_percentile(x, 0.9) from values (null::int) as t(x)": null,
    },
  },
  STDDEV: {
    aliases: ["STDDEV_SAMP"],
    takes: ["DISTINCT", "OVER"],
    calls: { "(number) -> FLOAT": "stddev_samp($distinct$1)$over" },
    examples: {
      "stddev(x) from values (2), (5), (8) as t(x)": 3,
      "stddev_samp(x) from values (2) as t(x)": null,
    },
  },
  STDDEV_POP: {
    takes: ["DISTINCT", "OVER"],
    calls: { "(number) -> FLOAT": "stddev_pop($distinct$1)$over" },
    examples: {
      "stddev_pop(x) from values (2), (8) as t(x)": 3,
      "stddev_pop(x) from values (2) as t(x)": 0,
    },
  },
  VAR_POP: {
    aliases: ["VARIANCE_POP"],
    takes: ["DISTINCT", "OVER"],
    calls: { "(number)": average("var_pop", 6) },
    examples: {
      "var_pop(x) from values (2), (8) as t(x)": "9.000000",
      "variance_pop(x::double) from values (2) as t(x)": 0,
    },
  },
  VAR_SAMP: {
    aliases: ["VARIANCE", "VARIANCE_SAMP"],
    takes: ["DISTINCT", "OVER"],
    calls: { "(number)": average("var_samp", 6) },
    examples: {
      "var_samp(x) from values (2), (5), (8) as t(x)": "9.000000",
      "variance(x::double) from values (2), (5), (8) as t(x)": 9,
      "variance_samp(x) from values (2) as t(x)": null,
    },
  },
  CORR: {
    calls: { "(number, number) -> FLOAT": "corr($1, $2)$over" },
    examples: {
      "corr(x, y) from values (1, 10), (2, 20), (3, 30) as t(x, y)": 1,
      "corr(x, y) from values (1, null), (null, 2) as t(x, y)": null,
    },
  },
});
