import { extract } from "./jsonPath";
import { identifier } from "./quote";
import type { KeptElements } from "./schema";

/** The rows of a relation or a query, once for each element of an array that one of the columns holds. */
export interface ElementRows {
  /** The name of the column, which these rows do not have. */
  column: string;
  /** Where in the column the array is, from the outside in. */
  path: readonly string[];
  /** What stands in FROM for them, without an alias. */
  sql: string;
  /** The names of the columns that they have beside those of the relation. */
  names: { seq: string; index: string; value: string };
}

/**
 * An array in a column of FROM whose elements can be read one row each, without the array: what FLATTEN
 * makes of it is then a scan.
 */
export interface Elements {
  /** The column, in DuckDB's SQL. */
  column: string;
  path: readonly string[];
  /** The columns of FLATTEN that the elements have, in DuckDB's SQL. INDEX is NULL for an empty array. */
  seq: string;
  index: string;
  value: string;
  /** FROM with a row for each element in place of one for each array, all other columns as they were. */
  render(): string;
}

/** The rows that a relation of the schema declares. */
export function declared({ column, path, relation }: KeptElements): ElementRows {
  const names = { seq: "SEQ", index: "INDEX", value: "VALUE" };
  return { column, path, sql: identifier(relation), names };
}

/** Rows of elements under an alias in FROM, beside the columns that the relation itself has there. */
export function aliased(
  { column, path, sql, names }: ElementRows,
  alias: string,
  columns: readonly { name: string; sql: string }[],
): Elements | undefined {
  const holder = columns.find(({ name }) => name === column);
  const own = (name: string): string => `${identifier(alias)}.${identifier(name)}`;
  return (
    holder && {
      column: holder.sql,
      path,
      seq: own(names.seq),
      index: own(names.index),
      value: own(names.value),
      render: () => `${sql} AS ${identifier(alias)}`,
    }
  );
}

/**
 * The array itself, in the SQL that every way of writing its path is translated to.
 *
 * @param depth How many keys of the path to go down. Defaults to all.
 */
export function arrayOf({ column, path }: Elements, depth = path.length): string {
  const steps = path.slice(0, depth);
  return depth === 0 ? column : extract({ sql: column, type: "VARIANT" }, steps).sql;
}
