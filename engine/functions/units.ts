import type { Context } from "../semantics/context";
import type { Expression } from "../syntax/ast";
import { wordOf } from "./arguments";

/** A part of a date or time, and the words that name it. Source: "Supported date and time parts". */
export type Unit =
  | "year"
  | "quarter"
  | "month"
  | "week"
  | "day"
  | "hour"
  | "minute"
  | "second"
  | "millisecond"
  | "microsecond"
  | "nanosecond";

const words: Readonly<Record<Unit, string>> = {
  year: "year y yy yyy yyyy yr years yrs",
  quarter: "quarter q qtr qtrs quarters",
  month: "month mm mon mons months",
  week: "week w wk weekofyear woy wy weeks",
  day: "day d dd days dayofmonth",
  hour: "hour h hh hr hours hrs",
  minute: "minute m mi min minutes mins",
  second: "second s sec seconds secs",
  millisecond: "millisecond ms msec milliseconds",
  microsecond: "microsecond us usec microseconds",
  nanosecond: "nanosecond ns nsec nanosec nsecond nanoseconds nanosecs nseconds",
};

const units = new Map<string, Unit>(
  (Object.keys(words) as Unit[]).flatMap((unit) =>
    words[unit].split(" ").map((word) => [word, unit] as const),
  ),
);

export function unitNamed(word: string): Unit | undefined {
  return units.get(word.toLowerCase());
}

/** The unit that an argument names, as a word or a string. */
export function unitOf(argument: Expression, context: Context): Unit {
  const word = wordOf(argument);
  const unit = word === undefined ? undefined : unitNamed(word);
  return (
    unit ??
    context.refuse(
      argument.at,
      `${word === undefined ? "this" : `'${word}'`} is no part of a date or time. Write, for example, 'hour'.`,
    )
  );
}

/** Whether a unit is a day or more, so that a DATE moved by it stays a DATE. */
export function isCalendar(unit: Unit): boolean {
  return ["year", "quarter", "month", "week", "day"].includes(unit);
}

/** A number of units as a DuckDB interval. */
export function interval(unit: Unit, amount: string): string {
  const whole = `CAST(${amount} AS ${unit === "hour" || unit === "minute" || unit.endsWith("second") ? "BIGINT" : "INTEGER"})`;
  return unit === "nanosecond" ? `to_microseconds(${whole} // 1000)` : `to_${unit}s(${whole})`;
}
