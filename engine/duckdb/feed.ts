import {
  BIGINT,
  DuckDBTableFunction,
  DuckDBVarCharType,
  INTEGER,
  VARCHAR,
  type DuckDBConnection,
  type DuckDBType,
} from "@duckdb/node-api";

const types = {
  INTEGER,
  BIGINT,
  VARCHAR,
  // Texts that are known to be JSON: they are not parsed to make sure.
  JSON: DuckDBVarCharType.create("JSON"),
} satisfies Record<string, DuckDBType>;

/** A column of a feed. */
export interface FedColumn {
  name: string;
  type: keyof typeof types;
}

/** Values of a column, one a row. */
export type FedValues = readonly (string | number | bigint | null)[];

/** Rows that one call may give: DuckDB's vectors have so many. */
export const rowsAtOnce = 2048;

/**
 * Makes a table function whose rows this process hands over while a statement reads them. Nothing is stored in
 * between, and the statement's threads work on them side by side.
 *
 * @param next The columns of the next rows, at most `rowsAtOnce`; none ends the relation.
 * @param threads How many of the statement's threads may ask for them.
 */
export function registerFeed(
  connection: DuckDBConnection,
  name: string,
  columns: readonly FedColumn[],
  next: () => FedValues[],
  threads: number,
): void {
  const feed = DuckDBTableFunction.create({
    name,
    bindFunction: (info) => {
      for (const column of columns) info.addResultColumn(column.name, types[column.type]);
    },
    initFunction: (info) => {
      info.setMaxThreads(threads);
    },
    mainFunction: (info, chunk) => {
      try {
        const values = next();
        chunk.rowCount = values[0]?.length ?? 0;
        if (chunk.rowCount > 0) values.forEach((column, at) => chunk.setColumnValues(at, column));
      } catch (error) {
        info.setError(error instanceof Error ? error.message : String(error));
      }
    },
  });
  connection.registerTableFunction(feed);
}
