import { extract } from "./jsonPath";
import { identifier } from "./quote";
import type { KeptElements } from "./schema";

/**
 * An array in a column of FROM whose elements can be read one row each, without the array: what FLATTEN
 * makes of it is then a scan.
 */
export interface Elements {
  /** The column, in DuckDB's SQL. */
  column: string;
  /** Where in the column the array is, from the outside in. */
  path: readonly string[];
  /** The columns of FLATTEN that the elements have, in DuckDB's SQL. INDEX is NULL for an empty array. */
  seq: string;
  index: string;
  value: string;
  /** FROM with a row for each element in place of one for each array, all other columns as they were. */
  render(): string;
}

/** The array itself, in the SQL that every way of writing its path is translated to. */
export function arrayOf({ column, path }: Elements): string {
  return path.length === 0 ? column : extract({ sql: column, type: "VARIANT" }, path).sql;
}

/** The elements that a relation declares, under its alias in FROM. */
export function elementsOf(
  kept: KeptElements,
  alias: string,
  columns: readonly { name: string; sql: string }[],
): Elements | undefined {
  const column = columns.find(({ name }) => name === kept.column)?.sql;
  if (column === undefined) return undefined;
  const own = (name: string): string => `${identifier(alias)}.${identifier(name)}`;
  return {
    column,
    path: kept.path,
    seq: own("SEQ"),
    index: own("INDEX"),
    value: own("VALUE"),
    render: () => `${identifier(kept.relation)} AS ${identifier(alias)}`,
  };
}
