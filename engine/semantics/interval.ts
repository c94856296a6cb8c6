import type { Context } from "./context";

const words: Readonly<Record<string, string>> = {
  YEAR: "year years y yy yyy yyyy yr yrs",
  QUARTER: "quarter quarters q qtr qtrs",
  MONTH: "month months mm mon mons",
  WEEK: "week weeks w wk weekofyear woy wy",
  DAY: "day days d dd dayofmonth",
  HOUR: "hour hours h hh hr hrs",
  MINUTE: "minute minutes m mi min mins",
  SECOND: "second seconds s sec secs",
  MILLISECOND: "millisecond milliseconds ms msec",
  MICROSECOND: "microsecond microseconds us usec",
};

const units = new Map(
  Object.entries(words).flatMap(([unit, names]) =>
    names.split(" ").map((name) => [name, unit] as const),
  ),
);

interface Part {
  amount: string;
  unit: string;
}

/** `'1 year, 3 days'` of an interval literal; seconds where no unit stands. Source: "Interval constants". */
export function emitInterval(text: string, at: number, context: Context): string {
  const parts =
    partsOf(text) ??
    context.refuse(at, `'${text}' is no interval. Write, for example, '1 day, 2 hours'.`);
  return `(${parts.map(({ amount, unit }) => `INTERVAL (${amount}) ${unit}`).join(" + ")})`;
}

/** Whether an interval has no part of less than a day. */
export function isOfDays(text: string): boolean {
  const days = ["YEAR", "QUARTER", "MONTH", "WEEK", "DAY"];
  return partsOf(text)?.every(({ unit }) => days.includes(unit)) ?? false;
}

function partsOf(text: string): Part[] | undefined {
  const parts = text.split(",").flatMap((part) => {
    const [, amount, word = ""] = /^\s*([+-]?\d+)\s*([A-Za-z]*)\s*$/.exec(part) ?? [];
    const unit = units.get((word || "second").toLowerCase());
    return amount === undefined || unit === undefined ? [] : [{ amount, unit }];
  });
  return parts.length === text.split(",").length ? parts : undefined;
}
