import type { TypeName } from "../syntax/ast";

/** The types of Snowflake that are told apart. */
export type SnowflakeType =
  | "VARCHAR"
  | "NUMBER"
  | "FLOAT"
  | "BOOLEAN"
  | "TIMESTAMP_NTZ"
  | "TIMESTAMP_TZ"
  | "TIMESTAMP_LTZ"
  | "DATE"
  | "TIME"
  | "VARIANT"
  | "OBJECT"
  | "ARRAY"
  | "BINARY"
  | "NULL"
  | "INTERVAL";

/** A type as it is declared. */
export interface DeclaredType {
  type: SnowflakeType;
  /** Its length, or its precision and scale. Empty where none is given. */
  sizes: readonly number[];
}

/** The types that can be written, each with its names. Source: "Summary of data types". */
export const typeNames: ReadonlyMap<SnowflakeType, readonly string[]> = new Map([
  ["VARCHAR", ["VARCHAR", "STRING", "TEXT", "CHAR", "CHARACTER", "NVARCHAR"]],
  [
    "NUMBER",
    ["NUMBER", "DECIMAL", "NUMERIC", "INT", "INTEGER", "BIGINT", "SMALLINT", "TINYINT", "BYTEINT"],
  ],
  ["FLOAT", ["FLOAT", "FLOAT4", "FLOAT8", "DOUBLE", "DOUBLE PRECISION", "REAL"]],
  ["BOOLEAN", ["BOOLEAN"]],
  ["DATE", ["DATE"]],
  ["TIME", ["TIME"]],
  ["TIMESTAMP_NTZ", ["TIMESTAMP_NTZ", "TIMESTAMP", "DATETIME"]],
  ["TIMESTAMP_LTZ", ["TIMESTAMP_LTZ"]],
  ["TIMESTAMP_TZ", ["TIMESTAMP_TZ"]],
  ["VARIANT", ["VARIANT"]],
  ["OBJECT", ["OBJECT"]],
  ["ARRAY", ["ARRAY"]],
]);

const byName = new Map(
  [...typeNames].flatMap(([type, names]) => names.map((name) => [name, type] as const)),
);

export function typeNamed({ name }: TypeName): SnowflakeType | undefined {
  return byName.get(name);
}

/** Whether values are JSON to DuckDB. */
export function isSemiStructured(type: SnowflakeType): boolean {
  return type === "VARIANT" || type === "OBJECT" || type === "ARRAY";
}

export function isTemporal(type: SnowflakeType): boolean {
  return type === "DATE" || type.startsWith("TIMESTAMP");
}
