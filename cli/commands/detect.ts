import { createColors } from "picocolors";
import type { Severity } from "../../sql/catalogue";
import type { Engine } from "../../engine";
import { packageVersion } from "../version";
import { askedCatalogue, type DetectionOptions } from "./askedCatalogue";
import { exitStatus } from "./exitStatus";
import { FindingsAlone } from "../findings/alone";
import { FindingGroups, findingsOrder } from "../findings/groups";
import { findingsPassing, type FindingsTaker } from "../findings/passing";
import { findingsReport } from "../findings/report";
import { suppressedCount } from "../findings/suppressed";
import { Locations } from "../geo/locations";
import { gravestFirstKey, reaches, severityCounts } from "../findings/severity";
import { Deliveries } from "../load/deliveries";
import type { LoadReport } from "../load/report";
import { number } from "../output/numbers";
import { printRows, type Format } from "../output/format";
import { Progress } from "../output/progress";
import type { Terminal } from "../output/terminal";
import { ReportCollector } from "../report/collect";
import { mustBeWritable, write } from "../output/file";
import { reportHtml } from "../report/html";
import { eachOnceSelect } from "../summary/eachOnce";
import type { Warehouse } from "../warehouse/warehouse";
import type { Input } from "./inputText";
import {
  discoverAsked,
  isIncomplete,
  loadingSummary,
  loadWithProgress,
  type SourceOptions,
} from "./loading";
import { withWarehouse } from "../warehouse/withWarehouse";

export interface DetectOptions extends SourceOptions, DetectionOptions {
  format: Format;
  db?: string;
  failOn?: Severity;
  /** Databases of addresses. */
  geoip: string[];
  /** The file for a page that shows the findings and what stands around them. */
  report?: string;
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
  if (options.report !== undefined) await mustBeWritable(options.report);
  const locations = await Locations.open(options.geoip);
  const catalogue = askedCatalogue(options);
  const discovery = await discoverAsked(paths, options, { signal: terminal.signal, stdin });
  const where = { db: options.db, readOnly: false, catalogue, signal: terminal.signal };
  return withWarehouse(where, async (warehouse) => {
    // What nobody can ask for later does not have to be stored, only counted.
    const deliveries = options.db === undefined ? new Deliveries() : undefined;
    const alone = options.db === undefined ? new FindingsAlone(catalogue, warehouse) : undefined;
    const columnsOfAll =
      options.report === undefined ? new Set<string>() : warehouse.columnsOf(eachOnceSelect);
    const load = await loadWithProgress(warehouse, discovery, terminal, {
      ...(alone && { stored: await alone.begin(columnsOfAll) }),
      ...(deliveries && { deliveries }),
    });
    const counted = deliveries && countsOf(deliveries);
    // The detections need the memory.
    deliveries?.clear();
    await (alone ?? warehouse).ready();
    const { engine } = warehouse;
    const collector =
      options.report === undefined
        ? undefined
        : await ReportCollector.begin(warehouse, catalogue.detections, locations);
    const groups = new FindingGroups();
    const takers = collector === undefined ? [groups] : [groups, collector.findings];
    if (options.format === "table") await printGroups(engine, groups, takers, locations, terminal);
    else await printFindings(engine, options.format, takers, locations, terminal);
    const suppressed = await suppressedCount(engine, catalogue);
    if (collector !== undefined && options.report !== undefined) {
      const sources = options.db === undefined ? paths : [...paths, options.db];
      const data = await collector.data({ version: packageVersion(), sources, load, suppressed });
      await write(options.report, reportHtml(data));
    }
    const seconds = Number(process.hrtime.bigint() - start) / 1e9;
    const unusual = await insightsCount(warehouse);
    const counts = counted ?? (await storedCounts(warehouse, unusual));
    const lines = summary({ counts, unusual, report: load, paths, groups, suppressed, seconds });
    const sink = options.format === "table" ? terminal.stdout : terminal.stderr;
    await sink.write(`${lines.join("\n")}\n`);
    if (failsOn(groups, options.failOn)) return exitStatus.findings;
    return isIncomplete(load) ? exitStatus.incomplete : exitStatus.ok;
  });
}

