import { entries } from "./entry";

// Source: "FIRST_VALUE", "LAST_VALUE", "NTH_VALUE": without a frame, all rows of the partition are seen.
const wholePartition = "ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING";

// Events are numbered row by row, so that rows that sort alike have numbers of their own.
const rowsSoFar = "ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW";

/** Functions that need OVER. Source: "Window functions". */
export const windows = entries("window", {
  ROW_NUMBER: {
    calls: { "() -> NUMBER": "row_number()$over" },
    examples: {
      "row_number() over (order by x desc) from values ('b'), ('a') as t(x) order by x": [2, 1],
    },
  },
  RANK: {
    calls: { "() -> NUMBER": "rank()$over" },
    examples: {
      "rank() over (order by x) from values (5), (5), (6) as t(x) order by x": [1, 1, 3],
    },
  },
  DENSE_RANK: {
    calls: { "() -> NUMBER": "dense_rank()$over" },
    examples: {
      "dense_rank() over (order by x) from values (5), (5), (6) as t(x) order by x": [1, 1, 2],
    },
  },
  PERCENT_RANK: {
    calls: { "() -> FLOAT": "percent_rank()$over" },
    examples: {
      "percent_rank() over (order by x) from values (5), (6), (7) as t(x) order by x": [0, 0.5, 1],
    },
  },
  CUME_DIST: {
    calls: { "() -> FLOAT": "cume_dist()$over" },
    examples: {
      "cume_dist() over (order by x) from values (5), (6), (6), (7) as t(x) order by x": [
        0.25, 0.75, 0.75, 1,
      ],
    },
  },
  NTILE: {
    calls: { "(integer) -> NUMBER": "ntile($1)$over" },
    examples: {
      "ntile(2) over (order by x) from values (5), (6), (7) as t(x) order by x": [1, 1, 2],
    },
  },
  LAG: {
    takes: ["NULLS", "OVER"],
    calls: {
      "(any) -> $1": "lag($1$nulls)$over",
      "(any, integer) -> $1": "lag($1, $2$nulls)$over",
      "(same, integer, same) -> same": "lag($1, $2, $3$nulls)$over",
    },
    examples: {
      "lag(x) over (order by x) from values (5), (6), (7) as t(x) order by x": [null, 5, 6],
      "lag(x, 2) over (order by x) from values (5), (6), (7) as t(x) order by x": [null, null, 5],
      "lag(x, 1, 0) over (order by x) from values (5), (6) as t(x) order by x": [0, 5],
      "lag(x) ignore nulls over (order by n) from values (1, 'a'), (2, null), (3, 'c') as t(n, x) order by n":
        [null, "a", "a"],
    },
  },
  LEAD: {
    takes: ["NULLS", "OVER"],
    calls: {
      "(any) -> $1": "lead($1$nulls)$over",
      "(any, integer) -> $1": "lead($1, $2$nulls)$over",
      "(same, integer, same) -> same": "lead($1, $2, $3$nulls)$over",
    },
    examples: {
      "lead(x) over (order by x) from values (5), (6), (7) as t(x) order by x": [6, 7, null],
      "lead(x, 2) over (order by x) from values (5), (6), (7) as t(x) order by x": [7, null, null],
      "lead(x, 1, 0) over (order by x) from values (5), (6) as t(x) order by x": [6, 0],
    },
  },
  FIRST_VALUE: {
    frame: wholePartition,
    takes: ["NULLS", "OVER"],
    calls: { "(any) -> $1": "first_value($1$nulls)$over" },
    examples: {
      "first_value(x) over (order by x) from values (6), (5) as t(x)": [5, 5],
      "first_value(x) ignore nulls over (order by n) from values (1, null), (2, 'b') as t(n, x)": [
        "b",
        "b",
      ],
    },
  },
  LAST_VALUE: {
    frame: wholePartition,
    takes: ["NULLS", "OVER"],
    calls: { "(any) -> $1": "last_value($1$nulls)$over" },
    examples: {
      "last_value(x) over (order by x) from values (6), (5) as t(x)": [6, 6],
      "last_value(x) over (order by x rows between unbounded preceding and current row) from values (5), (6) as t(x) order by x":
        [5, 6],
    },
  },
  NTH_VALUE: {
    frame: wholePartition,
    takes: ["NULLS", "OVER"],
    calls: { "(any, integer) -> $1": "nth_value($1, $2$nulls)$over" },
    examples: {
      "nth_value(x, 2) over (order by x) from values (7), (6), (5) as t(x)": [6, 6, 6],
      "nth_value(x, 3) over (order by x) from values (6), (5) as t(x)": [null, null],
    },
  },
  RATIO_TO_REPORT: {
    calls: { "(number) -> FLOAT": "(CAST($1 AS DOUBLE) / nullif(sum($1)$over, 0))" },
    examples: {
      "ratio_to_report(x::double) over () from values (1), (3), (null) as t(x) order by x": [
        0.25,
        0.75,
        null,
      ],
      "ratio_to_report(x::double) over (partition by x) from values (0) as t(x)": null,
    },
  },
  CONDITIONAL_TRUE_EVENT: {
    frame: rowsSoFar,
    calls: { "(boolean) -> NUMBER": "CAST(count_if($1)$over AS BIGINT)" },
    examples: {
      "conditional_true_event(x > 5) over (order by n) from values (1, 9), (2, 3), (3, 8) as t(n, x) order by n":
        [1, 1, 2],
      "conditional_true_event(x = 'a') over (order by 1) from values ('a'), ('a') as t(x) order by 1":
        [1, 2],
    },
  },
  // One window function cannot stand in another, so the values so far are collected and compared.
  CONDITIONAL_CHANGE_EVENT: {
    frame: rowsSoFar,
    calls: { "(any) -> NUMBER": "snowflake_changes(list($1)$over)" },
    examples: {
      "conditional_change_event(x) over (order by n) from values (1, 'a'), (2, 'a'), (3, 'b'), (4, 'a') as t(n, x) order by n":
        [0, 0, 1, 2],
      "conditional_change_event(x) over (order by n) from values (1, 'a'), (2, null), (3, 'b') as t(n, x) order by n":
        [0, 0, 0],
    },
  },
});
