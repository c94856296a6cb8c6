import { load } from "../load/load";
import type { LoadReport } from "../load/report";
import type { Problem } from "../load/discover";
import { number } from "../output/numbers";
import { Progress } from "../output/progress";
import { shortPath } from "../output/shortPath";
import type { Terminal } from "../output/terminal";
import { visible } from "../output/visibleText";
import type { Warehouse } from "../warehouse/warehouse";

/** Loads files and shows how far it is. */
export async function loadWithProgress(
  warehouse: Warehouse,
  paths: readonly string[],
  { stderr, signal }: Terminal,
): Promise<LoadReport> {
  const progress = new Progress(stderr);
  try {
    return await load(warehouse, paths, {
      signal,
      onProgress: ({ files, of, events }) => {
        progress.show(`Loading: ${number(files)} of ${number(of)} files, ${number(events)} events`);
      },
    });
  } finally {
    progress.clear();
  }
}

/**
 * Whether events may be missing: a file could not be read, or there was none. A check over the wrong folder
 * must not pass for one without findings.
 */
export function isIncomplete({ damaged, found }: LoadReport): boolean {
  return damaged.length > 0 || found === 0;
}

/** Lines about what was loaded and what was not, and why. */
export function loadingSummary(report: LoadReport, paths: readonly string[]): string[] {
  const lines = [];
  const { found, loaded, known, other, damaged, replaced } = report;
  if (found === 0 && damaged.length === 0) {
    lines.push(
      `No log file was found under ${paths.map(visible).join(", ")}: there is no .json or .json.gz file.`,
    );
  }
  const counts = [
    `${number(loaded)} loaded`,
    ...(known > 0 ? [`${number(known)} loaded before`] : []),
    ...(other.length > 0 ? [`${number(other.length)} skipped as no log`] : []),
    ...(damaged.length > 0 ? [`${number(damaged.length)} skipped as unreadable`] : []),
  ];
  lines.push(`files       ${number(found)} found: ${counts.join(", ")}`);
  if (replaced.length > 0) {
    lines.push(
      `changed     ${number(replaced.length)} had other content when last loaded; their events were replaced:`,
      ...named(replaced.map((file) => ({ path: file, reason: "" }))),
    );
  }
  if (other.length > 0) lines.push("no logs", ...byReason(other));
  if (damaged.length > 0) lines.push("not read", ...byReason(damaged));
  return lines;
}

/** Paths that are shown under one reason before the rest is counted. */
const shownPaths = 10;

/** Problems under their reasons, each with its number and its first paths. */
export function byReason(problems: readonly Problem[]): string[] {
  const reasons = new Map<string, Problem[]>();
  for (const problem of problems) {
    reasons.set(problem.reason, [...(reasons.get(problem.reason) ?? []), problem]);
  }
  return [...reasons].flatMap(([reason, of]) => [
    `  ${visible(reason)} (${number(of.length)}):`,
    ...named(of),
  ]);
}

function named(problems: readonly Problem[]): string[] {
  const lines = problems
    .slice(0, shownPaths)
    .map(({ path: file }) => `    ${visible(shortPath(file))}`);
  const more = problems.length - shownPaths;
  return more > 0
    ? [...lines, `    and ${number(more)} more: select * from load_history names them all`]
    : lines;
}
