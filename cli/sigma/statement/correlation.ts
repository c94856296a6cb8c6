import { firstDelivery } from "../../../sql/catalogue";
import { anyOf, type Condition } from "../match/condition";
import { writeCondition } from "./write";

/** How a number that was counted is compared: an operator of SQL and a number. */
export interface Bound {
  operator: ">" | ">=" | "<" | "<=" | "=" | "<>";
  number: number;
}

/** One of the rules of a correlation, as SQL. */
export interface Correlated {
  condition: Condition;
  /** What its events are grouped by, in the order of the other rules' groups. */
  groups: readonly string[];
  /** What is counted or added up; undefined where the events themselves are. */
  value: string | undefined;
}

/** What a correlation looks for in each group and each window of time. */
export type Search =
  /** So many events, different values, or so much of a number. */
  | { kind: "events" | "values" | "sum" | "average"; bounds: readonly Bound[] }
  /** Events of so many of the rules, in any order. */
  | { kind: "rules"; bounds: readonly Bound[] }
  /** An event of each rule, in the order of the rules. */
  | { kind: "sequence" };

/** A statement in its making. */
interface Draft {
  /** The names of WITH, and their queries. */
  tables: readonly (readonly [string, string])[];
  /** The columns beside those of CLOUDTRAIL. */
  added: readonly string[];
  groups: readonly string[];
}

/**
 * The SELECT of a correlation. Its rows are the events with which a window is complete. Each event ends a window, which
 * reaches back by the timespan, so that no window is cut by the full minute or hour. An event counts once, however often
 * it was delivered; one without a time, or without a field that is grouped by or counted, is in no window.
 *
 * @param seconds The timespan.
 */
export function correlationSelect(
  rules: readonly Correlated[],
  search: Search,
  seconds: number,
): string {
  const draft = eventsOnce(rules, search.kind === "rules" || search.kind === "sequence");
  if (search.kind === "sequence") return sequence(draft, rules.length, seconds);
  if (search.kind === "values") return distinctValues(draft, search.bounds, seconds);
  const window = over(
    draft.groups,
    `eventTime\n    range between interval '${seconds} seconds' preceding and current row`,
  );
  const counted = {
    events: `count(*) ${window}`,
    sum: `sum(try_to_double(value)) ${window}`,
    average: `avg(try_to_double(value)) ${window}`,
    rules: rules
      .map((_, index) => `iff(count(iff(rule = ${index + 1}, 1, null)) ${window} > 0, 1, 0)`)
      .join("\n+ "),
  }[search.kind];
  return written(draft, `from once\nqualify ${bounded(counted, search.bounds)}`);
}

/** The events that count, each once: of all rules together, or of each rule under its number. */
function eventsOnce(rules: readonly Correlated[], isByRule: boolean): Draft {
  const groups = (rules[0]?.groups ?? []).map((_, index) => `group_${index + 1}`);
  const value = rules.some((rule) => rule.value !== undefined) ? ["value"] : [];
  const keys = [...(isByRule ? ["rule"] : []), ...groups];
  const sources = (isByRule ? rules : merged(rules)).map((rule, index) => {
    const columns = [
      "*",
      ...(isByRule ? [`${index + 1} as rule`] : []),
      ...rule.groups.map((group, at) => `${group} as group_${at + 1}`),
      ...(rule.value === undefined ? [] : [`${rule.value} as value`]),
    ];
    return `select\n    ${columns.join(",\n    ")}\nfrom cloudtrail\nwhere ${writeCondition(rule.condition, "    ")}`;
  });
  const isInWindow = ["eventTime", ...groups, ...value]
    .map((name) => `${name} is not null`)
    .join("\n    and ");
  return {
    tables: [
      ["matched", sources.join("\nunion all\n")],
      ["once", `select *\nfrom matched\nwhere ${isInWindow}\n${firstDelivery(keys)}`],
    ],
    added: [...keys, ...value],
    groups,
  };
}

