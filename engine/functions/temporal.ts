import type { Call, Expression } from "../syntax/ast";
import type { Context } from "../semantics/context";
import { type Value, asNumber, asText, asTimestamp } from "../semantics/value";
import { takes, wordOf } from "./special";
import { type Unit, interval, isCalendar, unitNamed, unitOf } from "./units";

type Special = (call: Call, context: Context) => Value;

const dateAdd: Special = (call, context) => {
  const [part, amount, moved] = takes(call, context, 3) as [Expression, Expression, Expression];
  const unit = unitOf(part, context);
  const value = context.emit(moved);
  const sum = `(${asTimestamp(value)} + ${interval(unit, asNumber(context.emit(amount)))})`;
  return dated(sum, value, unit);
};

function dated(sql: string, value: Value, unit: Unit): Value {
  if (value.type === "DATE" && isCalendar(unit))
    return { sql: `CAST(${sql} AS DATE)`, type: "DATE" };
  if (value.type === "TIMESTAMP_LTZ" || value.type === "TIMESTAMP_TZ") {
    return { sql: `CAST(${sql} AS TIMESTAMPTZ)`, type: value.type };
  }
  return { sql, type: "TIMESTAMP_NTZ" };
}

// Source: "DATEDIFF": it counts the boundaries that are crossed, not the time that passed.
const dateDiff: Special = (call, context) => {
  const [part, from, to] = takes(call, context, 3) as [Expression, Expression, Expression];
  const unit = unitOf(part, context);
  const [start, end] = [from, to].map((value) => asTimestamp(context.emit(value)));
  const sql =
    unit === "week"
      ? `(date_diff('day', date_trunc('week', ${start}), date_trunc('week', ${end})) // 7)`
      : unit === "nanosecond"
        ? `(date_diff('microsecond', ${start}, ${end}) * 1000)`
        : `date_diff('${unit}', ${start}, ${end})`;
  return { sql, type: "NUMBER" };
};

const dateTrunc: Special = (call, context) => {
  const [part, value] = takes(call, context, 2);
  return truncated(part, context.emit(value), context);
};

function truncated(part: Expression, value: Value, context: Context): Value {
  const unit = unitOf(part, context);
  if (unit === "nanosecond") return value;
  return dated(
    `date_trunc('${unit}', ${asTimestamp(value)})`,
    value,
    isCalendar(unit) ? unit : "hour",
  );
}

// TRUNC of a date takes the unit last; TRUNC of a number takes a scale.
const trunc: Special = (call, context) => {
  const [first, second] = takes(call, context, 1, 2);
  const value = context.emit(first);
  const word = call.arguments.length > 1 ? wordOf(second) : undefined;
  if (word !== undefined && unitNamed(word) !== undefined) return truncated(second, value, context);
  const type = value.type === "NUMBER" ? "NUMBER" : "FLOAT";
  const scale =
    call.arguments.length > 1 ? `, CAST(${asNumber(context.emit(second))} AS INTEGER)` : "";
  return { sql: `trunc(${asNumber(value)}${scale})`, type };
};

// Source: "TIME_SLICE": slices are counted from midnight on January 1st 1970, and weeks begin on Monday.
const timeSlice: Special = (call, context) => {
  const [value, length, part, end] = takes(call, context, 3, 4) as [
    Expression,
    Expression,
    Expression,
    Expression?,
  ];
  const unit = unitOf(part, context);
  if (length.kind !== "number")
    return context.refuse(length.at, "the length of a slice is a whole number.");
  const side = end === undefined ? "START" : (wordOf(end) ?? "").toUpperCase();
  if (side !== "START" && side !== "END")
    context.refuse(call.at, "TIME_SLICE gives the 'START' or the 'END' of a slice.");
  const size = interval(unit, length.text);
  const origin = unit === "week" ? "1969-12-29" : "1970-01-01";
  const source = context.emit(value);
  const start = `time_bucket(${size}, ${asTimestamp(source)}, TIMESTAMP '${origin}')`;
  return dated(side === "END" ? `(${start} + ${size})` : start, source, unit);
};

