/** A span of time, in milliseconds since 1970. */
export interface Span {
  start: number;
  end: number;
}

/** `2026-01-31 13:00:00 to 2026-01-31 14:00:00 UTC`. */
export function spanText({ start, end }: Span): string {
  return `${moment(start)} to ${moment(end)} UTC`;
}

function moment(time: number): string {
  return new Date(time).toISOString().slice(0, 19).replace("T", " ");
}

/** Spans in the order of their starts, in which those that touch or overlap have become one. */
export function joined(spans: readonly Span[]): Span[] {
  const result: Span[] = [];
  for (const { start, end } of [...spans].sort((a, b) => a.start - b.start)) {
    const last = result.at(-1);
    if (last !== undefined && start <= last.end) last.end = Math.max(last.end, end);
    else result.push({ start, end });
  }
  return result;
}