/** Rules with the same fields as one: an event that several of them find is one event. */
function merged(rules: readonly Correlated[]): Correlated[] {
  const byFields = new Map<string, Correlated>();
  for (const rule of rules) {
    const fields = JSON.stringify([rule.groups, rule.value]);
    const others = byFields.get(fields);
    const condition = others ? anyOf([others.condition, rule.condition]) : rule.condition;
    byFields.set(fields, { ...rule, condition });
  }
  return [...byFields.values()];
}

/**
 * How many different values a window holds. No window function counts them, so each value's coming and going is a
 * row of its own, and their sum is what is there at a time. A value goes when it is seen again, which counts anew, or
 * when the timespan is over.
 */
function distinctValues(
  { tables, added, groups }: Draft,
  bounds: readonly Bound[],
  seconds: number,
): string {
  const again = over([...groups, "value"], "eventTime");
  const end = `dateadd('second', ${seconds}, eventTime)`;
  const draft: Draft = {
    tables: [
      ...tables,
      ["seen", `select\n    *,\n    lead(eventTime) ${nested(again)} as seen_again\nfrom once`],
      [
        "marks",
        `select\n    *,\n    eventTime as changed_at,\n    1 as change\nfrom seen
union all
select
    *,
    -- the last second of the timespan still belongs to it
    iff(seen_again <= ${end}, seen_again, dateadd('microsecond', 1, ${end})),
    -1
from seen`,
      ],
    ],
    added: [...added, "seen_again", "changed_at", "change"],
    groups,
  };
  const present = `sum(change) ${over(groups, "changed_at\n    range between unbounded preceding and current row")}`;
  return written(draft, `from marks\nqualify change = 1\n    and ${bounded(present, bounds)}`);
}

/**
 * Events of all rules in their order. What is kept with an event is when a sequence began that has come as far as its
 * rule, the latest if there are several: if that one is too old, all are. Times are whole seconds, so events of the same
 * second count as in order.
 */
function sequence({ tables, added, groups }: Draft, length: number, seconds: number): string {
  const numbers = Array.from({ length }, (_, index) => index + 1);
  const steps = numbers.map((number): readonly [string, string] => {
    const before = over(groups, "eventTime\n    range between unbounded preceding and current row");
    const began = number === 1 ? "eventTime" : `max(began_${number - 1}) ${nested(before)}`;
    return [
      `step_${number}`,
      `select\n    *,\n    iff(rule = ${number}, ${began}, null) as began_${number}\nfrom ${number === 1 ? "once" : `step_${number - 1}`}`,
    ];
  });
  const draft: Draft = {
    tables: [...tables, ...steps],
    added: [...added, ...numbers.map((number) => `began_${number}`)],
    groups,
  };
  return written(
    draft,
    `from step_${length}\nwhere began_${length} >= dateadd('second', -${seconds}, eventTime)`,
  );
}

function over(groups: readonly string[], order: string): string {
  const partition = groups.length > 0 ? `    partition by ${groups.join(", ")}\n` : "";
  return `over (\n${partition}    order by ${order}\n)`;
}

function bounded(counted: string, bounds: readonly Bound[]): string {
  const sum = counted.includes("\n+ ") ? `(\n    ${nested(counted)}\n)` : counted;
  return nested(
    bounds.map(({ operator, number }) => `${sum} ${operator} ${number}`).join("\nand "),
  );
}

function written({ tables, added }: Draft, rest: string): string {
  const queries = tables.map(([name, query]) => `${name} as (\n    ${nested(query)}\n)`);
  const columns = added.length > 0 ? `* exclude (${added.join(", ")})` : "*";
  return `with ${queries.join(",\n")}\nselect ${columns}\n${rest}`;
}

/** A text of several lines, one step further to the right from the second on. */
function nested(text: string): string {
  return text.replaceAll("\n", "\n    ");
}