const parts: Readonly<Record<string, string>> = {
  epoch: "epoch_second",
  epoch_second: "epoch_second",
  epoch_seconds: "epoch_second",
  epoch_millisecond: "epoch_millisecond",
  epoch_milliseconds: "epoch_millisecond",
  epoch_microsecond: "epoch_microsecond",
  epoch_microseconds: "epoch_microsecond",
  epoch_nanosecond: "epoch_nanosecond",
  epoch_nanoseconds: "epoch_nanosecond",
  dayofweek: "dayofweek",
  weekday: "dayofweek",
  dow: "dayofweek",
  dw: "dayofweek",
  dayofweekiso: "isodow",
  dayofweek_iso: "isodow",
  weekday_iso: "isodow",
  dow_iso: "isodow",
  dayofyear: "dayofyear",
  yearday: "dayofyear",
  doy: "dayofyear",
  dy: "dayofyear",
  weekiso: "weekofyear",
  week_iso: "weekofyear",
  yearofweek: "isoyear",
  yearofweekiso: "isoyear",
};

const templates: Readonly<Record<string, (value: string) => string>> = {
  epoch_second: (value) => `CAST(floor(epoch(${value})) AS BIGINT)`,
  epoch_millisecond: (value) => `epoch_ms(${value})`,
  epoch_microsecond: (value) => `epoch_us(${value})`,
  epoch_nanosecond: (value) => `epoch_ns(${value})`,
  week: (value) => `weekofyear(${value})`,
  millisecond: (value) => `(microsecond(${value}) // 1000 % 1000)`,
  microsecond: (value) => `(microsecond(${value}) % 1000000)`,
  nanosecond: (value) => `(microsecond(${value}) % 1000000 * 1000)`,
};

const datePart: Special = (call, context) => {
  const [part, argument] = takes(call, context, 2);
  const word = (wordOf(part) ?? "").toLowerCase();
  const name =
    parts[word] ??
    unitNamed(word) ??
    context.refuse(part.at, `'${word}' is no part of a date or time.`);
  const value = context.emit(argument);
  const sql = value.type === "TIME" ? value.sql : asTimestamp(value);
  return { sql: templates[name]?.(sql) ?? `${name}(${sql})`, type: "NUMBER" };
};

// Source: "CONVERT_TIMEZONE". With two arguments the result carries an offset, which has no place here
// except for UTC's.
const convertTimezone: Special = (call, context) => {
  const values = takes(call, context, 2, 3).map((argument) => context.emit(argument));
  if (values.length === 3) {
    const [from, to, value] = values as [Value, Value, Value];
    return {
      sql: `timezone(${asText(to)}, timezone(${asText(from)}, ${asTimestamp(value)}))`,
      type: "TIMESTAMP_NTZ",
    };
  }
  const [zone, value] = values as [Value, Value];
  if (zone.constant?.toUpperCase() !== "UTC") {
    context.refuse(
      call.at,
      "CONVERT_TIMEZONE with two arguments is supported for 'UTC' only. Give the zone to convert from, too.",
    );
  }
  return { sql: `CAST(${asTimestamp(value)} AS TIMESTAMPTZ)`, type: "TIMESTAMP_TZ" };
};

/** Functions of times that take a unit or a zone. Source: "Date & time functions". */
export const temporal: Readonly<Record<string, Special>> = {
  DATEADD: dateAdd,
  TIMEADD: dateAdd,
  TIMESTAMPADD: dateAdd,
  DATEDIFF: dateDiff,
  TIMEDIFF: dateDiff,
  TIMESTAMPDIFF: dateDiff,
  DATE_TRUNC: dateTrunc,
  TRUNC: trunc,
  TIME_SLICE: timeSlice,
  DATE_PART: datePart,
  EXTRACT: datePart,
  CONVERT_TIMEZONE: convertTimezone,
};
