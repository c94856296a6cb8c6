import type { Detection } from "../../sql/catalogue";

/** A technique of MITRE ATT&CK, and the detections that find it. */
export interface CoveredTechnique {
  /** As in T1078 or T1078.004. */
  technique: string;
  /** Ids, in their order. */
  detections: string[];
}

/** Every technique that a detection names, in their order. */
export function techniquesOf(detections: readonly Detection[]): CoveredTechnique[] {
  const byTechnique = new Map<string, string[]>();
  for (const { id, attack } of detections) {
    for (const technique of attack?.techniques ?? []) {
      byTechnique.set(technique, [...(byTechnique.get(technique) ?? []), id]);
    }
  }
  return [...byTechnique]
    .map(([technique, ids]) => ({ technique, detections: ids }))
    .sort((a, b) => (a.technique < b.technique ? -1 : 1));
}

/**
 * The newest version of ATT&CK by which detections number their techniques. Undefined when none names a technique.
 */
export function attackVersionOf(detections: readonly Detection[]): string | undefined {
  const versions = detections.flatMap(({ attack }) =>
    attack === undefined ? [] : [attack.version],
  );
  return versions.sort((a, b) => a.localeCompare(b, "en", { numeric: true })).at(-1);
}
