import type { Severity } from "../../sql/catalogue";
import { countBy, groupBy, total, type Alike } from "./alike";

/** Who has fewer findings of one detection makes no noise. */
const leastOfPrincipal = 3;
/** Principals that are told of one detection. */
const mostPrincipals = 3;

/** What the detections found, day by day. */
export interface History {
  /** Every day from the first finding to the last, as YYYY-MM-DD in UTC. */
  days: string[];
  findings: number;
  /** The detections that found something, the noisiest first. */
  detections: DetectionHistory[];
}

interface DetectionHistory {
  detection: string;
  severity: Severity;
  findings: number;
  /** How many on each of the days, in their order. A finding without a time is on none. */
  byDay: number[];
  /** Who has the most of them: three principals at most, and nobody with fewer than three. */
  principals: Principal[];
}

interface Principal {
  actor: string;
  findings: number;
}

/** @param found All findings, in any order. */
export function historyOf(found: readonly Alike[]): History {
  const days = daysOf(found);
  const detections = [...groupBy(found, ({ detection }) => detection)].map(([detection, own]) => {
    const perDay = countBy(own, ({ day }) => day);
    return {
      detection,
      severity: own[0]?.severity ?? "info",
      findings: total(own),
      byDay: days.map((day) => perDay.get(day) ?? 0),
      principals: noisiest(own),
    };
  });
  detections.sort((a, b) => b.findings - a.findings || (a.detection < b.detection ? -1 : 1));
  return { days, findings: total(found), detections };
}

function noisiest(found: readonly Alike[]): Principal[] {
  return [...countBy(found, ({ actor }) => actor)]
    .map(([actor, findings]) => ({ actor, findings }))
    .filter(({ findings }) => findings >= leastOfPrincipal)
    .sort((a, b) => b.findings - a.findings || (a.actor < b.actor ? -1 : 1))
    .slice(0, mostPrincipals);
}

const dayLength = 86_400_000;

function daysOf(found: readonly Alike[]): string[] {
  const days = found.flatMap(({ day }) => day ?? []).sort();
  const [first, last] = [days[0], days.at(-1)].map((day) => Date.parse(day ?? "") / dayLength);
  if (first === undefined || last === undefined || Number.isNaN(first)) return [];
  return Array.from({ length: last - first + 1 }, (_, at) =>
    new Date((first + at) * dayLength).toISOString().slice(0, 10),
  );
}
