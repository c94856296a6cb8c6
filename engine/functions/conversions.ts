import type { Call, Expression } from "../syntax/ast";
import type { Context } from "../semantics/context";
import { attempted, convert, toNumber } from "../semantics/cast";
import { type SnowflakeType, isTemporal } from "../semantics/types";
import { type Value, asNumber, asText, asTimestamp } from "../semantics/value";
import { formatOf } from "./formats";
import { numberText } from "./numberFormat";
import { argumentsOf } from "./arguments";
import { type Emit, entries } from "./entry";

const toText: Emit = (call, context) => {
  const [argument, format] = argumentsOf(call);
  const value = context.emit(argument);
  if (call.arguments.length === 1) return { sql: asText(value), type: "VARCHAR" };
  if (value.type === "NUMBER" || value.type === "FLOAT") return formatted(value, format, context);
  if (!isTemporal(value.type)) {
    context.refuse(
      call.at,
      `${call.name} takes a format for a number, a date or a timestamp, and this is ${value.type}. Cast it to one of them first.`,
    );
  }
  return { sql: `strftime(${asTimestamp(value)}, ${formatOf(format, context)})`, type: "VARCHAR" };
};

function formatted(value: Value, format: Expression, context: Context): Value {
  if (format.kind !== "string") return context.refuse(format.at, "a format has to be a string.");
  const sql = numberText(value.sql, format.value);
  if (sql !== undefined) return { sql, type: "VARCHAR" };
  return context.refuse(
    format.at,
    `the numeric format '${format.value}' is not supported here. There are TM9, fixed positions such as '999,999.00', '$9.00', 'S099', '99MI', 'B99' or 'FM999', and hexadecimal ones such as '0XXX'.`,
  );
}

function toTime(type: SnowflakeType, attempt: boolean): Emit {
  return (call, context) => {
    const [argument, second] = argumentsOf(call);
    const value = context.emit(argument);
    if ((type === "DATE" || type === "TIME") && ["NUMBER", "FLOAT"].includes(value.type))
      context.refuse(call.at, `${call.name} takes no number. Use TO_TIMESTAMP.`);
    if (
      call.arguments.length === 1 ||
      (second.kind === "string" && second.value.toUpperCase() === "AUTO")
    ) {
      return plainTime(value, type, attempt);
    }
    if (second.kind === "number") return epoch(value, second, type, call, context);
    const parse = attempt ? "try_strptime" : "strptime";
    // A format with nine digits makes a TIMESTAMP_NS.
    const parsed = `CAST(${parse}(${asText(value)}, ${formatOf(second, context)}) AS TIMESTAMP)`;
    return convert({ sql: parsed, type: "TIMESTAMP_NTZ" }, type);
  };
}

