import type { Engine, Rendered } from "../../engine";
import { severities, type Catalogue } from "../../sql/catalogue";
import type { Locations } from "../geo/locations";
import type { Problem } from "../sources/discover";
import type { LoadReport } from "../load/report";
import { shortPath } from "../output/shortPath";
import { addEachOnce } from "../summary/eachOnce";
import { summarySelect } from "../summary/select";
import type { Warehouse } from "../warehouse/warehouse";
import type { Reason, ReportData, RowData, Rows, Totals } from "./data";
import { FindingsInPage, type FindingsOf } from "./findings";
import { secondsOf, shown } from "./shown";
import { Slots } from "./timeline";

/** Principals or addresses that a page has at most, and how many of them may be there for their findings. */
const mostRows = 500;
const mostWithFindings = 250;
/** Files that are named under a reason. */
const mostPaths = 50;

/** What is counted of the events before findings are read. */
type EventTotals = Omit<Totals, "findings" | "suppressed" | "files">;

/** What else a page tells, beside the events and findings. */
export interface About {
  version: string;
  sources: readonly string[];
  load: LoadReport;
  /** How many findings the exceptions are about. */
  suppressed: number;
}

/** A page's data in the making: it counts the events first, and takes the findings while they are read. */
export class ReportCollector {
  private constructor(
    private readonly engine: Engine,
    private readonly totals: EventTotals,
    private readonly slots: Slots | undefined,
    private readonly locations: Locations,
    readonly findings: FindingsInPage,
  ) {}

  static async begin(
    warehouse: Warehouse,
    detections: Catalogue["detections"],
    locations: Locations,
  ): Promise<ReportCollector> {
    const { engine } = warehouse;
    await addEachOnce(warehouse);
    const totals = await countEvents(engine);
    const { first, last } = totals;
    const slots =
      first === undefined || last === undefined ? undefined : Slots.between(first, last);
    const findings = new FindingsInPage(detections, slots, locations);
    return new ReportCollector(engine, totals, slots, locations, findings);
  }

  /** The data, once all findings have been read. */
  async data({ version, sources, load, suppressed }: About): Promise<ReportData> {
    const { engine, findings, totals } = this;
    return {
      made: Math.floor(Date.now() / 1000),
      version,
      sources: sources.map(shown),
      totals: {
        ...totals,
        findings: findings.total,
        suppressed,
        files: load.loaded + load.known,
      },
      timeline: await this.slots?.timeline(engine),
      detections: findings.detectionData(),
      principals: await this.rows("principal", findings.byPrincipal, totals.principals),
      addresses: await this.rows("address", findings.byAddress, totals.addresses),
      unread: byReason(load.damaged),
      noLogs: byReason(load.other),
    };
  }

  private async rows(
    subject: "principal" | "address",
    found: ReadonlyMap<string, FindingsOf>,
    all: number,
  ): Promise<Rows> {
    const first = [...found]
      .sort(([, a], [, b]) => rank(b) - rank(a) || b.findings - a.findings)
      .slice(0, mostWithFindings)
      .map(([name]) => name);
    const { columns, rows } = await this.engine.query(
      summarySelect(subject, { first, limit: mostRows }),
    );
    const at = (label: string): number => columns.findIndex((column) => column.label === label);
    const [start, end, calls, errors, regions, services] = [
      "first_seen",
      "last_seen",
      "calls",
      "errors",
      "regions",
      "services",
    ].map(at) as [number, number, number, number, number, number];
    const shownRows = rows.map((row): RowData => {
      const name = String(row[0]);
      const of = found.get(name);
      return {
        name: shown(name),
        location: subject === "address" ? shown(this.locations.describe(name)) : "",
        first: secondsOf(row[start]),
        last: secondsOf(row[end]),
        calls: Number(row[calls]),
        errors: Number(row[errors]),
        findings: of?.findings ?? 0,
        severity: of?.severity,
        regions: listOf(row[regions]),
        services: listOf(row[services]),
      };
    });
    return { all, shown: shownRows };
  }
}

function rank({ severity }: FindingsOf): number {
  return severities.indexOf(severity);
}

function listOf(json: Rendered | undefined): string[] {
  return (JSON.parse(String(json)) as string[]).map(shown);
}

async function countEvents(engine: Engine): Promise<EventTotals> {
  const { rows } = await engine.query(
    `select
    (select count(*) from cloudtrail),
    (select count(*) from cloudtrail_insights),
    count(*),
    count_if(isError),
    count(distinct principal),
    count(distinct address),
    count(distinct account),
    count(distinct region),
    min(eventTime),
    max(eventTime)
from each_once`,
  );
  const [delivered, insights, events, errors, ...more] = rows[0] ?? [];
  const [principals, addresses, accounts, regions, first, last] = more;
  return {
    delivered: Number(delivered),
    insights: Number(insights),
    events: Number(events),
    errors: Number(errors),
    principals: Number(principals),
    addresses: Number(addresses),
    accounts: Number(accounts),
    regions: Number(regions),
    first: secondsOf(first),
    last: secondsOf(last),
  };
}

function byReason(problems: readonly Problem[]): Reason[] {
  const paths = new Map<string, string[]>();
  for (const { reason, path } of problems) {
    const known = paths.get(reason);
    if (known === undefined) paths.set(reason, [path]);
    else known.push(path);
  }
  return [...paths].map(([reason, of]) => ({
    reason: shown(reason),
    files: of.length,
    paths: of.slice(0, mostPaths).map((file) => shown(shortPath(file))),
  }));
}
