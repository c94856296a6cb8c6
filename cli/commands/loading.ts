import type { RecordChoice } from "../load/recordChoice";
import { load } from "../load/load";
import type { LoadReport } from "../load/report";
import type { Day } from "../sources/days";
import { discover, type Discovery, type Problem } from "../sources/discover";
import { readSelection, type SelectionOptions } from "../sources/selection";
import { number } from "../output/numbers";
import { Progress } from "../output/progress";
import { shortPath } from "../output/shortPath";
import type { Terminal } from "../output/terminal";
import { UsageError } from "../output/usageError";
import { visible } from "../output/visibleText";
import type { Warehouse } from "../warehouse/warehouse";
import { standardInput, type Input } from "./inputText";

/** Options of all commands that take log files: which of them, and how S3 is reached. */
export interface SourceOptions extends SelectionOptions {
  endpointUrl?: string;
}

/** What files are looked for in. */
interface Surroundings {
  /** Stops the listing of places in S3. */
  signal: AbortSignal;
  /** What the path `-` stands for. Defaults to a file of that name. */
  stdin?: Input;
  /** A day before which no trail in S3 is listed. Defaults to none. */
  listFrom?: Day | undefined;
  /** Whether a trail's digests are looked for, and not its logs. Defaults to false. */
  digests?: boolean;
}

/**
 * Finds the files under paths that a command line asks for.
 *
 * @throws UsageError when nothing is piped into `-`, for an option or a place in S3 that is none, and for an option
 * without any path.
 */
export async function discoverAsked(
  paths: readonly string[],
  options: SourceOptions,
  { signal, stdin, listFrom, digests = false }: Surroundings,
): Promise<Discovery> {
  if (paths.includes(standardInput) && stdin?.isTTY === true) {
    throw new UsageError("Nothing is piped in that - could stand for.");
  }
  const { from, to, account, region, endpointUrl } = options;
  if (
    paths.length === 0 &&
    [from, to, account, region, endpointUrl].some((each) => each !== undefined)
  ) {
    throw new UsageError(
      "--from, --to, --account, --region and --endpoint-url are about log files, and there are none to load. Name log files, folders or places in S3.",
    );
  }
  return discover(paths, {
    selection: { ...readSelection(options), digests },
    ...(stdin === undefined ? {} : { stdin }),
    ...(listFrom === undefined ? {} : { listFrom }),
    access: { signal, ...(endpointUrl === undefined ? {} : { endpointUrl }) },
  });
}

/**
 * Loads files and shows how far it is.
 *
 * @param choice What is done with the records. Defaults to storing all of them.
 */
export async function loadWithProgress(
  warehouse: Warehouse,
  discovery: Discovery,
  { stderr, signal }: Terminal,
  choice: RecordChoice = {},
): Promise<LoadReport> {
  const progress = new Progress(stderr);
  try {
    return await load(warehouse, discovery, {
      signal,
      ...choice,
      onProgress: ({ files, of, events }) => {
        progress.show(`Loading: ${number(files)} of ${number(of)} files, ${number(events)} events`);
      },
    });
  } finally {
    progress.clear();
  }
}

/**
 * Whether events may be missing: something could not be read, or there was no log at all. A check over the wrong
 * folder must not pass for one without findings.
 */
export function isIncomplete(report: LoadReport): boolean {
  const { damaged, setAside, kept } = report;
  return damaged.length + setAside.length + kept.length > 0 || logs(report) === 0;
}

/** Files that hold events by their shape and are loaded, now or before. */
function logs({ loaded, known, copies }: LoadReport): number {
  return loaded + known + copies.length;
}

/** Lines about what was loaded and what was not, and why. */
export function loadingSummary(report: LoadReport, paths: readonly string[]): string[] {
  const lines = [];
  const { found, passedOver, loaded, known, copies, other, noEvents, setAside, damaged } = report;
  if (logs(report) === 0 && damaged.length === 0) {
    lines.push(`No CloudTrail log was found under ${paths.map(visible).join(", ")}.`);
  }
  const counts = [
    `${number(loaded)} loaded`,
    ...(known > 0 ? [`${number(known)} loaded before`] : []),
    ...(copies.length > 0 ? [`${number(copies.length)} copies`] : []),
    ...(other.length > 0 ? [`${number(other.length)} skipped as no log`] : []),
    ...(damaged.length > 0 ? [`${number(damaged.length)} skipped as unreadable`] : []),
  ];
  const beside =
    passedOver > 0
      ? `; ${number(passedOver)} more ${passedOver === 1 ? "was" : "were"} not asked for`
      : "";
  lines.push(`files       ${number(found)} found: ${counts.join(", ")}${beside}`);
  const changed = (names: readonly string[], what: string): string[] =>
    names.length === 0
      ? []
      : [
          `changed     ${number(names.length)} had other content when last loaded; ${what}:`,
          ...named(
            names.map((file) => ({ path: file, reason: "" })),
            namesAll,
          ),
        ];
  lines.push(
    ...changed(report.replaced, "their events were replaced"),
    ...changed(
      report.kept,
      "what they are now cannot be loaded, and their earlier events were kept",
    ),
    ...section("copies", copies),
    ...section("no logs", other),
    ...section("no events", noEvents),
    ...section("set aside", setAside),
    ...section("not read", damaged),
  );
  return lines;
}

function section(title: string, problems: readonly Problem[]): string[] {
  return problems.length === 0 ? [] : [title, ...byReason(problems)];
}

/** What names each file that was not loaded. */
const namesAll = "select * from load_history names them all";

/** Paths that are shown under one reason before the rest is counted. */
const shownPaths = 10;

/**
 * Problems under their reasons, each with its number and its first paths.
 *
 * @param rest What names the other paths. Defaults to a query of the load history.
 */
export function byReason(problems: readonly Problem[], rest = namesAll): string[] {
  const reasons = new Map<string, Problem[]>();
  for (const problem of problems) {
    reasons.set(problem.reason, [...(reasons.get(problem.reason) ?? []), problem]);
  }
  return [...reasons].flatMap(([reason, of]) => [
    `  ${visible(reason)} (${number(of.length)}):`,
    ...named(of, rest),
  ]);
}

function named(problems: readonly Problem[], rest: string): string[] {
  const lines = problems
    .slice(0, shownPaths)
    .map(({ path: file }) => `    ${visible(shortPath(file))}`);
  const more = problems.length - shownPaths;
  return more > 0 ? [...lines, `    and ${number(more)} more: ${rest}`] : lines;
}