function plainTime(value: Value, type: SnowflakeType, attempt: boolean): Value {
  if (value.type === "NUMBER" || value.type === "FLOAT") {
    return convert({ sql: `snowflake_seconds(${value.sql})`, type: "TIMESTAMP_NTZ" }, type);
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

/** Conversions. Source: "Conversion functions". `TRY_…` is NULL where the others fail. */
export const conversions = entries("scalar", {
  TO_VARCHAR: {
    aliases: ["TO_CHAR"],
    calls: { "(any, [format])": toText },
    examples: {
      "to_varchar(-12.50)": "-12.50",
      "to_varchar(2 > 1)": "true",
      "to_varchar('2024-03-09 07:05:02.5'::timestamp_ntz)": "2024-03-09 07:05:02.500",
      "to_char(date '2024-03-09', 'DY, dd MON yy')": "Sat, 09 Mar 24",
      "to_char('2024-03-09 19:05:02'::timestamp_ntz, 'MMMM DD HH12:MI AM')": "March 09 07:05 PM",
      "to_char('2024-03-09 07:05:02.5'::timestamp_ntz, 'YYYY-MM-DD\"T\"HH24:MI:SS.FF3\"Z\"')":
        "2024-03-09T07:05:02.500Z",
      "to_char('2024-03-09 07:05:02.5'::timestamp_ntz, 'SS.FF6')": "02.500000",
      "to_char(12345.678, '999,999.00')": "  12,345.68",
      "to_char(7, 'FM000')": "007",
      "to_char(255, '0XX')": "0FF",
      "to_varchar(null)": null,
    },
    page: "to_char",
  },
  TO_TIMESTAMP: {
    aliases: ["TO_TIMESTAMP_NTZ"],
    calls: { "(any, [format])": toTime("TIMESTAMP_NTZ", false) },
    examples: {
      "to_timestamp('2024-03-09T07:05:02Z')": "2024-03-09 07:05:02.000",
      "to_timestamp_ntz('2024-03-09T07:05:02+02:00')": "2024-03-09 07:05:02.000",
      "to_timestamp(date '2024-03-09')": "2024-03-09 00:00:00.000",
      "to_timestamp('09/03/2024 07h', 'DD/MM/YYYY HH24\"h\"')": "2024-03-09 07:00:00.000",
      "to_timestamp('20240309 070502.25', 'YYYYMMDD HH24MISS.FF')": "2024-03-09 07:05:02.250",
      "to_timestamp(86400)": "1970-01-02 00:00:00.000",
      "to_timestamp(86400.25)": "1970-01-02 00:00:00.250",
      "to_timestamp(40000000000)": "3237-07-19 23:06:40.000",
      "to_timestamp(86400250, 3)": "1970-01-02 00:00:00.250",
      "to_timestamp('1700000000250')": "2023-11-14 22:13:20.250",
      "to_timestamp(null)": null,
    },
  },
  TRY_TO_TIMESTAMP: {
    aliases: ["TRY_TO_TIMESTAMP_NTZ"],
    calls: { "(any, [format])": toTime("TIMESTAMP_NTZ", true) },
    examples: {
      "try_to_timestamp('2024-03-09 07:05:02')": "2024-03-09 07:05:02.000",
      "try_to_timestamp_ntz('2024-02-30')": null,
      "try_to_timestamp('09/03/2024', 'DD/MM/YYYY')": "2024-03-09 00:00:00.000",
      "try_to_timestamp('2024-03-09', 'DD/MM/YYYY')": null,
    },
  },
  TO_TIMESTAMP_LTZ: {
    calls: { "(any, [format])": toTime("TIMESTAMP_LTZ", false) },
    examples: {
      "to_timestamp_ltz('2024-03-09T07:05:02+02:00')": "2024-03-09 05:05:02.000 +0000",
      "to_timestamp_ltz(86400)": "1970-01-02 00:00:00.000 +0000",
      "to_timestamp_ltz('09.03.2024', 'DD.MM.YYYY')": "2024-03-09 00:00:00.000 +0000",
    },
    page: "to_timestamp",
  },
  TRY_TO_TIMESTAMP_LTZ: {
    calls: { "(any, [format])": toTime("TIMESTAMP_LTZ", true) },
    examples: {
      "try_to_timestamp_ltz('2024-03-09T07:05:02-01:00')": "2024-03-09 08:05:02.000 +0000",
      "try_to_timestamp_ltz('yesterday')": null,
      "try_to_timestamp_ltz('9 March', 'DD.MM.YYYY')": null,
    },
    page: "try_to_timestamp",
  },
  TO_TIMESTAMP_TZ: {
    calls: { "(any, [format])": toTime("TIMESTAMP_TZ", false) },
    examples: {
      "to_timestamp_tz('2024-03-09T07:05:02+02:00')": "2024-03-09 07:05:02.000 +0200",
      "hour(to_timestamp_tz('2024-03-09T07:05:02-05:30'))": 7,
      "to_timestamp_tz('09.03.2024', 'DD.MM.YYYY')": "2024-03-09 00:00:00.000 +0000",
      "to_timestamp_tz(null)": null,
    },
    page: "to_timestamp",
  },
  TRY_TO_TIMESTAMP_TZ: {
    calls: { "(any, [format])": toTime("TIMESTAMP_TZ", true) },
    examples: {
      "try_to_timestamp_tz('2024-03-09T07:05:02-01:00')": "2024-03-09 07:05:02.000 -0100",
      "try_to_timestamp_tz('yesterday')": null,
      "try_to_timestamp_tz('9 March', 'DD.MM.YYYY')": null,
    },
    page: "try_to_timestamp",
  },
  TO_DATE: {
    aliases: ["DATE"],
    calls: { "(any, [format])": toTime("DATE", false) },
    examples: {
      "to_date('2024-03-09')": "2024-03-09",
      "to_date('2024-03-09 23:59:59'::timestamp_ntz)": "2024-03-09",
      "date('09-MAR-2024', 'DD-MON-YYYY')": "2024-03-09",
      "to_date('1700000000')": "2023-11-14",
      "to_date('03/09/2024')": "2024-03-09",
      "to_date('09-Mar-2024')": "2024-03-09",
      "to_date(null)": null,
    },
  },
  TRY_TO_DATE: {
    calls: { "(any, [format])": toTime("DATE", true) },
    examples: {
      "try_to_date('2024-02-29')": "2024-02-29",
      "try_to_date('2023-02-29')": null,
      "try_to_date('13/09/2024')": null,
      "try_to_date('09/03/2024', 'DD/MM/YYYY')": "2024-03-09",
      "try_to_date('2024-03-09', 'DD/MM/YYYY')": null,
    },
  },
  TO_TIME: {
    aliases: ["TIME"],
    calls: { "(any, [format])": toTime("TIME", false) },
    examples: {
      "to_time('07:05:02')": "07:05:02",
      "time('2024-03-09 07:05:02'::timestamp_ntz)": "07:05:02",
      "to_time('7.05 PM', 'HH12.MI PM')": "19:05:00",
      "to_time(null)": null,
    },
  },
  TRY_TO_TIME: {
    calls: { "(any, [format])": toTime("TIME", true) },
    examples: {
      "try_to_time('07:05')": "07:05:00",
      "try_to_time('27:05:00')": null,
      "try_to_time('07-05', 'HH24-MI')": "07:05:00",
      "try_to_time('07:05', 'HH24-MI')": null,
    },
  },
  TO_NUMBER: {
    aliases: ["TO_DECIMAL", "TO_NUMERIC"],
    calls: { "(any, [precision], [scale])": toNumeric(false) },
    examples: {
      "to_number('42')": 42,
      "to_number('-7.5')": -8,
      "to_decimal('7.125', 6, 2)": 7.13,
      "to_numeric('7.125', 6)": 7,
      "to_number(null)": null,
    },
    page: "to_decimal",
  },
  TRY_TO_NUMBER: {
    aliases: ["TRY_TO_DECIMAL", "TRY_TO_NUMERIC"],
    calls: { "(any, [precision], [scale])": toNumeric(true) },
    examples: {
      "try_to_number('7.5')": 8,
      "try_to_number('seven')": null,
      "try_to_decimal('7.125', 6, 2)": 7.13,
      "try_to_numeric('71250', 4)": null,
    },
    page: "try_to_decimal",
  },
  TO_DOUBLE: {
    calls: { "(any)": to("FLOAT", false) },
    examples: { "to_double('-2.5e2')": -250, "to_double(7)": 7, "to_double(null)": null },
  },
  TRY_TO_DOUBLE: {
    calls: { "(any)": to("FLOAT", true) },
    examples: { "try_to_double('7.125')": 7.125, "try_to_double('7,5')": null },
  },
  TO_BOOLEAN: {
    calls: { "(any)": to("BOOLEAN", false) },
    examples: {
      "to_boolean('Yes')": true,
      "to_boolean('OFF')": false,
      "to_boolean(-3)": true,
      "to_boolean(0)": false,
      "to_boolean(null)": null,
    },
  },
  TRY_TO_BOOLEAN: {
    calls: { "(any)": to("BOOLEAN", true) },
    examples: {
      "try_to_boolean('t')": true,
      "try_to_boolean('n')": false,
      "try_to_boolean('2')": null,
    },
  },
});
