import type { Context } from "../semantics/context";
import { type Value, asDate, asMoment, asTimestamp } from "../semantics/value";
import { argumentsOf, firstValue, wordOf } from "./arguments";
import { type Emit, entries } from "./entry";
import { interval, isCalendar, unitNamed, unitOf } from "./units";

// Parts that only extraction knows, by the words that name them. Source: "DATE_PART". Weeks begin on Monday.
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

function partOf(part: string, value: Value): Value {
  const isEpoch = part.startsWith("epoch_");
  const sql = value.type === "TIME" ? value.sql : isEpoch ? asMoment(value) : asTimestamp(value);
  return { sql: templates[part]?.(sql) ?? `${part}(${sql})`, type: "NUMBER" };
}

const datePart: Emit = (call, context) => {
  const [part, argument] = argumentsOf(call);
  const word = (wordOf(part) ?? "").toLowerCase();
  const name =
    parts[word] ??
    unitNamed(word) ??
    context.refuse(part.at, `'${word}' is no part of a date or time.`);
  return partOf(name, context.emit(argument));
};

// A function of its own for a part, such as HOUR.
function only(part: string): Emit {
  return (call, context) => partOf(part, firstValue(call, context));
}

const lastDay: Emit = (call, context) => {
  const [argument, part] = argumentsOf(call);
  const date = asDate(context.emit(argument));
  const unit = call.arguments.length > 1 ? longUnitOf(part, context) : "month";
  const next = `date_trunc('${unit}', ${date}) + ${interval(unit, "1")}`;
  return { sql: `CAST(${next} - to_days(1) AS DATE)`, type: "DATE" };
};

function longUnitOf(part: Parameters<typeof unitOf>[0], context: Context) {
  const unit = unitOf(part, context);
  return isCalendar(unit) && unit !== "day"
    ? unit
    : context.refuse(part.at, "LAST_DAY takes a week, month, quarter or year.");
}

/** Parts of dates and times. Source: "Date & time functions", "Extraction". */
export const dateParts = entries("scalar", {
  DATE_PART: {
    calls: { "(unit, time)": datePart },
    examples: {
      "date_part('quarter', '2026-05-04'::date)": 2,
      "date_part(epoch_second, '1970-01-02 00:00:01'::timestamp_ntz)": 86401,
      "date_part(epoch_millisecond, '1970-01-01 00:00:01.250'::timestamp_ntz)": 1250,
      "date_part(nanosecond, '2026-05-04 10:20:30.250'::timestamp_ntz)": 250_000_000,
      "date_part(minute, '10:20:30'::time)": 20,
    },
  },
  EXTRACT: {
    calls: { "(unit, time)": datePart },
    examples: {
      "extract(year from '2026-05-04'::date)": 2026,
      "extract(dayofweekiso from '2026-03-01'::date)": 7,
      "extract(month from null::date)": null,
    },
  },
  YEAR: {
    calls: { "(time)": only("year") },
    examples: { "year('2026-05-04'::date)": 2026, "year(null::date)": null },
  },
  YEAROFWEEK: {
    page: "year",
    calls: { "(time)": only("isoyear") },
    examples: { "yearofweek('2021-01-03'::date)": 2020 },
  },
  YEAROFWEEKISO: {
    page: "year",
    calls: { "(time)": only("isoyear") },
    examples: { "yearofweekiso('2024-12-30'::date)": 2025 },
  },
  QUARTER: {
    page: "year",
    calls: { "(time)": only("quarter") },
    examples: { "quarter('2026-12-31'::date)": 4 },
  },
  MONTH: {
    page: "year",
    calls: { "(time)": only("month") },
    examples: { "month('2026-05-04 23:59:59'::timestamp_ntz)": 5 },
  },
  WEEK: {
    aliases: ["WEEKOFYEAR"],
    page: "year",
    calls: { "(time)": only("weekofyear") },
    examples: { "week('2026-01-05'::date)": 2, "weekofyear('2026-01-04'::date)": 1 },
  },
  WEEKISO: {
    page: "year",
    calls: { "(time)": only("weekofyear") },
    examples: { "weekiso('2021-01-03'::date)": 53 },
  },
  DAY: {
    aliases: ["DAYOFMONTH"],
    page: "year",
    calls: { "(time)": only("day") },
    examples: { "day('2026-05-04'::date)": 4, "dayofmonth('2026-05-31'::date)": 31 },
  },
  DAYOFWEEK: {
    page: "year",
    calls: { "(time)": only("dayofweek") },
    examples: { "dayofweek('2026-03-01'::date)": 0, "dayofweek('2026-03-07'::date)": 6 },
  },
  DAYOFWEEKISO: {
    page: "year",
    calls: { "(time)": only("isodow") },
    examples: { "dayofweekiso('2026-03-01'::date)": 7, "dayofweekiso('2026-03-02'::date)": 1 },
  },
  DAYOFYEAR: {
    page: "year",
    calls: { "(time)": only("dayofyear") },
    examples: { "dayofyear('2028-12-31'::date)": 366 },
  },
  HOUR: {
    page: "hour-minute-second",
    calls: { "(time)": only("hour") },
    examples: {
      "hour('2026-05-04 23:59:58'::timestamp_ntz)": 23,
      "hour('07:08:09'::time)": 7,
      "hour('2026-05-04'::date)": 0,
    },
  },
  MINUTE: {
    page: "hour-minute-second",
    calls: { "(time)": only("minute") },
    examples: {
      "minute('2026-05-04 23:59:58'::timestamp_ntz)": 59,
      "minute('07:08:09'::time)": 8,
    },
  },
  SECOND: {
    page: "hour-minute-second",
    calls: { "(time)": only("second") },
    examples: {
      "second('2026-05-04 23:59:58.999'::timestamp_ntz)": 58,
      "second('07:08:09'::time)": 9,
    },
  },
  DAYNAME: {
    calls: { "(timestamp) -> VARCHAR": "left(dayname($1), 3)" },
    examples: { "dayname('2026-03-01'::date)": "Sun" },
  },
  MONTHNAME: {
    calls: { "(timestamp) -> VARCHAR": "left(monthname($1), 3)" },
    examples: { "monthname('2026-09-01'::date)": "Sep" },
  },
  LAST_DAY: {
    calls: { "(date, [unit])": lastDay },
    examples: {
      "last_day('2028-02-10'::date)": "2028-02-29",
      "last_day('2026-05-04 10:20:30'::timestamp_ntz)": "2026-05-31",
      "last_day('2026-03-04'::date, 'week')": "2026-03-08",
      "last_day('2026-03-04'::date, year)": "2026-12-31",
    },
  },
  NEXT_DAY: {
    calls: { "(date, text) -> DATE": "snowflake_next_day($1, $2)" },
    examples: {
      "next_day('2026-03-01'::date, 'su')": "2026-03-08",
      "next_day('2026-03-01'::date, 'Monday')": "2026-03-02",
    },
  },
  PREVIOUS_DAY: {
    calls: { "(date, text) -> DATE": "snowflake_previous_day($1, $2)" },
    examples: {
      "previous_day('2026-03-01'::date, 'sunday')": "2026-02-22",
      "previous_day('2026-03-01'::date, 'sat')": "2026-02-28",
    },
  },
});
