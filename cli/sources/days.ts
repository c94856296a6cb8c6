import { UsageError } from "../output/usageError";

/** A day in UTC, such as `2026-01-31`. */
export type Day = string;

const milliseconds = 86_400_000;

/** The day of a moment. */
export function dayOf(time: Date): Day {
  return time.toISOString().slice(0, 10);
}

/** The day that comes `count` days after another, or before it if that is negative. */
export function daysAfter(day: Day, count: number): Day {
  return dayOf(new Date(Date.parse(day) + count * milliseconds));
}

/**
 * All days from one to another, both included.
 *
 * @throws UsageError for what is no day, for a range that runs backwards, and for days that are yet to come.
 */
export function daysBetween(from: string, to: string, today: Day): Day[] {
  const [first, last] = [readDay("--from", from), readDay("--to", to)];
  refuseBackwards(first, last);
  if (last > today) {
    throw new UsageError(
      `--to ${last} is yet to come. Name ${today}, which is today in UTC, at most.`,
    );
  }
  const days: Day[] = [];
  for (let day = first; day <= last; day = daysAfter(day, 1)) days.push(day);
  return days;
}

/**
 * The day that an option names.
 *
 * @throws UsageError for what is no day.
 */
export function readDay(option: string, text: string): Day {
  const time = new Date(`${text}T00:00:00Z`);
  // Dates such as February 30 would become one of March.
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text) || Number.isNaN(time.getTime()) || dayOf(time) !== text) {
    throw new UsageError(`${option}: expected a day such as 2026-01-31, found "${text}".`);
  }
  return text;
}

/** @throws UsageError for a range that ends before it begins. */
export function refuseBackwards(from: Day, to: Day): void {
  if (from > to) {
    throw new UsageError(`--from ${from} is after --to ${to}. Name the earlier day first.`);
  }
}
