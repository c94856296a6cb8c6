import type { Expression } from "../syntax/ast";
import type { Context } from "./context";
import { Mismatch } from "./mismatch";
import { type DeclaredType, type SnowflakeType, isSemiStructured, typeNamed } from "./types";
import { type Value, as, asText, rawText, read } from "./value";

/** `value::type`, CAST and TRY_CAST. */
export function emitCast(cast: Extract<Expression, { kind: "cast" }>, context: Context): Value {
  const value = context.emit(cast.value);
  const type =
    typeNamed(cast.type) ??
    context.refuse(cast.type.at, `the type ${cast.type.name} is not supported here.`);
  // Source: "TRY_CAST".
  if (cast.attempt && value.type !== "VARCHAR" && value.type !== "NULL") {
    throw new Mismatch(`TRY_CAST takes texts only, not a ${value.type}. Cast it to VARCHAR first.`);
  }
  const [size, scale = 0] = cast.type.arguments;
  if (type === "NUMBER") return toNumber(value, size ?? 38, scale, cast.attempt);
  if (type === "VARCHAR" && size !== undefined)
    return { sql: `left(${asText(value)}, ${size})`, type };
  if (cast.attempt) return { sql: attempted(value, type), type };
  return convert(value, type);
}

/**
 * An explicit cast. It takes more than an implicit one, and like that fails at run time on a text or a VARIANT that
 * holds no value of the type.
 *
 * @throws Mismatch for types of which none is cast to the other.
 */
export function convert(value: Value, type: SnowflakeType): Value {
  if (type === value.type) return value;
  switch (type) {
    case "VARCHAR":
      return {
        sql: asText(value),
        type,
        ...(isSemiStructured(value.type) && { raw: rawText(value) }),
      };
    case "FLOAT":
      return { sql: toFloat(value), type };
    case "BOOLEAN":
      return { sql: value.type === "VARCHAR" ? read(value, "boolean") : as(value, type), type };
    case "OBJECT":
      return { sql: toObject(value), type };
    case "ARRAY":
      return { sql: `snowflake_array(${as(value, "VARIANT")})`, type };
    default:
      // Source: "TO_TIMESTAMP": a number counts seconds.
      return value.type === "NUMBER" && type.startsWith("TIMESTAMP")
        ? convert({ sql: `snowflake_seconds(${value.sql})`, type: "TIMESTAMP_NTZ" }, type)
        : { sql: as(value, type), type };
  }
}

function toFloat(value: Value): string {
  if (value.type === "VARCHAR" || isSemiStructured(value.type)) return read(value, "float");
  return `CAST(${value.type === "BOOLEAN" ? bit(value) : as(value, "FLOAT")} AS DOUBLE)`;
}

function toObject(value: Value): string {
  if (isSemiStructured(value.type) || value.type === "NULL")
    return `snowflake_variant_object(${as(value, "VARIANT")})`;
  throw new Mismatch(`a ${value.type} is no OBJECT. Parse text with PARSE_JSON.`);
}

function bit({ sql }: Value): string {
  return `CAST(${sql} AS INTEGER)`;
}

/** A number of a scale: rounds half away from zero. Source: "NUMBER". */
export function toNumber(value: Value, precision: number, scale: number, attempt: boolean): Value {
  const isWritten = value.type === "VARCHAR" || isSemiStructured(value.type);
  if (isWritten && precision === 38 && scale === 0) {
    const sql = attempt ? `snowflake_try_integer(${rawText(value)})` : read(value, "integer");
    return { sql, type: "NUMBER" };
  }
  const type = `DECIMAL(${precision}, ${scale})`;
  const plain = value.type === "BOOLEAN" ? bit(value) : as(value, "NUMBER");
  const source = isWritten ? `snowflake_numeral(${rawText(value)})` : plain;
  const otherwise = isWritten ? read(value, "no_number") : `snowflake_out_of_range(${plain})`;
  const tried = `TRY_CAST(${source} AS ${type})`;
  const decimal = attempt ? tried : `CAST(coalesce(${tried}, ${otherwise}) AS ${type})`;
  return { sql: scale === 0 ? `CAST(${decimal} AS HUGEINT)` : decimal, type: "NUMBER" };
}

/**
 * A value where another type is declared, such as an argument: what an implicit cast does. A NUMBER without a scale
 * keeps no digit after the point.
 *
 * @throws Mismatch for types of which none is cast to the other implicitly.
 */
export function coerced(value: Value, { type, sizes }: DeclaredType): string {
  const implicit = as(value, type);
  if (type === "NUMBER") return toNumber(value, sizes[0] ?? 38, sizes[1] ?? 0, false).sql;
  // A NULL without a type fits every function of a name, and DuckDB asks which.
  return value.type === "NULL" && type === "VARCHAR" ? `CAST(${implicit} AS VARCHAR)` : implicit;
}

/** The same as `convert`, but NULL where that would fail. */
export function attempted(value: Value, type: SnowflakeType): string {
  const isWritten = value.type === "VARCHAR" || isSemiStructured(value.type);
  if (!isWritten || isSemiStructured(type) || type === "VARCHAR") return convert(value, type).sql;
  const text = rawText(value);
  return `snowflake_try_${tries[type] ?? ""}(${text})`;
}

const tries: Partial<Record<SnowflakeType, string>> = {
  BOOLEAN: "boolean",
  DATE: "date",
  FLOAT: "float",
  NUMBER: "integer",
  TIME: "time",
  TIMESTAMP_NTZ: "timestamp",
  TIMESTAMP_LTZ: "moment",
  TIMESTAMP_TZ: "zoned_time",
};
