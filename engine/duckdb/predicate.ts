import { BOOLEAN, type DuckDBConnection, DuckDBScalarFunction, VARCHAR } from "@duckdb/node-api";

/**
 * Makes a function of DuckDB's SQL that tells whether a text passes, as this process judges it, in its only thread. NULL
 * gives NULL.
 */
export function registerPredicate(
  connection: DuckDBConnection,
  name: string,
  holds: (text: string) => boolean,
): void {
  const predicate = DuckDBScalarFunction.create({
    name,
    parameterTypes: [VARCHAR],
    returnType: BOOLEAN,
    mainFunction: (_, input, output) => {
      const texts = input.getColumnVector(0);
      for (let row = 0; row < input.rowCount; row += 1) {
        const text = texts.getItem(row);
        output.setItem(row, typeof text === "string" ? holds(text) : null);
      }
      output.flush();
    },
  });
  connection.registerScalarFunction(predicate);
}
