import { createHash } from "node:crypto";
import { type DuckDBConnection, DuckDBScalarFunction, INTEGER, VARCHAR } from "@duckdb/node-api";

/**
 * Gives a connection's database the digests of SHA-2 that DuckDB has not: `snowflake_sha2(text, bits)`, in hexadecimal,
 * with 224, 256, 384 or 512 bits. It runs in this process's only thread.
 */
export function registerDigests(connection: DuckDBConnection): void {
  const sha2 = DuckDBScalarFunction.create({
    name: "snowflake_sha2",
    parameterTypes: [VARCHAR, INTEGER],
    returnType: VARCHAR,
    mainFunction: (_, input, output) => {
      const texts = input.getColumnVector(0);
      const bits = input.getColumnVector(1);
      for (let row = 0; row < input.rowCount; row += 1) {
        const text = texts.getItem(row);
        const algorithm = `sha${String(bits.getItem(row))}`;
        const digest =
          typeof text === "string" ? createHash(algorithm).update(text).digest("hex") : null;
        output.setItem(row, digest);
      }
      output.flush();
    },
  });
  connection.registerScalarFunction(sha2);
}