async function printGroups(
  engine: Engine,
  groups: FindingGroups,
  takers: readonly FindingsTaker[],
  locations: Locations,
  { stdout, stderr, color }: Terminal,
): Promise<void> {
  const progress = new Progress(stderr);
  progress.show("Running the detections…");
  const needed = [...new Set(takers.flatMap(({ columns }) => columns))];
  // In their order, so that a group is told the same each time.
  const select = `select ${needed.join(", ")} from findings order by ${findingsOrder}`;
  const { rows } = await findingsPassing(engine, select, takers);
  for await (const some of rows) void some;
  progress.clear();
  const sorted = groups.sorted();
  if (sorted.length > 0) {
    const text = findingsReport(sorted, stdout.width, createColors(color), (address) =>
      locations.annotate(address),
    );
    await stdout.write(`${text}\n`);
  }
}

/** Prints every finding, the gravest first. */
async function printFindings(
  engine: Engine,
  format: Format,
  takers: readonly FindingsTaker[],
  locations: Locations,
  { stdout }: Terminal,
): Promise<void> {
  const select = `select * from findings order by ${gravestFirstKey}, ${findingsOrder}`;
  const found = await findingsPassing(engine, select, takers);
  await printRows(stdout, format, locations.added(found, "sourceIPAddress"));
}

/** How many events there are, and how many of them were delivered more than once. */
interface EventCounts {
  events: number;
  twice: number;
}

function countsOf(deliveries: Deliveries): EventCounts {
  return { events: deliveries.records, twice: deliveries.repeated() };
}

async function storedCounts({ engine }: Warehouse, unusual: number): Promise<EventCounts> {
  const { rows } = await engine.query(`
    select
        (select count(*) from cloudtrail),
        (select count(*) from (
            select eventID from (
                select eventID from cloudtrail
                union all
                select value:eventID::string from ${insights}
            )
            where eventID is not null
            group by eventID having count(*) > 1
        ) as twice)`);
  const [events = 0, twice = 0] = (rows[0] ?? []).map(Number);
  return { events: events + unusual, twice };
}

async function insightsCount({ engine }: Warehouse): Promise<number> {
  const { rows } = await engine.query(`select count(*) from ${insights}`);
  return Number(rows[0]?.[0]);
}

/** Insights events as often as they were delivered. */
const insights = "cloudtrail_insights_raw, lateral flatten(input => record:Records)";

function summary(of: {
  counts: EventCounts;
  /** Insights events among them. */
  unusual: number;
  report: LoadReport;
  paths: readonly string[];
  groups: FindingGroups;
  suppressed: number;
  seconds: number;
}): string[] {
  const { counts, unusual, report, paths, groups, suppressed, seconds } = of;
  const { events, twice } = counts;
  const findings = severityCounts(groups.counts());
  const total = [...groups.counts().values()].reduce((sum, count) => sum + count, 0);
  const earlier = events === report.events ? "" : `, ${number(events)} with those loaded before`;
  return [
    ...loadingSummary(report, paths),
    `events      ${number(report.events)}${earlier}; ${number(twice)} of them delivered more than once`,
    ...(unusual > 0
      ? [
          `insights    ${number(unusual)} of the events: select * from cloudtrail_insights tells them`,
        ]
      : []),
    `findings    ${total === 0 ? "none" : `${number(total)}: ${findings}`}`,
    ...(suppressed > 0
      ? [`suppressed  ${number(suppressed)} more by exceptions: select * from suppressed tells why`]
      : []),
    `time        ${seconds.toFixed(1)} s`,
  ];
}

function failsOn(groups: FindingGroups, threshold: Severity | undefined): boolean {
  if (threshold === undefined) return false;
  return [...groups.counts().keys()].some((severity) => reaches(severity, threshold));
}
