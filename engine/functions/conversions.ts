import type { Call, Expression } from "../syntax/ast";
import type { Context } from "../semantics/context";
import { attempted, convert, toNumber } from "../semantics/cast";
import { type SnowflakeType, isTemporal } from "../semantics/types";
import { type Value, asNumber, asText, asTimestamp } from "../semantics/value";
import { formatOf } from "./formats";
import { takes } from "./special";

type Special = (call: Call, context: Context) => Value;

const toText: Special = (call, context) => {
  const [argument, format] = takes(call, context, 1, 2);
  const value = context.emit(argument);
  if (call.arguments.length === 1) return { sql: asText(value), type: "VARCHAR" };
  if (!isTemporal(value.type))
    context.refuse(call.at, `${call.name} takes a format for dates and timestamps only here.`);
  return { sql: `strftime(${asTimestamp(value)}, ${formatOf(format, context)})`, type: "VARCHAR" };
};

function toTime(type: SnowflakeType, attempt: boolean): Special {
  return (call, context) => {
    const [argument, second] = takes(call, context, 1, 2);
    const value = context.emit(argument);
    if (
      call.arguments.length === 1 ||
      (second.kind === "string" && second.value.toUpperCase() === "AUTO")
    ) {
      return plainTime(value, type, attempt);
    }
    if (second.kind === "number") return epoch(value, second, type, call, context);
    const parse = attempt ? "try_strptime" : "strptime";
    const parsed = `${parse}(${asText(value)}, ${formatOf(second, context)})`;
    return {
      sql:
        type === "TIMESTAMP_NTZ"
          ? parsed
          : convert({ sql: parsed, type: "TIMESTAMP_NTZ" }, type).sql,
      type,
    };
  };
}

function plainTime(value: Value, type: SnowflakeType, attempt: boolean): Value {
  if (value.type === "NUMBER" || value.type === "FLOAT") {
    return convert(
      { sql: `snowflake_epoch(CAST(floor(${value.sql}) AS BIGINT))`, type: "TIMESTAMP_NTZ" },
      type,
    );
  }
  return attempt ? { sql: attempted(value, type), type } : convert(value, type);
}

// Source: "TO_TIMESTAMP": the scale says which fractions of a second are counted.
function epoch(
  value: Value,
  scale: Extract<Expression, { kind: "number" }>,
  type: SnowflakeType,
  call: Call,
  context: Context,
): Value {
  const digits = Number(scale.text);
  if (![0, 3, 6, 9].includes(digits))
    context.refuse(call.at, "the scale of a number of seconds is 0, 3, 6 or 9.");
  const factor = digits === 9 ? "/ 1000" : `* ${10 ** (6 - digits)}`;
  const micros = `make_timestamp(CAST(CAST(${asNumber(value)} AS HUGEINT) ${factor} AS BIGINT))`;
  return convert({ sql: micros, type: "TIMESTAMP_NTZ" }, type);
}

function toNumeric(attempt: boolean): Special {
  return (call, context) => {
    const [argument, ...sizes] = takes(call, context, 1, 3);
    const [precision, scale] = sizes.map((size) =>
      size.kind === "number"
        ? Number(size.text)
        : context.refuse(size.at, `${call.name} with a format is not supported here.`),
    );
    return toNumber(context.emit(argument), precision ?? 38, scale ?? 0, attempt);
  };
}

function to(type: SnowflakeType, attempt: boolean): Special {
  return (call, context) => {
    const value = context.emit(takes(call, context, 1)[0]);
    return attempt ? { sql: attempted(value, type), type } : convert(value, type);
  };
}

// Source: "SHA2": 256 bits unless another size is given, of which DuckDB has no other.
const sha2: Special = (call, context) => {
  const [text, size] = takes(call, context, 1, 2);
  if (call.arguments.length > 1 && !(size.kind === "number" && size.text === "256")) {
    context.refuse(size.at, `${call.name} is supported with 256 bits only.`);
  }
  return { sql: `sha256(${asText(context.emit(text))})`, type: "VARCHAR" };
};

/** Conversions. Source: "Conversion functions". `TRY_…` is NULL where the others fail. */
export const conversions: Readonly<Record<string, Special>> = {
  SHA2: sha2,
  SHA2_HEX: sha2,
  TO_VARCHAR: toText,
  TO_CHAR: toText,
  TO_TIMESTAMP: toTime("TIMESTAMP_NTZ", false),
  TO_TIMESTAMP_NTZ: toTime("TIMESTAMP_NTZ", false),
  TRY_TO_TIMESTAMP: toTime("TIMESTAMP_NTZ", true),
  TRY_TO_TIMESTAMP_NTZ: toTime("TIMESTAMP_NTZ", true),
  TO_TIMESTAMP_LTZ: toTime("TIMESTAMP_LTZ", false),
  TRY_TO_TIMESTAMP_LTZ: toTime("TIMESTAMP_LTZ", true),
  TO_DATE: toTime("DATE", false),
  DATE: toTime("DATE", false),
  TRY_TO_DATE: toTime("DATE", true),
  TO_TIME: to("TIME", false),
  TRY_TO_TIME: to("TIME", true),
  TO_NUMBER: toNumeric(false),
  TO_DECIMAL: toNumeric(false),
  TO_NUMERIC: toNumeric(false),
  TRY_TO_NUMBER: toNumeric(true),
  TRY_TO_DECIMAL: toNumeric(true),
  TRY_TO_NUMERIC: toNumeric(true),
  TO_DOUBLE: to("FLOAT", false),
  TRY_TO_DOUBLE: to("FLOAT", true),
  TO_BOOLEAN: to("BOOLEAN", false),
  TRY_TO_BOOLEAN: to("BOOLEAN", true),
};
