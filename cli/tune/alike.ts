import type { Rendered } from "../../engine";
import type { Severity } from "../../sql/catalogue";

/** Findings of one detection on one day that are alike in all that an exception may be about. */
export interface Alike {
  detection: string;
  severity: Severity;
  actor: string;
  /** `userIdentity.arn`, `sourceIPAddress`, `target` and `eventName`, where the event has them. */
  arn: string | undefined;
  address: string | undefined;
  target: string | undefined;
  eventName: string | undefined;
  /** As YYYY-MM-DD in UTC, or none where the event has no time. */
  day: string | undefined;
  /** How many they are. */
  findings: number;
}

/** The SELECT of all findings, those that are alike in one row. */
export const alikeSelect = `select
    detection_id,
    severity,
    actor,
    userIdentity:arn::string as arn,
    sourceIPAddress,
    target,
    eventName,
    eventTime::date::string as day,
    count(*) as findings
from findings
group by all
order by detection_id, actor, arn, sourceIPAddress, target, eventName, day`;

/** A row of `alikeSelect`. */
export function alikeOf(row: readonly Rendered[]): Alike {
  const [detection, severity, actor, arn, address, target, eventName, day, findings] = row.map(
    (value) => (value === null ? undefined : String(value)),
  );
  return {
    detection: detection ?? "",
    severity: severity as Severity,
    actor: actor ?? "",
    ...{ arn, address, target, eventName, day },
    findings: Number(findings),
  };
}

/**
 * What the ARNs of all sessions of a role begin with. Undefined for whoever has no role, and for the roles of IAM Identity
 * Center, whose sessions are as many people.
 */
export function roleOf({ arn }: Alike): string | undefined {
  const [, sessions, role = ""] =
    /^(arn:[^:]+:sts::\d{12}:assumed-role\/([^/]+)\/)./.exec(arn ?? "") ?? [];
  return role.startsWith("AWSReservedSSO_") ? undefined : sessions;
}

/** Findings by what they have in common. Those without it are in no group. */
export function groupBy(
  found: readonly Alike[],
  key: (alike: Alike) => string | undefined,
): Map<string, Alike[]> {
  const groups = new Map<string, Alike[]>();
  for (const alike of found) {
    const name = key(alike);
    if (name === undefined) continue;
    const group = groups.get(name);
    if (group === undefined) groups.set(name, [alike]);
    else group.push(alike);
  }
  return groups;
}

/** How many findings have what in common. */
export function countBy(
  found: readonly Alike[],
  key: (alike: Alike) => string | undefined,
): Map<string, number> {
  return new Map([...groupBy(found, key)].map(([name, group]) => [name, total(group)]));
}

/** How many findings there are. */
export function total(found: Iterable<Alike>): number {
  let sum = 0;
  for (const { findings } of found) sum += findings;
  return sum;
}
