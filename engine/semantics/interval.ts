import type { Context } from "./context";

const units: Readonly<Record<string, string>> = {
  y: "YEAR",
  yr: "YEAR",
  year: "YEAR",
  years: "YEAR",
  q: "QUARTER",
  quarter: "QUARTER",
  quarters: "QUARTER",
  mm: "MONTH",
  mon: "MONTH",
  month: "MONTH",
  months: "MONTH",
  w: "WEEK",
  week: "WEEK",
  weeks: "WEEK",
  d: "DAY",
  day: "DAY",
  days: "DAY",
  h: "HOUR",
  hr: "HOUR",
  hour: "HOUR",
  hours: "HOUR",
  m: "MINUTE",
  mi: "MINUTE",
  min: "MINUTE",
  minute: "MINUTE",
  minutes: "MINUTE",
  s: "SECOND",
  sec: "SECOND",
  second: "SECOND",
  seconds: "SECOND",
  ms: "MILLISECOND",
  millisecond: "MILLISECOND",
  milliseconds: "MILLISECOND",
};

/** `'1 year, 3 days'` of an interval literal; seconds where no unit stands. Source: "Interval constants". */
export function emitInterval(text: string, at: number, context: Context): string {
  const parts = text.split(",").map((part) => {
    const [, amount, unit = "second"] = /^\s*([+-]?\d+)\s*([A-Za-z]*)\s*$/.exec(part) ?? [];
    const known = units[(unit || "second").toLowerCase()];
    if (amount === undefined || known === undefined) {
      return context.refuse(at, `'${text}' is no interval. Write, for example, '1 day, 2 hours'.`);
    }
    return `INTERVAL (${amount}) ${known}`;
  });
  return `(${parts.join(" + ")})`;
}
