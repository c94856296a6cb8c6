import { severities, type Severity } from "../../sql/catalogue";

/** How grave a severity is: a greater rank is graver. Every order of findings follows from it. */
function rank(severity: Severity): number {
  return severities.indexOf(severity);
}

/** Orders severities, the gravest first. */
export function gravestFirst(a: Severity, b: Severity): number {
  return rank(b) - rank(a);
}

/** The same order as a key of ORDER BY, over FINDINGS' column `severity`. */
export const gravestFirstKey = `case severity ${severities
  .map((severity) => `when '${severity}' then ${rank(severity)}`)
  .join(" ")} end desc`;

/** Whether a severity is the threshold or graver. */
export function reaches(severity: Severity, threshold: Severity): boolean {
  return rank(severity) >= rank(threshold);
}

/** `3 high, 1 low`, the gravest first. */
export function severityCounts(counts: ReadonlyMap<Severity, number>): string {
  return [...counts]
    .filter(([, count]) => count > 0)
    .sort(([a], [b]) => gravestFirst(a, b))
    .map(([severity, count]) => `${count} ${severity}`)
    .join(", ");
}
