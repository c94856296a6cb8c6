import { entries } from "./entry";

// Source: "FIRST_VALUE", "LAST_VALUE", "NTH_VALUE": without a frame, all rows of the partition are seen.
const wholePartition = "ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING";

/** Functions that need OVER. Source: "Window functions". */
export const windows = entries("window", {
  ROW_NUMBER: {
    calls: { "() -> NUMBER": "row_number()$over" },
    examples: {},
  },
  RANK: {
    calls: { "() -> NUMBER": "rank()$over" },
    examples: {},
  },
  DENSE_RANK: {
    calls: { "() -> NUMBER": "dense_rank()$over" },
    examples: {},
  },
  PERCENT_RANK: {
    calls: { "() -> FLOAT": "percent_rank()$over" },
    examples: {},
  },
  CUME_DIST: {
    calls: { "() -> FLOAT": "cume_dist()$over" },
    examples: {},
  },
  NTILE: {
    calls: { "(integer) -> NUMBER": "ntile($1)$over" },
    examples: {},
  },
  LAG: {
    takes: ["NULLS", "OVER"],
    calls: {
      "(any) -> $1": "lag($1$nulls)$over",
      "(any, integer) -> $1": "lag($1, $2$nulls)$over",
      "(same, integer, same) -> same": "lag($1, $2, $3$nulls)$over",
    },
    examples: {},
  },
  LEAD: {
    takes: ["NULLS", "OVER"],
    calls: {
      "(any) -> $1": "lead($1$nulls)$over",
      "(any, integer) -> $1": "lead($1, $2$nulls)$over",
      "(same, integer, same) -> same": "lead($1, $2, $3$nulls)$over",
    },
    examples: {},
  },
  FIRST_VALUE: {
    frame: wholePartition,
    takes: ["NULLS", "OVER"],
    calls: { "(any) -> $1": "first_value($1$nulls)$over" },
    examples: {},
  },
  LAST_VALUE: {
    frame: wholePartition,
    takes: ["NULLS", "OVER"],
    calls: { "(any) -> $1": "last_value($1$nulls)$over" },
    examples: {},
  },
  NTH_VALUE: {
    frame: wholePartition,
    takes: ["NULLS", "OVER"],
    calls: { "(any, integer) -> $1": "nth_value($1, $2$nulls)$over" },
    examples: {},
  },
  RATIO_TO_REPORT: {
    calls: { "(number) -> FLOAT": "(CAST($1 AS DOUBLE) / nullif(sum($1)$over, 0))" },
    examples: {},
  },
  CONDITIONAL_TRUE_EVENT: {
    calls: { "(boolean) -> NUMBER": "CAST(count_if($1)$over AS BIGINT)" },
    examples: {},
  },
  // One window function cannot stand in another, so the values so far are collected and compared.
  CONDITIONAL_CHANGE_EVENT: {
    calls: { "(any) -> NUMBER": "snowflake_changes(list($1)$over)" },
    examples: {},
  },
});
