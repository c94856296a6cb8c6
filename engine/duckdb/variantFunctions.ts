import { type DuckDBConnection, DuckDBScalarFunction, VARCHAR } from "@duckdb/node-api";
import { sortedJson } from "../semantics/sortedJson";

/**
 * Gives a connection's database the two functions that DuckDB cannot express: an object of any depth with its
 * keys in order. The macros call them.
 */
export function registerVariantFunctions(connection: DuckDBConnection): void {
  connection.registerScalarFunction(ofText("snowflake_shown_json", (json) => sortedJson(json)));
  connection.registerScalarFunction(
    ofText("snowflake_equal_json", (json) => sortedJson(json, "equal")),
  );
}

function ofText(name: string, compute: (text: string) => string): DuckDBScalarFunction {
  return DuckDBScalarFunction.create({
    name,
    parameterTypes: [VARCHAR],
    returnType: VARCHAR,
    mainFunction: (_, input, output) => {
      const texts = input.getColumnVector(0);
      for (let row = 0; row < input.rowCount; row += 1) {
        const text = texts.getItem(row);
        output.setItem(row, typeof text === "string" ? compute(text) : null);
      }
      output.flush();
    },
  });
}
