import { Refusal, within } from "../document/refusal";
import { textsOf } from "../document/yaml";
import type { Condition } from "../match/condition";
import { detectionCondition } from "../match/detection";
import { sectionOf, type SigmaDocument } from "./document";

/**
 * The rules that a filter is for.
 *
 * @returns Undefined for any of them.
 */
export function filteredBy(filter: SigmaDocument): string[] | undefined {
  return within("filter", () => {
    const rules = textsOf(sectionOf(filter, "filter"), "rules");
    if (rules.length === 0) throw new Refusal("rules: missing.");
    return rules.includes("any") ? undefined : rules;
  });
}

/** What events of a filtered rule have to meet: as its text says, which is a `not` as a rule. */
export function filterCondition(filter: SigmaDocument): Condition {
  return within("filter", () => detectionCondition(sectionOf(filter, "filter"), ["rules"]));
}
