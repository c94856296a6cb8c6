import type { Context } from "../semantics/context";
import type { Expression, Sample } from "../syntax/ast";

/**
 * What DuckDB is told after a table to take some of its rows.
 *
 * Source: "SAMPLE / TABLESAMPLE": a number of rows is taken row by row, and without a seed.
 */
export function emitSample({ method, percent, rows, seed }: Sample, context: Context): string {
  if (rows) {
    if (method === "block" || seed)
      context.refuse(
        rows.at,
        "a sample of a number of rows takes neither SYSTEM, BLOCK nor a seed. Give the percentage of rows instead.",
      );
    return ` TABLESAMPLE reservoir(${whole(rows, 1_000_000, context)} ROWS)`;
  }
  const share = percent?.kind === "number" ? Number(percent.text) : NaN;
  if (!(share <= 100)) context.refuse(percent?.at ?? 0, "expected a number from 0 to 100.");
  // The blocks that Snowflake takes or leaves are its own; DuckDB's are of 2,048 rows.
  const way = method === "block" ? "system" : "bernoulli";
  const repeatable = seed ? ` REPEATABLE (${whole(seed, 2_147_483_647, context)})` : "";
  return ` TABLESAMPLE ${way}(${share} PERCENT)${repeatable}`;
}

function whole(value: Expression, most: number, context: Context): string {
  if (value.kind === "number" && /^\d+$/.test(value.text) && Number(value.text) <= most)
    return value.text;
  return context.refuse(value.at, `expected a whole number from 0 to ${most}.`);
}
