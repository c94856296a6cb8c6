import { gravestFirst, type Severity } from "../../sql/catalogue";
import type { Rendered } from "../../engine";
import { actionName } from "../output/actionName";
import type { FindingsTaker } from "./passing";

/** The findings of one detection about one actor in one account. */
export interface FindingGroup {
  detectionId: string;
  severity: Severity;
  title: string;
  who: string;
  /** The account that the events were delivered for. */
  account: string;
  /** How many findings. */
  count: number;
  /** `YYYY-MM-DD HH24:MI:SS.FF3` in UTC, or null when no event has a time. */
  first: string | null;
  last: string | null;
  /** The actions, such as `DeleteBucketPolicy (s3)`. */
  actions: Tally;
  /** What they were about, where the events tell. */
  targets: Tally;
  /** The error codes of those that failed. */
  errors: Tally;
  addresses: Tally;
  regions: Tally;
}

/** The columns of FINDINGS that grouping reads, in this order. */
export const groupedColumns = [
  "detection_id",
  "severity",
  "title",
  "eventTime",
  "actor",
  "eventSource",
  "eventName",
  "errorCode",
  "sourceIPAddress",
  "awsRegion",
  "recipientAccountId",
  "target",
] as const;

/**
 * The order of findings: that of their time, and one that is the same in each run where the time is, or where a record lacks
 * it.
 */
export const findingsOrder = "eventTime, eventID, requestID, detection_id, file_name";

/** The findings as grouping takes them, in their order, so that a group is told the same each time. */
export const findingsInOrder = `select ${groupedColumns.join(", ")} from findings order by ${findingsOrder}`;

/** Distinct texts in the order they came, with how often; a bounded number of them. */
export class Tally {
  private readonly counts = new Map<string, number>();
  private beyond = false;

  constructor(private readonly limit: number) {}

  add(text: string | undefined): void {
    if (text === undefined || text === "") return;
    const known = this.counts.get(text);
    if (known === undefined && this.counts.size >= this.limit) this.beyond = true;
    else this.counts.set(text, (known ?? 0) + 1);
  }

  /**
   * The most frequent `most` of them; how many more there are is said, as far as it is known.
   *
   * @param shown How each of them is shown. Defaults to as it is.
   */
  list(most: number, shown = (text: string): string => text): string {
    const byCount = [...this.counts].sort(([, a], [, b]) => b - a);
    const first = byCount.slice(0, most).map(([text]) => shown(text));
    const more = byCount.length - most;
    if (more <= 0) return first.join(", ");
    return `${first.join(", ")} and ${this.beyond ? "more than " : ""}${more} more`;
  }
}

/**
 * Groups findings, so that two hundred denied calls of one principal are one line and do not bury the one
 * root login.
 */
export class FindingGroups implements FindingsTaker {
  private readonly groups = new Map<string, FindingGroup>();
  private readonly bySeverity = new Map<Severity, number>();

  readonly columns = groupedColumns;

  /** @returns The group that the finding belongs to. */
  add(row: readonly Rendered[]): FindingGroup {
    const [
      id,
      severity,
      title,
      time,
      who = "",
      source,
      name,
      error,
      address,
      region,
      account,
      target,
    ] = row.map((value) => (value === null ? undefined : String(value)));
    const key = JSON.stringify([id, who, account]);
    const group = this.groups.get(key) ?? {
      detectionId: id ?? "",
      severity: severity as Severity,
      title: title ?? "",
      who,
      account: account ?? "",
      count: 0,
      first: null,
      last: null,
      actions: new Tally(1000),
      targets: new Tally(20),
      errors: new Tally(20),
      addresses: new Tally(1000),
      regions: new Tally(100),
    };
    this.groups.set(key, group);
    this.bySeverity.set(group.severity, (this.bySeverity.get(group.severity) ?? 0) + 1);
    group.count += 1;
    if (time !== undefined) {
      if (group.first === null || time < group.first) group.first = time;
      if (group.last === null || time > group.last) group.last = time;
    }
    group.actions.add(actionName(name, source));
    group.errors.add(error);
    group.addresses.add(address);
    group.regions.add(region);
    group.targets.add(target);
    return group;
  }

  /** The gravest first, then the earliest. */
  sorted(): FindingGroup[] {
    // A finding without a time comes last, where it does not split those with one.
    const start = ({ first }: FindingGroup): string => first ?? "~";
    return [...this.groups.values()].sort(
      (a, b) =>
        gravestFirst(a.severity, b.severity) ||
        compare(start(a), start(b)) ||
        compare(a.detectionId, b.detectionId) ||
        compare(a.who, b.who),
    );
  }

  /** How many findings there are of each severity. */
  counts(): ReadonlyMap<Severity, number> {
    return this.bySeverity;
  }
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
