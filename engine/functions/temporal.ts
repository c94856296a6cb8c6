import type { Expression } from "../syntax/ast";
import type { Context } from "../semantics/context";
import { type Value, asMoment, asNumber, asText, asTimestamp, atClock } from "../semantics/value";
import { inZone } from "../semantics/zoned";
import { argumentsOf, wordOf } from "./arguments";
import { type Emit, entries } from "./entry";
import { type Unit, interval, isCalendar, unitNamed, unitOf } from "./units";

const dateAdd: Emit = (call, context) => {
  const [part, amount, moved] = argumentsOf(call) as [Expression, Expression, Expression];
  const unit = unitOf(part, context);
  const value = context.emit(moved);
  const sum = `(${asTimestamp(value)} + ${interval(unit, asNumber(context.emit(amount)))})`;
  return dated(sum, value, unit);
};

function dated(sql: string, value: Value, unit: Unit): Value {
  return value.type === "DATE" && !isCalendar(unit)
    ? { sql, type: "TIMESTAMP_NTZ" }
    : atClock(value, sql);
}

// Source: "DATEDIFF": it counts the boundaries that are crossed, not the time that passed.
const dateDiff: Emit = (call, context) => {
  const [part, from, to] = argumentsOf(call) as [Expression, Expression, Expression];
  const unit = unitOf(part, context);
  const [start, end] = [from, to].map((value) => asMoment(context.emit(value)));
  const sql =
    unit === "week"
      ? `(date_diff('day', date_trunc('week', ${start}), date_trunc('week', ${end})) // 7)`
      : unit === "nanosecond"
        ? `(date_diff('microsecond', ${start}, ${end}) * 1000)`
        : `date_diff('${unit}', ${start}, ${end})`;
  return { sql, type: "NUMBER" };
};

const dateTrunc: Emit = (call, context) => {
  const [part, value] = argumentsOf(call);
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
const trunc: Emit = (call, context) => {
  const [first, second] = argumentsOf(call);
  const value = context.emit(first);
  const word = call.arguments.length > 1 ? wordOf(second) : undefined;
  if (word !== undefined && unitNamed(word) !== undefined) return truncated(second, value, context);
  const type = value.type === "NUMBER" ? "NUMBER" : "FLOAT";
  const scale =
    call.arguments.length > 1 ? `, CAST(${asNumber(context.emit(second))} AS INTEGER)` : "";
  return { sql: `trunc(${asNumber(value)}${scale})`, type };
};

// Source: "TIME_SLICE": slices are counted from midnight on January 1st 1970, and weeks begin on Monday.
const timeSlice: Emit = (call, context) => {
  const [value, length, part, end] = argumentsOf(call) as [
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

const datePart: Emit = (call, context) => {
  const [part, argument] = argumentsOf(call);
  const word = (wordOf(part) ?? "").toLowerCase();
  const name =
    parts[word] ??
    unitNamed(word) ??
    context.refuse(part.at, `'${word}' is no part of a date or time.`);
  const value = context.emit(argument);
  const sql =
    value.type === "TIME"
      ? value.sql
      : name.startsWith("epoch_")
        ? asMoment(value)
        : asTimestamp(value);
  return { sql: templates[name]?.(sql) ?? `${name}(${sql})`, type: "NUMBER" };
};

// Source: "CONVERT_TIMEZONE". With two arguments the result has the offset of the zone at that moment.
const convertTimezone: Emit = (call, context) => {
  const values = argumentsOf(call).map((argument) => context.emit(argument));
  if (values.length === 3) {
    const [from, to, value] = values as [Value, Value, Value];
    return {
      sql: `timezone(${asText(to)}, timezone(${asText(from)}, ${asTimestamp(value)}))`,
      type: "TIMESTAMP_NTZ",
    };
  }
  const [zone, value] = values as [Value, Value];
  return { sql: inZone(asMoment(value), asText(zone)), type: "TIMESTAMP_TZ" };
};

/** Functions of times that take a unit or a zone. Source: "Date & time functions". */
export const temporal = entries("scalar", {
  DATEADD: {
    aliases: ["TIMEADD", "TIMESTAMPADD"],
    calls: { "(unit, number, time)": dateAdd },
    examples: {},
  },
  DATEDIFF: {
    aliases: ["TIMEDIFF", "TIMESTAMPDIFF"],
    calls: { "(unit, time, time)": dateDiff },
    examples: {},
  },
  DATE_TRUNC: {
    calls: { "(unit, time)": dateTrunc },
    examples: {},
  },
  TRUNC: {
    calls: { "(any, [unit])": trunc },
    examples: {},
  },
  TIME_SLICE: {
    calls: { "(time, length, unit, [side])": timeSlice },
    examples: {},
  },
  DATE_PART: {
    calls: { "(unit, time)": datePart },
    examples: {},
  },
  EXTRACT: {
    calls: { "(unit, time)": datePart },
    examples: {},
  },
  CONVERT_TIMEZONE: {
    calls: { "([zone], zone, time)": convertTimezone },
    examples: {},
  },
});
