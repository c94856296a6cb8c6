import type { Rendered } from "../../engine";
import { gravestFirst, severities, type Catalogue, type Severity } from "../../sql/catalogue";
import { shortActor } from "../findings/actor";
import { FindingGroups, groupedColumns, type FindingGroup } from "../findings/groups";
import type { FindingsTaker } from "../findings/passing";
import type { Locations } from "../geo/locations";
import { serviceName } from "../output/actionName";
import { shortPath } from "../output/shortPath";
import type { DetectionData, EventData, GroupData } from "./data";
import { FairShare } from "./fairShare";
import { secondsOf, shown, shownRecord, shownStatement } from "./shown";
import type { Slots } from "./timeline";

/** Events and groups that a page has at most. Each detection that found something has its share of the events. */
const bounds = { all: 2000, ofGroup: 25, groupsOfOwner: 200 };

const eventColumns = [
  "eventTime",
  "eventName",
  "eventSource",
  "sourceIPAddress",
  "awsRegion",
  "errorCode",
  "target",
  "userAgent",
  "eventID",
  "first_seen_in",
  "record",
] as const;

/** How many findings a name has, and how grave they are. */
export interface FindingsOf {
  findings: number;
  severity: Severity;
}

/** The findings as a page shows them, gathered while they are read. What it keeps is bounded. */
export class FindingsInPage implements FindingsTaker {
  readonly columns = [...groupedColumns, ...eventColumns];
  /** Findings by the actor, and by the source address. */
  readonly byPrincipal = new Map<string, FindingsOf>();
  readonly byAddress = new Map<string, FindingsOf>();
  private readonly groups = new FindingGroups();
  private readonly events = new FairShare<FindingGroup, EventData>(bounds);

  constructor(
    private readonly detections: Catalogue["detections"],
    private readonly slots: Slots | undefined,
    private readonly locations: Locations,
  ) {}

  add(row: readonly Rendered[]): void {
    const group = this.groups.add(row.slice(0, groupedColumns.length));
    const event = row.slice(groupedColumns.length);
    const [time, , , address] = event;
    this.slots?.addFinding(group.severity, secondsOf(time));
    count(this.byPrincipal, group.who, group.severity);
    if (typeof address === "string") count(this.byAddress, address, group.severity);
    this.events.add(group.detectionId, group, () => this.eventOf(event));
  }

  /** How many findings there are. */
  get total(): number {
    return [...this.groups.counts().values()].reduce((sum, number) => sum + number, 0);
  }

  /** The detections with their findings, the gravest first, and behind them those that found nothing. */
  detectionData(): DetectionData[] {
    const groups = this.groups.sorted();
    const data = this.detections.map((detection): DetectionData => {
      const of = groups.filter(({ detectionId }) => detectionId === detection.id);
      return {
        id: detection.id,
        severity: detection.severity,
        title: detection.title,
        description: detection.description,
        techniques: detection.attack?.techniques ?? [],
        falsePositives: detection.falsePositives,
        blindSpots: detection.blindSpots,
        references: detection.references,
        sql: shownStatement(detection.statement),
        findings: of.reduce((sum, group) => sum + group.count, 0),
        groups: of.slice(0, bounds.groupsOfOwner).map((group) => this.groupData(group)),
        allGroups: of.length,
      };
    });
    return data.sort(
      (a, b) =>
        Number(b.findings > 0) - Number(a.findings > 0) ||
        gravestFirst(a.severity, b.severity) ||
        b.findings - a.findings,
    );
  }

  private groupData(group: FindingGroup): GroupData {
    return {
      who: shown(shortActor(group.who, group.account)),
      account: shown(group.account),
      findings: group.count,
      first: secondsOf(group.first),
      last: secondsOf(group.last),
      actions: group.actions.list(4, shown),
      targets: group.targets.list(3, shown),
      errors: group.errors.list(3, shown),
      addresses: group.addresses.list(3, shown),
      regions: group.regions.list(3, shown),
      events: [...this.events.of(group.detectionId, group)],
    };
  }

  private eventOf(values: readonly Rendered[]): EventData {
    const [time, name, source, address, region, error, target, agent, id, file, record] = values;
    return {
      time: secondsOf(time),
      name: shown(name),
      service: serviceName(shown(source)),
      address: shown(address),
      location: typeof address === "string" ? shown(this.locations.describe(address)) : "",
      region: shown(region),
      error: shown(error),
      target: shown(target),
      agent: shown(agent),
      id: shown(id),
      file: shown(typeof file === "string" ? shortPath(file) : file),
      record: shownRecord(String(record)),
    };
  }
}

function count(map: Map<string, FindingsOf>, name: string, severity: Severity): void {
  const known = map.get(name);
  if (known === undefined) {
    map.set(name, { findings: 1, severity });
    return;
  }
  known.findings += 1;
  if (severities.indexOf(severity) > severities.indexOf(known.severity)) known.severity = severity;
}
