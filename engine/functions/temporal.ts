import type { Context } from "../semantics/context";
import { Mismatch } from "../semantics/mismatch";
import { type Value, asMoment, asNumber, asText, asTimestamp, atClock } from "../semantics/value";
import { inZone } from "../semantics/zoned";
import type { Expression } from "../syntax/ast";
import { argumentsOf, wordOf } from "./arguments";
import { type Emit, entries } from "./entry";
import { type Unit, interval, isCalendar, unitNamed, unitOf } from "./units";

// What is computed with: a TIME stands on a day, which `dated` takes away again.
function clock(value: Value): string {
  return value.type === "TIME" ? `(DATE '1970-01-01' + ${value.sql})` : asTimestamp(value);
}

function dated(sql: string, value: Value, unit: Unit): Value {
  if (value.type === "TIME") {
    if (isCalendar(unit)) throw new Mismatch(`a TIME has no ${unit}.`);
    return { sql: `CAST(${sql} AS TIME)`, type: "TIME" };
  }
  return value.type === "DATE" && !isCalendar(unit)
    ? { sql, type: "TIMESTAMP_NTZ" }
    : atClock(value, sql);
}

const dateAdd: Emit = (call, context) => {
  const [part, amount, moved] = argumentsOf(call) as [Expression, Expression, Expression];
  const unit = unitOf(part, context);
  const value = context.emit(moved);
  return dated(
    `(${clock(value)} + ${interval(unit, asNumber(context.emit(amount)))})`,
    value,
    unit,
  );
};

// Source: "ADD_MONTHS": the last day of a month moves to the last day of the other, and the time of the day stays.
const addMonths: Emit = (call, context) => {
  const [moved, amount] = argumentsOf(call);
  const value = context.emit(moved);
  const sql = `snowflake_add_months(${asTimestamp(value)}, ${asNumber(context.emit(amount))})`;
  return dated(sql, value, "month");
};

function momentOrTime(value: Value): string {
  return value.type === "TIME" ? clock(value) : asMoment(value);
}

// Source: "DATEDIFF": it counts the boundaries that are crossed, not the time that passed.
const dateDiff: Emit = (call, context) => {
  const [part, from, to] = argumentsOf(call) as [Expression, Expression, Expression];
  const unit = unitOf(part, context);
  const [start, end] = [from, to].map((value) => momentOrTime(context.emit(value)));
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

// Source: "DATE_TRUNC": the result is of the type of the value, so that the hour of a DATE is the DATE.
function truncated(part: Expression, value: Value, context: Context): Value {
  const unit = unitOf(part, context);
  if (unit === "nanosecond" || (value.type === "DATE" && !isCalendar(unit))) return value;
  return dated(`date_trunc('${unit}', ${clock(value)})`, value, unit);
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

/** Functions that move, compare and truncate times. Source: "Date & time functions". */
export const temporal = entries("scalar", {
  DATEADD: {
    aliases: ["TIMEADD", "TIMESTAMPADD"],
    calls: { "(unit, number, time)": dateAdd },
    examples: {
      "dateadd(month, 1, '2026-01-31'::date)": "2026-02-28",
      "dateadd('hour', -1, '2026-05-04'::date)": "2026-05-03 23:00:00.000",
      "timeadd(minute, 90, '23:00:00'::time)": "00:30:00",
      "timestampadd(quarter, 1, '2026-11-30 10:20:30'::timestamp_ntz)": "2027-02-28 10:20:30.000",
      "dateadd(day, null, '2026-05-04'::date)": null,
    },
  },
  ADD_MONTHS: {
    calls: { "(time, number)": addMonths },
    examples: {
      "add_months('2026-02-28'::date, 1)": "2026-03-31",
      "add_months('2026-03-31'::date, -1)": "2026-02-28",
      "add_months('2026-05-04 10:20:30'::timestamp_ntz, 2)": "2026-07-04 10:20:30.000",
    },
  },
  DATEDIFF: {
    aliases: ["TIMEDIFF", "TIMESTAMPDIFF"],
    calls: { "(unit, time, time)": dateDiff },
    examples: {
      "datediff(year, '2025-12-31'::date, '2026-01-01'::date)": 1,
      "datediff('hour', '2026-05-04 10:59:59'::timestamp_ntz, '2026-05-04 11:00:00'::timestamp_ntz)": 1,
      "datediff(week, '2026-03-01'::date, '2026-03-02'::date)": 1,
      "timediff(minute, '10:00:00'::time, '09:30:00'::time)": -30,
      "timestampdiff(day, '2026-05-04'::date, null::date)": null,
    },
  },
  MONTHS_BETWEEN: {
    calls: { "(timestamp, timestamp) -> NUMBER": "snowflake_months_between($1, $2)" },
    examples: {
      "months_between('2026-03-16'::date, '2026-02-01'::date)": 1.483871,
      "months_between('2026-02-28'::date, '2026-03-31'::date)": "-1.000000",
      "months_between('2026-05-04'::date, '2026-03-04'::date)": "2.000000",
    },
  },
  DATE_TRUNC: {
    calls: { "(unit, time)": dateTrunc },
    examples: {
      "date_trunc('month', '2026-05-04'::date)": "2026-05-01",
      "date_trunc(week, '2026-03-01'::date)": "2026-02-23",
      "date_trunc('hour', '2026-05-04 10:20:30.250'::timestamp_ntz)": "2026-05-04 10:00:00.000",
      "date_trunc('minute', '10:20:30'::time)": "10:20:00",
    },
  },
  TRUNC: {
    page: "trunc2",
    calls: { "(any, [unit])": trunc },
    examples: {
      "trunc('2026-05-04'::date, 'quarter')": "2026-04-01",
      "trunc('2026-05-04 10:20:30'::timestamp_ntz, day)": "2026-05-04 00:00:00.000",
      "trunc(-2.75)": -2,
      "trunc(135.79, -1)": 130,
    },
  },
  TIME_SLICE: {
    calls: { "(time, length, unit, [side])": timeSlice },
    examples: {
      "time_slice('2026-05-04 10:23:30'::timestamp_ntz, 15, 'minute')": "2026-05-04 10:15:00.000",
      "time_slice('2026-05-04 10:23:30'::timestamp_ntz, 15, 'minute', 'end')":
        "2026-05-04 10:30:00.000",
      "time_slice('2026-03-01'::date, 1, 'week')": "2026-02-23",
      "time_slice('2026-03-31'::date, 4, 'month')": "2026-01-01",
    },
  },
  CONVERT_TIMEZONE: {
    calls: { "([zone], zone, time)": convertTimezone },
    examples: {
      "convert_timezone('America/New_York', 'UTC', '2026-01-01 08:00:00'::timestamp_ntz)":
        "2026-01-01 13:00:00.000",
      "convert_timezone('UTC', 'Europe/Berlin', '2026-07-01 23:00:00'::timestamp_ntz)":
        "2026-07-02 01:00:00.000",
      "convert_timezone('UTC', '2026-01-01 01:00:00+02:00'::timestamp_tz)":
        "2025-12-31 23:00:00.000 +0000",
    },
  },
});
