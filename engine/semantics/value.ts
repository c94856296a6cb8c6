import { Mismatch } from "./mismatch";
import { literal } from "./quote";
import { type SnowflakeType, isSemiStructured, isTemporal } from "./types";

/** A piece of DuckDB SQL and what it is to Snowflake. */
export interface Value {
  sql: string;
  type: SnowflakeType;
  /** The value as text, where there is a shorter way to it than through `sql`. */
  text?: string;
  /** What a literal says, for arguments that have to be literals. */
  constant?: string;
}

export const nothing: Value = { sql: "NULL", type: "NULL" };

/** A condition. */
export function truth(sql: string): Value {
  return { sql, type: "BOOLEAN" };
}

/** A value as VARCHAR. A JSON null is no text, and an object's text is its JSON. */
export function asText(value: Value): string {
  if (value.text !== undefined) return value.text;
  switch (value.type) {
    case "VARCHAR":
    case "NULL":
      return value.sql;
    case "VARIANT":
    case "OBJECT":
    case "ARRAY":
      return `json_extract_string(${value.sql}, '$')`;
    case "FLOAT":
      return `snowflake_float_text(${value.sql})`;
    case "TIMESTAMP_NTZ":
      return `strftime(${value.sql}, '%Y-%m-%d %H:%M:%S.%g')`;
    case "TIMESTAMP_LTZ":
    case "TIMESTAMP_TZ":
      return `strftime(${asTimestamp(value)}, '%Y-%m-%d %H:%M:%S.%g +0000')`;
    default:
      return `CAST(${value.sql} AS VARCHAR)`;
  }
}

/**
 * A value as a number, or NULL where a VARIANT or a text holds none. There Snowflake fails the query; in logs
 * that mix what a key holds, one odd record would then hide all others.
 */
export function asNumber(value: Value): string {
  return numeric(value, "DOUBLE");
}

/** The same for a comparison in which digits beyond a DOUBLE's 15 tell numbers apart: much slower. */
export function asExactNumber(value: Value): string {
  return numeric(value, "DECIMAL(38, 9)");
}

function numeric(value: Value, type: string): string {
  if (value.type === "NUMBER" || value.type === "FLOAT" || value.type === "NULL") return value.sql;
  if (value.type === "BOOLEAN") return `CAST(${value.sql} AS INTEGER)`;
  if (isTemporal(value.type) || value.type === "TIME")
    throw new Mismatch(
      `a ${value.type} is no number. Take a part of it with DATE_PART or EXTRACT.`,
    );
  return `TRY_CAST(${asText(value)} AS ${type})`;
}

export function asBoolean(value: Value): string {
  if (value.type === "BOOLEAN" || value.type === "NULL") return value.sql;
  return value.type === "NUMBER" || value.type === "FLOAT"
    ? `(${value.sql} <> 0)`
    : `snowflake_to_boolean(${asText(value)})`;
}

export function asTimestamp(value: Value): string {
  if (value.type === "TIMESTAMP_NTZ") return value.sql;
  if (isTemporal(value.type) || value.type === "NULL") return `CAST(${value.sql} AS TIMESTAMP)`;
  return `snowflake_timestamp(${asText(value)})`;
}

function asMoment(value: Value): string {
  const isText = value.type === "VARCHAR" || isSemiStructured(value.type);
  return isText ? `snowflake_moment(${asText(value)})` : `CAST(${value.sql} AS TIMESTAMPTZ)`;
}

export function asDate(value: Value): string {
  return value.type === "DATE" ? value.sql : `CAST(${asTimestamp(value)} AS DATE)`;
}

/** A value as JSON. A SQL NULL stays one. */
export function asJson(value: Value): string {
  if (isSemiStructured(value.type)) return value.sql;
  if (value.type === "NULL") return "CAST(NULL AS JSON)";
  if (value.type === "FLOAT") return `CAST(${asText(value)} AS JSON)`;
  return `to_json(${isTemporal(value.type) || value.type === "TIME" ? asText(value) : value.sql})`;
}

/** A value as a type: what an implicit cast does. */
export function as(value: Value, type: SnowflakeType): string {
  if (value.type === type) return value.sql;
  switch (type) {
    case "VARCHAR":
      return asText(value);
    case "NUMBER":
    case "FLOAT":
      return asNumber(value);
    case "BOOLEAN":
      return asBoolean(value);
    case "DATE":
      return asDate(value);
    case "TIMESTAMP_NTZ":
      return asTimestamp(value);
    case "TIMESTAMP_LTZ":
    case "TIMESTAMP_TZ":
      return asMoment(value);
    case "TIME":
      return `CAST(${asText(value)} AS TIME)`;
    case "VARIANT":
    case "OBJECT":
    case "ARRAY":
      return asJson(value);
    default:
      return value.sql;
  }
}

/** The type that values of several types take in one column: the one that is not VARIANT and not text wins. */
export function commonType(types: readonly SnowflakeType[]): SnowflakeType {
  const told = [...new Set(types)].filter((type) => type !== "NULL");
  const plain = told.filter((type) => !isSemiStructured(type));
  if (plain.length === 0) return told.length > 1 ? "VARIANT" : (told[0] ?? "NULL");
  const temporal =
    plain.find((type) => type.startsWith("TIMESTAMP")) ?? plain.find((type) => type === "DATE");
  return (
    temporal ??
    plain.find((type) => type === "FLOAT") ??
    plain.find((type) => type !== "VARCHAR") ??
    "VARCHAR"
  );
}

export function text(constant: string): Value {
  return { sql: literal(constant), type: "VARCHAR", constant };
}
