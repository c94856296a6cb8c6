import { Mismatch } from "./mismatch";
import { literal } from "./quote";
import { type SnowflakeType, isSemiStructured, isTemporal } from "./types";
import { clockOf, inUtc, momentOf, withClock } from "./zoned";

/** A piece of DuckDB SQL and what it is to Snowflake. */
export interface Value {
  sql: string;
  type: SnowflakeType;
  /**
   * A shorter way to the text of a VARIANT, and of a VARCHAR that was one: the text as the JSON writes it. For an object,
   * an array and a number with an exponent Snowflake writes another.
   */
  raw?: string;
  /** What a literal says, for arguments that have to be literals. */
  constant?: string;
}

export const nothing: Value = { sql: "NULL", type: "NULL" };

/** A condition. */
export function truth(sql: string): Value {
  return { sql, type: "BOOLEAN" };
}

export function text(constant: string): Value {
  return { sql: literal(constant), type: "VARCHAR", constant };
}

/** A value as VARCHAR. A JSON null is no text, and an object's text is its JSON. */
export function asText(value: Value): string {
  const { sql, type, raw } = value;
  switch (type) {
    case "VARCHAR":
    case "NULL":
      return sql;
    case "VARIANT":
    case "OBJECT":
    case "ARRAY":
      return raw === undefined
        ? `snowflake_json_text(${sql})`
        : `snowflake_path_text(${raw}, ${sql})`;
    case "FLOAT":
      return `snowflake_float_text(${sql})`;
    case "TIMESTAMP_NTZ":
      return `strftime(${sql}, '%Y-%m-%d %H:%M:%S.%g')`;
    case "TIMESTAMP_LTZ":
      return `strftime(${asTimestamp(value)}, '%Y-%m-%d %H:%M:%S.%g +0000')`;
    case "TIMESTAMP_TZ":
      return `snowflake_zoned_text(${sql})`;
    case "TIME":
      return `left(CAST(${sql} AS VARCHAR), 8)`;
    default:
      return `CAST(${sql} AS VARCHAR)`;
  }
}

/** The text of a VARIANT or VARCHAR where it does not matter how objects and numbers are written. */
export function rawText(value: Value): string {
  return (
    value.raw ??
    (isSemiStructured(value.type) ? `json_extract_string(${value.sql}, '$')` : asText(value))
  );
}

/** What a text or a VARIANT holds, by the macro that fails where it holds something else. */
export function read(value: Value, what: string): string {
  return isSemiStructured(value.type)
    ? `snowflake_variant_${what}(${rawText(value)}, ${value.sql})`
    : `snowflake_${what}(${rawText(value)})`;
}

function isWritten({ type }: Value): boolean {
  return type === "VARCHAR" || isSemiStructured(type);
}

/** A value as a number. Fails at run time on a text or a VARIANT that holds none. */
export function asNumber(value: Value): string {
  return numeric(value, "number");
}

/** The same for a comparison in which digits beyond a DOUBLE's 15 tell numbers apart: much slower. */
export function asExactNumber(value: Value): string {
  return numeric(value, "exact_number");
}

function numeric(value: Value, how: string): string {
  const { sql, type } = value;
  if (type === "NUMBER" || type === "FLOAT" || type === "NULL") return sql;
  if (isWritten(value)) return read(value, how);
  // Source: "Logical data types": a BOOLEAN is cast to a number explicitly only.
  throw new Mismatch(
    type === "BOOLEAN"
      ? "a BOOLEAN is no number. Cast it, or count with COUNT_IF."
      : `a ${type} is no number. Take a part of it with DATE_PART or EXTRACT.`,
  );
}

export function asBoolean(value: Value): string {
  const { sql, type } = value;
  if (type === "BOOLEAN" || type === "NULL") return sql;
  if (type === "NUMBER" || type === "FLOAT") return `(${sql} <> 0)`;
  if (isWritten(value)) return read(value, "truth");
  throw new Mismatch(`a ${type} is no BOOLEAN.`);
}

/** What the clock shows, without a zone. */
export function asTimestamp(value: Value): string {
  const { sql, type } = value;
  if (type === "TIMESTAMP_NTZ") return sql;
  if (type === "TIMESTAMP_TZ") return clockOf(sql);
  if (isTemporal(type) || type === "NULL") return `CAST(${sql} AS TIMESTAMP)`;
  if (isWritten(value)) return read(value, "timestamp");
  throw new Mismatch(`a ${type} is no date or timestamp.`);
}

/** The moment as a TIMESTAMP in UTC, which is the session's zone. */
export function asMoment(value: Value): string {
  if (value.type === "TIMESTAMP_TZ") return momentOf(value.sql);
  return isWritten(value) ? `CAST(${read(value, "moment")} AS TIMESTAMP)` : asTimestamp(value);
}

function asZoned(value: Value): string {
  return isWritten(value) ? read(value, "zoned_time") : inUtc(asMoment(value));
}

export function asDate(value: Value): string {
  if (value.type === "DATE") return value.sql;
  return isWritten(value) ? read(value, "date") : `CAST(${asTimestamp(value)} AS DATE)`;
}

export function asTime(value: Value): string {
  const { sql, type } = value;
  if (type === "TIME" || type === "NULL") return sql;
  if (isWritten(value)) return read(value, "time");
  if (type.startsWith("TIMESTAMP")) return `CAST(${asTimestamp(value)} AS TIME)`;
  throw new Mismatch(`a ${type} is no TIME.`);
}

/** The same date or timestamp when its clock shows another time, a TIMESTAMP_TZ at its offset. */
export function atClock(value: Value, clock: string): Value {
  switch (value.type) {
    case "DATE":
      return { sql: `CAST(${clock} AS DATE)`, type: "DATE" };
    case "TIMESTAMP_TZ":
      return { sql: withClock(value.sql, clock), type: "TIMESTAMP_TZ" };
    case "TIMESTAMP_LTZ":
      return { sql: `CAST(${clock} AS TIMESTAMPTZ)`, type: "TIMESTAMP_LTZ" };
    default:
      return { sql: clock, type: "TIMESTAMP_NTZ" };
  }
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
      return `CAST(${asMoment(value)} AS TIMESTAMPTZ)`;
    case "TIMESTAMP_TZ":
      return asZoned(value);
    case "TIME":
      return asTime(value);
    case "VARIANT":
    case "OBJECT":
    case "ARRAY":
      return asJson(value);
    default:
      return value.sql;
  }
}

// Of two types in one column, the one that stands first here.
const precedence: readonly Exclude<SnowflakeType, "NULL">[] = [
  "TIMESTAMP_TZ",
  "TIMESTAMP_LTZ",
  "TIMESTAMP_NTZ",
  "DATE",
  "TIME",
  "BOOLEAN",
  "FLOAT",
  "NUMBER",
];

/** The type that values of several types take in one column: the one that is not VARIANT and not text wins. */
export function commonType(types: readonly SnowflakeType[]): SnowflakeType {
  const told = [...new Set(types)].filter((type) => type !== "NULL");
  const plain = told.filter((type) => !isSemiStructured(type));
  if (plain.length === 0) return told.length > 1 ? "VARIANT" : (told[0] ?? "NULL");
  return (
    precedence.find((type) => plain.includes(type)) ??
    plain.find((type) => type !== "VARCHAR") ??
    "VARCHAR"
  );
}
