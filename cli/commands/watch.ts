import { rmSync } from "node:fs";
import path from "node:path";
import { setTimeout } from "node:timers/promises";
import { createColors } from "picocolors";
import { scratchFolder, type Rendered } from "../../engine";
import type { Catalogue, Severity } from "../../sql/catalogue";
import { findingLines } from "../findings/findingLine";
import { severityCounts } from "../findings/severity";
import { printRows } from "../output/format";
import { counted, number } from "../output/numbers";
import { Progress } from "../output/progress";
import type { Rows } from "../output/rows";
import type { Terminal } from "../output/terminal";
import { UsageError } from "../output/usageError";
import { visible } from "../output/visibleText";
import { dayOf, daysAfter } from "../sources/days";
import { withWarehouse } from "../warehouse/withWarehouse";
import { Watcher, type WatchTotals } from "../watch/watcher";
import { askedCatalogue, type DetectionOptions } from "./askedCatalogue";
import { exitStatus } from "./exitStatus";
import { discoverAsked, type SourceOptions } from "./loading";

/** What findings are printed as: what can be told one after another without an end. */
export const watchFormats = ["table", "jsonl"] as const;

export interface WatchOptions extends SourceOptions, DetectionOptions {
  format: (typeof watchFormats)[number];
  db?: string;
  /** Seconds between two looks. */
  interval: number;
}

/**
 * Looks for new files again and again, loads them, and prints the findings that are new, until it is stopped.
 *
 * @returns The exit status.
 */
export async function watch(
  paths: readonly string[],
  options: WatchOptions,
  terminal: Terminal,
): Promise<number> {
  const catalogue = askedCatalogue(options);
  const folder = options.db === undefined ? scratchFolder() : "";
  const file = options.db ?? path.join(folder, "events.duckdb");
  const { stdout, stderr, signal } = terminal;
  const progress = new Progress(stderr);
  const bySeverity = new Map<Severity, number>();
  const watcher = new Watcher({
    // CloudTrail puts a file into the folder of the day on which it delivers it.
    discover: (since) =>
      discoverAsked(paths, options, { signal, listFrom: since && daysAfter(dayOf(since), -1) }),
    withWarehouse: (work) => withWarehouse({ db: file, readOnly: false, catalogue, signal }, work),
    quiet: options.interval * 1000,
    onFindings: async (rows) => {
      progress.clear();
      await printFindings(countedBySeverity(rows, bySeverity), options.format, catalogue, terminal);
      return !stdout.isClosed;
    },
    onProblem: async ({ path: where, reason }) => {
      progress.clear();
      await stderr.write(`${visible(where)}: ${visible(reason)}\n`);
    },
    signal,
  });
  const start = process.hrtime.bigint();
  try {
    await watcher.begin();
    await lookAgainAndAgain(watcher, paths, options.interval, progress, terminal);
  } catch (error) {
    if (!signal.aborted) throw error;
  } finally {
    progress.clear();
    if (folder !== "") rmSync(folder, { recursive: true, force: true });
  }
  const seconds = Number(process.hrtime.bigint() - start) / 1e9;
  const sink = options.format === "table" ? stdout : stderr;
  await sink.write(`${summary(watcher.totals, bySeverity, seconds).join("\n")}\n`);
  return exitStatus.ok;
}

/** @throws UsageError when at the first look nothing that was named is there. */
async function lookAgainAndAgain(
  watcher: Watcher,
  paths: readonly string[],
  interval: number,
  progress: Progress,
  { stdout, signal }: Terminal,
): Promise<void> {
  for (let isFirst = true; !stdout.isClosed; isFirst = false) {
    const { files, problems } = await watcher.look();
    if (isFirst && files.length === 0 && problems.length >= new Set(paths).size) {
      const [{ path: where = "", reason = "" } = {}] = problems;
      throw new UsageError(`There is nothing to watch: "${where}": ${reason}.`);
    }
    const { files: loaded, events, findings } = watcher.totals;
    progress.show(
      `Watching: ${counted(loaded, "file")}, ${counted(events, "event")}, ${counted(findings, "finding")} so far`,
    );
    await setTimeout(interval * 1000, undefined, { signal });
  }
}

async function printFindings(
  { columns, rows }: Rows,
  format: WatchOptions["format"],
  { detections }: Catalogue,
  { stdout, color }: Terminal,
): Promise<void> {
  if (format === "jsonl") {
    await printRows(stdout, format, { columns, rows });
    return;
  }
  const titles = detections.map(({ title }) => title);
  const line = findingLines(columns, titles, createColors(color));
  for await (const some of rows) await stdout.write(some.map(line).join(""));
}

/** The same rows, which are counted while they pass. */
function countedBySeverity({ columns, rows }: Rows, counts: Map<Severity, number>): Rows {
  const place = columns.findIndex(({ name }) => name === "SEVERITY");
  async function* passing(): AsyncGenerator<Rendered[][]> {
    for await (const some of rows) {
      for (const row of some) {
        const severity = row[place] as Severity;
        counts.set(severity, (counts.get(severity) ?? 0) + 1);
      }
      yield some;
    }
  }
  return { columns, rows: passing() };
}

function summary(
  { files, events, other, findings }: WatchTotals,
  bySeverity: ReadonlyMap<Severity, number>,
  seconds: number,
): string[] {
  return [
    `files       ${number(files)} loaded${other > 0 ? `, ${number(other)} skipped as no log` : ""}`,
    `events      ${number(events)}`,
    `findings    ${findings === 0 ? "none" : `${number(findings)}: ${severityCounts(bySeverity)}`}`,
    `time        ${seconds.toFixed(1)} s`,
  ];
}
