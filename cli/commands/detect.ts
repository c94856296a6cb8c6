import { createColors } from "picocolors";
import { readCatalogue, type Severity } from "../../sql/catalogue";
import type { Rendered } from "../../engine";
import { exitStatus } from "./exitStatus";
import { FindingGroups, findingsInOrder, groupedColumns } from "../findings/groups";
import { findingsReport } from "../findings/report";
import { gravestFirstKey, reaches, severityCounts } from "../findings/severity";
import type { LoadReport } from "../load/report";
import { number } from "../output/numbers";
import { Progress } from "../output/progress";
import { printRows, type Format } from "../output/rows";
import type { Terminal } from "../output/terminal";
import type { Warehouse } from "../warehouse/warehouse";
import type { Input } from "./inputText";
import { isIncomplete, loadingSummary, loadWithProgress } from "./loading";
import { withWarehouse } from "../warehouse/withWarehouse";

export interface DetectOptions {
  format: Format;
  db?: string;
  detections?: string;
  disable: string[];
  failOn?: Severity;
}

/**
 * Loads log files, runs the detections and prints the findings and a summary.
 *
 * @param stdin What the path `-` stands for.
 * @returns The exit status.
 */
export async function detect(
  paths: readonly string[],
  options: DetectOptions,
  terminal: Terminal,
  stdin: Input,
): Promise<number> {
  const start = process.hrtime.bigint();
  const catalogue = readCatalogue({
    ...(options.detections === undefined ? {} : { detectionsFolder: options.detections }),
    disabledDetections: options.disable,
  });
  const where = { db: options.db, readOnly: false, catalogue, signal: terminal.signal };
  return withWarehouse(where, async (warehouse) => {
    const report = await loadWithProgress(warehouse, paths, terminal, stdin);
    await warehouse.ready();
    const groups =
      options.format === "table"
        ? await printGroups(warehouse, catalogue.detections.length, terminal)
        : await printFindings(warehouse, options.format, terminal);
    const seconds = Number(process.hrtime.bigint() - start) / 1e9;
    const lines = await summary({ warehouse, report, paths, groups, seconds });
    const sink = options.format === "table" ? terminal.stdout : terminal.stderr;
    await sink.write(`${lines.join("\n")}\n`);
    if (failsOn(groups, options.failOn)) return exitStatus.findings;
    return isIncomplete(report) ? exitStatus.incomplete : exitStatus.ok;
  });
}

async function printGroups(
  { engine }: Warehouse,
  detections: number,
  { stdout, stderr, color }: Terminal,
): Promise<FindingGroups> {
  const progress = new Progress(stderr);
  progress.show(`Running ${detections} detections…`);
  const groups = new FindingGroups();
  const found = await engine.stream(findingsInOrder);
  for await (const rows of found.rows) for (const row of rows) groups.add(row);
  progress.clear();
  const sorted = groups.sorted();
  if (sorted.length > 0) {
    await stdout.write(`${findingsReport(sorted, stdout.width, createColors(color))}\n`);
  }
  return groups;
}

/** Prints every finding, and groups them on the way for the summary: they are computed once. */
async function printFindings(
  { engine }: Warehouse,
  format: Format,
  { stdout }: Terminal,
): Promise<FindingGroups> {
  const { columns, rows } = await engine.stream(
    `select * from findings order by ${gravestFirstKey}, eventTime, detection_id, eventID`,
  );
  const places = groupedColumns.map((column) =>
    columns.findIndex(({ name }) => name === column.toUpperCase()),
  );
  const groups = new FindingGroups();
  async function* passing(): AsyncGenerator<Rendered[][]> {
    for await (const some of rows) {
      for (const row of some) groups.add(places.map((place) => row[place] ?? null));
      yield some;
    }
  }
  await printRows(stdout, format, { columns, rows: passing() });
  return groups;
}

async function summary(of: {
  warehouse: Warehouse;
  report: LoadReport;
  paths: readonly string[];
  groups: FindingGroups;
  seconds: number;
}): Promise<string[]> {
  const { warehouse, report, paths, groups, seconds } = of;
  const [counts] = (
    await warehouse.engine.query(`
      select
          (select count(*) from cloudtrail),
          (select count(*) from (
              select eventID from cloudtrail
              where eventID is not null
              group by eventID having count(*) > 1
          ) as twice)`)
  ).rows;
  const [events, twice] = (counts ?? []).map(Number);
  const findings = severityCounts(groups.counts());
  const total = [...groups.counts().values()].reduce((sum, count) => sum + count, 0);
  const earlier =
    events === report.events ? "" : `, ${number(events ?? 0)} with those loaded before`;
  return [
    ...loadingSummary(report, paths),
    `events      ${number(report.events)}${earlier}; ${number(twice ?? 0)} of them delivered more than once`,
    `findings    ${total === 0 ? "none" : `${number(total)}: ${findings}`}`,
    `time        ${seconds.toFixed(1)} s`,
  ];
}

function failsOn(groups: FindingGroups, threshold: Severity | undefined): boolean {
  if (threshold === undefined) return false;
  return [...groups.counts().keys()].some((severity) => reaches(severity, threshold));
}
