import type { Detection } from "../../sql/catalogue";
import { attackVersionOf, techniquesOf } from "./techniques";

/**
 * A layer for MITRE's ATT&CK Navigator, as JSON: each technique with the number of detections that find it as its score
 * and their ids as its comment.
 *
 * The format is 4.5 of https://github.com/mitre-attack/attack-navigator/tree/master/layers.
 */
export function navigatorLayer(detections: readonly Detection[]): string {
  const techniques = techniquesOf(detections);
  const version = attackVersionOf(detections);
  const layer = {
    name: "Snowtrail",
    versions: { ...(version === undefined ? {} : { attack: version }), layer: "4.5" },
    domain: "enterprise-attack",
    description: `What ${detections.length} detections find in CloudTrail.`,
    filters: { platforms: ["IaaS", "SaaS", "Identity Provider"] },
    sorting: 0,
    techniques: techniques.map(({ technique, detections: ids }) => ({
      techniqueID: technique,
      score: ids.length,
      comment: ids.join(", "),
      enabled: true,
      showSubtechniques: technique.includes("."),
    })),
    gradient: {
      colors: ["#e8f1fb", "#1b6ac9"],
      minValue: 0,
      maxValue: Math.max(1, ...techniques.map(({ detections: ids }) => ids.length)),
    },
    hideDisabled: false,
  };
  return `${JSON.stringify(layer, null, 2)}\n`;
}
