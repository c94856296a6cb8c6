import { parseCondition, selectionsNamed, type ConditionTree } from "../condition/parser";
import { Refusal, seen, within } from "../document/refusal";
import { listed, type Yaml, type YamlMap } from "../document/yaml";
import { allOf, anyOf, not, type Condition } from "./condition";
import { selectionCondition } from "./selection";

/**
 * What a `detection` asks of an event, or the like of it in a filter: its selections, put together as its condition
 * says. Of a list of conditions one has to be met.
 *
 * @param other Keys that are no selections.
 * @throws Refusal that names the part.
 */
export function detectionCondition(detection: YamlMap, other: readonly string[] = []): Condition {
  const selections = new Map(
    Object.entries(detection).filter(
      ([name]) => name !== "condition" && name !== "timeframe" && !other.includes(name),
    ),
  );
  const conditions = listed(detection.condition);
  if (conditions.length === 0) throw new Refusal("condition: missing.");
  if (detection.timeframe !== undefined) {
    throw new Refusal("timeframe: it is not in Sigma any more, a correlation takes its place.");
  }
  return anyOf(
    conditions.map((condition) => {
      if (typeof condition !== "string") {
        throw new Refusal(`condition: expected text, found ${seen(condition)}.`);
      }
      const tree = within("condition", () => parseCondition(condition));
      return conditionOf(tree, selections);
    }),
  );
}

function conditionOf(tree: ConditionTree, selections: ReadonlyMap<string, Yaml>): Condition {
  switch (tree.kind) {
    case "and":
      return allOf(tree.of.map((each) => conditionOf(each, selections)));
    case "or":
      return anyOf(tree.of.map((each) => conditionOf(each, selections)));
    case "not":
      return not(conditionOf(tree.of, selections));
    case "selection":
      return selected(tree.name, selections);
    case "quantified": {
      const names = selectionsNamed(tree.names, [...selections.keys()]);
      if (names.length === 0) {
        throw new Refusal(`condition: no selection is named ${tree.names}.`);
      }
      const all = names.map((name) => selected(name, selections));
      return tree.every ? allOf(all) : anyOf(all);
    }
  }
}

function selected(name: string, selections: ReadonlyMap<string, Yaml>): Condition {
  const selection = selections.get(name);
  if (selection === undefined) {
    throw new Refusal(
      `condition: there is no selection ${name}. There are ${[...selections.keys()].join(", ")}.`,
    );
  }
  return within(name, () => selectionCondition(selection));
}
