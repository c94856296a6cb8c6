import type { Colors } from "picocolors/types";
import { gravestFirst, severities, type Severity } from "../../sql/catalogue";

/** The colour of each severity. */
export const shade = {
  critical: "magenta",
  high: "red",
  medium: "yellow",
  low: "cyan",
  info: "dim",
} as const satisfies Record<Severity, keyof Colors>;

/** The key of ORDER BY that puts the gravest findings first, over FINDINGS' column `severity`. */
export const gravestFirstKey = `case severity ${[...severities]
  .sort(gravestFirst)
  .map((severity, place) => `when '${severity}' then ${place}`)
  .join(" ")} end`;

/** Whether a severity is the threshold or graver. */
export function reaches(severity: Severity, threshold: Severity): boolean {
  return gravestFirst(severity, threshold) <= 0;
}

/** `3 high, 1 low`, the gravest first. */
export function severityCounts(counts: ReadonlyMap<Severity, number>): string {
  return [...counts]
    .filter(([, count]) => count > 0)
    .sort(([a], [b]) => gravestFirst(a, b))
    .map(([severity, count]) => `${count} ${severity}`)
    .join(", ");
}
