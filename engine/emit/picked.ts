import { identifier } from "../semantics/quote";
import type { Column, Schema } from "../semantics/schema";
import { SqlError } from "../syntax/error";
import { decidingColumns } from "../syntax/named";
import { translateQuery } from "./translate";

/** A query that gives rows of a relation as they are. */
export interface Picking {
  /** The columns that decide which ones. */
  columns: ReadonlySet<string>;
  /** A SELECT of DuckDB with one column: the numbers of these rows, each as often as the query gives the row. */
  sql: string;
}

/** A relation whose rows are known by a number. */
export interface NumberedRelation {
  /** Its name as statements resolve it. */
  name: string;
  columns: readonly Column[];
  /** The name in DuckDB, unquoted, of a relation with the same rows, and beside the columns the number. */
  numbered: string;
  /** The column of the number, which has a name that no statement can write without quotes. */
  number: string;
}

/**
 * Which rows of a relation a query picks, if it gives rows of it with all their columns, as `select * from … where …` does.
 * A query that is asked for their numbers carries no other column than those that decide through its joins and windows.
 *
 * @returns Undefined for every other query, for one of which that is not certain, and for one that is refused. Whoever runs
 *   that is told.
 */
export function translatePicking(
  statement: string,
  relation: NumberedRelation,
  schema: Schema,
): Picking | undefined {
  const all = relation.columns.map(({ name }) => name);
  const deciding = decidingColumns(statement, all);
  if (deciding === undefined) return undefined;
  const columns = [
    ...relation.columns.filter(({ name }) => deciding.has(name)),
    { name: relation.number, label: relation.number, type: "NUMBER" as const },
  ];
  const narrowed: Schema = {
    ...schema,
    names: () => schema.names(),
    function: (name) => schema.function?.(name),
    resolve: (name) =>
      name.at(-1) === relation.name ? { name: relation.numbered, columns } : schema.resolve(name),
  };
  try {
    const { sql, columns: given } = translateQuery(statement, narrowed);
    const isWhole =
      given.length === columns.length && given.every(({ name }, at) => name === columns[at]?.name);
    return isWhole
      ? {
          columns: deciding,
          sql: `select ${identifier(relation.number)} from (${sql})`,
        }
      : undefined;
  } catch (error) {
    if (error instanceof SqlError) return undefined;
    throw error;
  }
}
