import type { Expression } from "../syntax/ast";
import type { Context } from "./context";
import { type SnowflakeType, isSemiStructured, isTemporal, typeNamed } from "./types";
import { type Value, as, asNumber, asText } from "./value";

/** `value::type`, CAST and TRY_CAST. */
export function emitCast(cast: Extract<Expression, { kind: "cast" }>, context: Context): Value {
  const value = context.emit(cast.value);
  const type =
    typeNamed(cast.type) ??
    context.refuse(cast.type.at, `the type ${cast.type.name} is not supported here.`);
  const [precision = 38, scale = 0] = cast.type.arguments;
  if (type === "NUMBER") return toNumber(value, precision, scale, cast.attempt);
  if (cast.attempt) return { sql: attempted(value, type), type };
  return convert(value, type);
}

/** An explicit cast. Unlike an implicit one it fails on a text that is no value of the type. */
export function convert(value: Value, type: SnowflakeType): Value {
  if (type === value.type) return value;
  if (isSemiStructured(type))
    return { sql: as(value, type), type, ...(value.text && { text: value.text }) };
  if (type === "FLOAT")
    return {
      sql: isNumber(value) ? `CAST(${value.sql} AS DOUBLE)` : `CAST(${asText(value)} AS DOUBLE)`,
      type,
    };
  if (type === "TIME")
    return {
      sql: isTemporal(value.type) ? `CAST(${value.sql} AS TIME)` : `CAST(${asText(value)} AS TIME)`,
      type,
    };
  return { sql: as(value, type), type };
}

/** A number of a scale: rounds half away from zero. Source: "NUMBER". */
export function toNumber(value: Value, precision: number, scale: number, attempt: boolean): Value {
  const cast = attempt ? "TRY_CAST" : "CAST";
  const source = isNumber(value) || value.type === "BOOLEAN" ? asNumber(value) : asText(value);
  if (precision === 38 && scale === 0 && !isNumber(value) && value.type !== "BOOLEAN") {
    return { sql: `snowflake_${attempt ? "try_" : ""}integer(${source})`, type: "NUMBER" };
  }
  const decimal = `${cast}(${source} AS DECIMAL(${precision}, ${scale}))`;
  return { sql: scale === 0 ? `CAST(${decimal} AS HUGEINT)` : decimal, type: "NUMBER" };
}

export function attempted(value: Value, type: SnowflakeType): string {
  switch (type) {
    case "BOOLEAN":
      return isNumber(value) || value.type === "BOOLEAN"
        ? as(value, type)
        : `snowflake_boolean(${asText(value)})`;
    case "DATE":
      return `CAST(${isTemporal(value.type) ? value.sql : `snowflake_try_timestamp(${asText(value)})`} AS DATE)`;
    case "FLOAT":
      return `TRY_CAST(${asText(value)} AS DOUBLE)`;
    case "TIME":
      return `TRY_CAST(${asText(value)} AS TIME)`;
    default:
      if (!isTemporal(type) || isTemporal(value.type)) return as(value, type);
      return `snowflake_try_${type === "TIMESTAMP_NTZ" ? "timestamp" : "moment"}(${asText(value)})`;
  }
}

function isNumber({ type }: Value): boolean {
  return type === "NUMBER" || type === "FLOAT";
}
