import type { Call, Expression } from "../syntax/ast";
import type { Context } from "../semantics/context";
import { attempted, convert, toNumber } from "../semantics/cast";
import { type SnowflakeType, isTemporal } from "../semantics/types";
import { type Value, asNumber, asText, asTimestamp } from "../semantics/value";
import { formatOf } from "./formats";
import { argumentsOf } from "./arguments";
import { type Emit, entries } from "./entry";

const toText: Emit = (call, context) => {
  const [argument, format] = argumentsOf(call);
  const value = context.emit(argument);
  if (call.arguments.length === 1) return { sql: asText(value), type: "VARCHAR" };
  if (!isTemporal(value.type))
    context.refuse(call.at, `${call.name} takes a format for dates and timestamps only here.`);
  return { sql: `strftime(${asTimestamp(value)}, ${formatOf(format, context)})`, type: "VARCHAR" };
};

function toTime(type: SnowflakeType, attempt: boolean): Emit {
  return (call, context) => {
    const [argument, second] = argumentsOf(call);
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

function toNumeric(attempt: boolean): Emit {
  return (call, context) => {
    const [argument, ...sizes] = argumentsOf(call);
    const [precision, scale] = sizes.map((size) =>
      size.kind === "number"
        ? Number(size.text)
        : context.refuse(size.at, `${call.name} with a format is not supported here.`),
    );
    return toNumber(context.emit(argument), precision ?? 38, scale ?? 0, attempt);
  };
}

function to(type: SnowflakeType, attempt: boolean): Emit {
  return (call, context) => {
    const value = context.emit(argumentsOf(call)[0]);
    return attempt ? { sql: attempted(value, type), type } : convert(value, type);
  };
}

// Source: "SHA2": 256 bits unless another size is given, of which DuckDB has no other.
const sha2: Emit = (call, context) => {
  const [text, size] = argumentsOf(call);
  if (call.arguments.length > 1 && !(size.kind === "number" && size.text === "256")) {
    context.refuse(size.at, `${call.name} is supported with 256 bits only.`);
  }
  return { sql: `sha256(${asText(context.emit(text))})`, type: "VARCHAR" };
};

/** Conversions. Source: "Conversion functions". `TRY_…` is NULL where the others fail. */
export const conversions = entries("scalar", {
  SHA2: {
    aliases: ["SHA2_HEX"],
    calls: { "(text, [integer])": sha2 },
    examples: {},
  },
  TO_VARCHAR: {
    aliases: ["TO_CHAR"],
    calls: { "(any, [format])": toText },
    examples: {},
    page: "to_char",
  },
  TO_TIMESTAMP: {
    aliases: ["TO_TIMESTAMP_NTZ"],
    calls: { "(any, [format])": toTime("TIMESTAMP_NTZ", false) },
    examples: {},
    page: "to_timestamp",
  },
  TRY_TO_TIMESTAMP: {
    aliases: ["TRY_TO_TIMESTAMP_NTZ"],
    calls: { "(any, [format])": toTime("TIMESTAMP_NTZ", true) },
    examples: {},
    page: "try_to_timestamp",
  },
  TO_TIMESTAMP_LTZ: {
    calls: { "(any, [format])": toTime("TIMESTAMP_LTZ", false) },
    examples: {},
    page: "to_timestamp",
  },
  TRY_TO_TIMESTAMP_LTZ: {
    calls: { "(any, [format])": toTime("TIMESTAMP_LTZ", true) },
    examples: {},
    page: "try_to_timestamp",
  },
  TO_DATE: {
    aliases: ["DATE"],
    calls: { "(any, [format])": toTime("DATE", false) },
    examples: {},
  },
  TRY_TO_DATE: {
    calls: { "(any, [format])": toTime("DATE", true) },
    examples: {},
  },
  TO_TIME: {
    calls: { "(any)": to("TIME", false) },
    examples: {},
  },
  TRY_TO_TIME: {
    calls: { "(any)": to("TIME", true) },
    examples: {},
  },
  TO_NUMBER: {
    aliases: ["TO_DECIMAL", "TO_NUMERIC"],
    calls: { "(any, [precision], [scale])": toNumeric(false) },
    examples: {},
    page: "to_decimal",
  },
  TRY_TO_NUMBER: {
    aliases: ["TRY_TO_DECIMAL", "TRY_TO_NUMERIC"],
    calls: { "(any, [precision], [scale])": toNumeric(true) },
    examples: {},
    page: "try_to_decimal",
  },
  TO_DOUBLE: {
    calls: { "(any)": to("FLOAT", false) },
    examples: {},
  },
  TRY_TO_DOUBLE: {
    calls: { "(any)": to("FLOAT", true) },
    examples: {},
  },
  TO_BOOLEAN: {
    calls: { "(any)": to("BOOLEAN", false) },
    examples: {},
  },
  TRY_TO_BOOLEAN: {
    calls: { "(any)": to("BOOLEAN", true) },
    examples: {},
  },
});
