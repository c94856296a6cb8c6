import type { Call } from "../syntax/ast";
import { functionTable } from "./table";

/** Aggregate functions. Source: "Aggregate functions". */
export const aggregates = functionTable(`
  count(any)                     NUMBER   count($distinct$1)$over
  count_if(boolean)              NUMBER   count(CASE WHEN $1 THEN 1 END)$over
  sum(number)                    numeric  sum($distinct$1)$over
  avg(number)                    FLOAT    avg($distinct$1)$over
  median(number)                 FLOAT    median($1)$over
  stddev(number)                 FLOAT    stddev_samp($distinct$1)$over
  stddev_samp(number)            FLOAT    stddev_samp($distinct$1)$over
  stddev_pop(number)             FLOAT    stddev_pop($distinct$1)$over
  variance(number)               FLOAT    var_samp($distinct$1)$over
  var_samp(number)               FLOAT    var_samp($distinct$1)$over
  var_pop(number)                FLOAT    var_pop($distinct$1)$over
  corr(number, number)           FLOAT    corr($1, $2)$over
  any_value(any)                 $1       any_value($1)$over
  mode(any)                      $1       mode($1)$over
  min(any)                       $1       min($1)$over
  max(any)                       $1       max($1)$over
  min_by(any, any)               $1       arg_min($1, $2)$over
  max_by(any, any)               $1       arg_max($1, $2)$over
  boolor_agg(boolean)            BOOLEAN  bool_or($1)$over
  booland_agg(boolean)           BOOLEAN  bool_and($1)$over
  bitand_agg(integer)            NUMBER   bit_and($1)$over
  bitor_agg(integer)             NUMBER   bit_or($1)$over
  bitxor_agg(integer)            NUMBER   bit_xor($1)$over
  approx_count_distinct(any)     NUMBER   approx_count_distinct($1)$over
  hll(any)                       NUMBER   approx_count_distinct($1)$over
  approx_percentile(number, number)  FLOAT  approx_quantile($1, $2)$over
  listagg(text)                  VARCHAR  coalesce(string_agg($distinct$1, ''$order)$over, '')
  listagg(text, text)            VARCHAR  coalesce(string_agg($distinct$1, $2$order)$over, '')
  array_agg(json)                ARRAY    coalesce(to_json(list($distinct$1$order) FILTER (WHERE $1 IS NOT NULL)$over), CAST('[]' AS JSON))
  arrayagg(json)                 ARRAY    coalesce(to_json(list($distinct$1$order) FILTER (WHERE $1 IS NOT NULL)$over), CAST('[]' AS JSON))
  array_unique_agg(json)         ARRAY    coalesce(to_json(list(DISTINCT $1) FILTER (WHERE $1 IS NOT NULL)$over), CAST('[]' AS JSON))
  object_agg(text, json)         OBJECT   snowflake_object(list(snowflake_entry($1, $2)))
  grouping(any)                  NUMBER   grouping($1)
  grouping_id(any...)            NUMBER   grouping($*)
`);

/** Functions that need OVER. Source: "Window functions". */
export const windows = functionTable(`
  row_number()                   NUMBER   row_number()$over
  rank()                         NUMBER   rank()$over
  dense_rank()                   NUMBER   dense_rank()$over
  percent_rank()                 FLOAT    percent_rank()$over
  cume_dist()                    FLOAT    cume_dist()$over
  ntile(integer)                 NUMBER   ntile($1)$over
  lag(any)                       $1       lag($1$nulls)$over
  lag(any, integer)              $1       lag($1, $2$nulls)$over
  lag(same, integer, same)       same     lag($1, $2, $3$nulls)$over
  lead(any)                      $1       lead($1$nulls)$over
  lead(any, integer)             $1       lead($1, $2$nulls)$over
  lead(same, integer, same)      same     lead($1, $2, $3$nulls)$over
  first_value(any)               $1       first_value($1$nulls)$over
  last_value(any)                $1       last_value($1$nulls)$over
  nth_value(any, integer)        $1       nth_value($1, $2$nulls)$over
  ratio_to_report(number)        FLOAT    (CAST($1 AS DOUBLE) / nullif(sum($1)$over, 0))
`);

// Source: "FIRST_VALUE", "LAST_VALUE", "NTH_VALUE": without a frame, all rows of the partition are seen.
const wholePartition = new Set(["FIRST_VALUE", "LAST_VALUE", "NTH_VALUE"]);

/** The frame of a window function that is given none, where it is not DuckDB's. */
export function defaultFrame(name: string): string {
  return wholePartition.has(name) ? "ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING" : "";
}

/** Whether a call makes one value of many rows, so that its query is grouped. */
export function isAggregate({ name, over }: Call): boolean {
  return (
    over === undefined &&
    (aggregates.has(name) || name === "PERCENTILE_CONT" || name === "PERCENTILE_DISC")
  );
}
