import { Refusal, seen, within } from "../document/refusal";
import { isMap, isScalar, listed, textOf, textsOf, type YamlMap } from "../document/yaml";
import type { Condition } from "../match/condition";
import { fieldAt } from "../match/field";
import {
  correlationSelect,
  type Bound,
  type Correlated,
  type Search,
} from "../statement/correlation";
import { sectionOf, type SigmaDocument } from "./document";

/** A rule that a correlation can refer to. */
export interface Referred {
  names: readonly string[];
  condition: Condition;
}

/** The names of the rules that a correlation refers to. */
export function referredBy(correlation: SigmaDocument): string[] {
  return within("correlation", () => textsOf(sectionOf(correlation, "correlation"), "rules"));
}

/** Whether the rules that a correlation refers to are detections of their own, too. Defaults to not. */
export function generatesItsRules({ content }: SigmaDocument): boolean {
  const section = isMap(content.correlation) ? content.correlation : {};
  return section.generate === true || content.generate === true;
}

/**
 * The SELECT of a correlation.
 *
 * @param find Finds a rule by its name or id, and refuses one that is not there.
 * @throws Refusal that names the part.
 */
export function correlationStatement(
  document: SigmaDocument,
  find: (name: string) => Referred,
): string {
  return within("correlation", () => {
    const section = sectionOf(document, "correlation");
    const names = textsOf(section, "rules");
    if (names.length === 0) throw new Refusal("rules: missing.");
    const rules = names.map((name) => within("rules", () => find(name)));
    if (new Set(rules.map(({ condition }) => condition)).size < rules.length) {
      throw new Refusal(`rules: a rule is named twice in ${names.join(", ")}.`);
    }
    const seconds = within("timespan", () => secondsOf(textOf(section, "timespan")));
    const search = within("condition", () => searchOf(section, rules.length));
    const value = within("condition", () => countedField(section));
    const groups = textsOf(section, "group-by");
    const correlated = rules.map((rule): Correlated => ({
      condition: rule.condition,
      groups: groups.map((field) => within("group-by", () => fieldOf(field, rule, section))),
      value: value === undefined ? undefined : fieldOf(value, rule, section),
    }));
    return correlationSelect(correlated, search, seconds);
  });
}

const secondsIn: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86400, w: 604800 };

function secondsOf(timespan = "nothing"): number {
  const [, number, unit = ""] = /^(\d{1,6})([smhdw])$/.exec(timespan) ?? [];
  const seconds = Number(number) * (secondsIn[unit] ?? 0);
  if (seconds > 0) return seconds;
  throw new Refusal(`expected a number and s, m, h, d or w, such as 15m. Seen: ${timespan}`);
}

const kinds: Readonly<Record<string, Exclude<Search["kind"], "rules" | "sequence">>> = {
  event_count: "events",
  value_count: "values",
  value_sum: "sum",
  value_avg: "average",
};

function searchOf(section: YamlMap, rules: number): Search {
  const type = textOf(section, "type") ?? "nothing";
  const kind = kinds[type];
  if (kind !== undefined) return { kind, bounds: boundsOf(section) };
  if (type !== "temporal" && type !== "temporal_ordered") {
    throw new Refusal(
      `expected a type of ${[...Object.keys(kinds), "temporal, temporal_ordered"].join(", ")}. Seen: ${type}`,
    );
  }
  const all: Bound[] = [{ operator: ">=", number: rules }];
  const bounds = section.condition === undefined ? all : boundsOf(section);
  if (type === "temporal") return { kind: "rules", bounds };
  if (bounds.every(({ operator, number }) => /^>?=$/.test(operator) && number === rules)) {
    return { kind: "sequence" };
  }
  throw new Refusal(
    `a sequence is of all its rules, of which there are ${rules}. Seen: ${seen(section.condition)}`,
  );
}

const operators: Readonly<Record<string, Bound["operator"]>> = {
  gt: ">",
  gte: ">=",
  lt: "<",
  lte: "<=",
  eq: "=",
  neq: "<>",
};

function boundsOf({ condition }: YamlMap): Bound[] {
  const entries = isMap(condition)
    ? Object.entries(condition).filter(([key]) => key !== "field")
    : [];
  const bounds = entries.flatMap(([key, value]): Bound[] => {
    const operator = operators[key];
    const isNumber = isScalar(value) && /^\d+(\.\d+)?$/.test(String(value));
    return operator && isNumber ? [{ operator, number: Number(value) }] : [];
  });
  if (bounds.length > 0 && bounds.length === entries.length) return bounds;
  throw new Refusal(
    `expected one of ${Object.keys(operators).join(", ")} with a number. Seen: ${seen(condition)}`,
  );
}

/** The field whose values are counted or added up. */
function countedField(section: YamlMap): string | undefined {
  if (!textOf(section, "type")?.startsWith("value_")) return undefined;
  const fields = isMap(section.condition) ? listed(section.condition.field) : [];
  const [field] = fields;
  if (typeof field === "string" && fields.length === 1) return field;
  throw new Refusal(`field: expected the name of one field. Seen: ${seen(fields)}`);
}

/** What a field of the correlation, which may be an alias, is in the events of one of its rules. */
function fieldOf(name: string, { names }: Referred, { aliases }: YamlMap): string {
  const alias = isMap(aliases) ? aliases[name] : undefined;
  if (alias === undefined) return fieldAt(name).text;
  const own = isMap(alias) ? names.flatMap((each) => alias[each] ?? []) : [];
  const [field] = own;
  if (typeof field === "string") return fieldAt(field).text;
  throw new Refusal(`the alias ${name} has no field for the rule ${names.at(-1) ?? ""}.`);
}
