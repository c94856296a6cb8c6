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

/** Gives the columns of the next rows. */
export type FeedReader = () => FedValues[];

/** Rows that one call may give: DuckDB's vectors have so many. */
export const rowsAtOnce = 2048;

/**
 * Makes a table function whose rows this process hands over while a statement reads them. Nothing is stored in
 * between, and the statement's threads work on them side by side.
 *
 * @param reader Called once for each thread of a statement, for what that thread asks for its next rows: their columns,
 * with at most `rowsAtOnce` values; none ends the thread's part.
 * @param threads How many of the statement's threads may ask for rows.
 */
export function registerFeed(
  connection: DuckDBConnection,
  name: string,
  columns: readonly FedColumn[],
  reader: () => FeedReader,
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
    localInitFunction: (info) => {
      info.setInitData({ next: reader() });
    },
    mainFunction: (info, chunk) => {
      try {
        const { next } = info.localInitData as { next: FeedReader };
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
