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

const names: Readonly<Record<string, SnowflakeType>> = {
  VARCHAR: "VARCHAR",
  STRING: "VARCHAR",
  TEXT: "VARCHAR",
  CHAR: "VARCHAR",
  CHARACTER: "VARCHAR",
  NVARCHAR: "VARCHAR",
  NUMBER: "NUMBER",
  DECIMAL: "NUMBER",
  NUMERIC: "NUMBER",
  INT: "NUMBER",
  INTEGER: "NUMBER",
  BIGINT: "NUMBER",
  SMALLINT: "NUMBER",
  TINYINT: "NUMBER",
  BYTEINT: "NUMBER",
  FLOAT: "FLOAT",
  FLOAT4: "FLOAT",
  FLOAT8: "FLOAT",
  DOUBLE: "FLOAT",
  "DOUBLE PRECISION": "FLOAT",
  REAL: "FLOAT",
  BOOLEAN: "BOOLEAN",
  DATE: "DATE",
  TIME: "TIME",
  TIMESTAMP: "TIMESTAMP_NTZ",
  DATETIME: "TIMESTAMP_NTZ",
  TIMESTAMP_NTZ: "TIMESTAMP_NTZ",
  TIMESTAMP_TZ: "TIMESTAMP_TZ",
  TIMESTAMP_LTZ: "TIMESTAMP_LTZ",
  VARIANT: "VARIANT",
  OBJECT: "OBJECT",
  ARRAY: "ARRAY",
};

export function typeNamed({ name }: TypeName): SnowflakeType | undefined {
  return names[name];
}

/** Whether values are JSON to DuckDB. */
export function isSemiStructured(type: SnowflakeType): boolean {
  return type === "VARIANT" || type === "OBJECT" || type === "ARRAY";
}

export function isTemporal(type: SnowflakeType): boolean {
  return type === "DATE" || type.startsWith("TIMESTAMP");
}
