import type * as pulumi from "@pulumi/pulumi";

import type { Check } from "../validation/rules";

/** Which events of one category a trail records. All of its field selectors have to match. Names are those of @pulumi/aws. */
export interface AdvancedEventSelectorArgs {
  /** What it is for, for people. Defaults to none. */
  name?: pulumi.Input<string>;
  /** What the events have to be: one of eventCategory, and for data events one of resources.type. */
  fieldSelectors: pulumi.Input<pulumi.Input<FieldSelectorArgs>[]>;
}

/** What a field of an event has to be. Any value of an operator matches, and each operator that is given has to. */
export interface FieldSelectorArgs {
  /** The field, such as eventCategory, resources.type, resources.ARN, eventName, eventSource or readOnly. */
  field: pulumi.Input<string>;
  /** The field is one of these. Defaults to any. */
  equals?: pulumi.Input<pulumi.Input<string>[]>;
  /** The field is none of these. Defaults to any. */
  notEquals?: pulumi.Input<pulumi.Input<string>[]>;
  /** The field starts with one of these. Defaults to any. */
  startsWiths?: pulumi.Input<pulumi.Input<string>[]>;
  /** The field starts with none of these. Defaults to any. */
  notStartsWiths?: pulumi.Input<pulumi.Input<string>[]>;
  /** The field ends with one of these. Defaults to any. */
  endsWiths?: pulumi.Input<pulumi.Input<string>[]>;
  /** The field ends with none of these. Defaults to any. */
  notEndsWiths?: pulumi.Input<pulumi.Input<string>[]>;
}

/** The same, once everything is known. */
export interface AdvancedEventSelector {
  name?: string;
  fieldSelectors: FieldSelector[];
}

interface FieldSelector extends Partial<Record<Operator, string[]>> {
  field: string;
}

type Operator = (typeof operators)[number];

const operators = [
  "equals",
  "notEquals",
  "startsWiths",
  "notStartsWiths",
  "endsWiths",
  "notEndsWiths",
] as const;

/** What the events of a category can be selected by, and how. Source: AWS, "AdvancedFieldSelector" in CloudTrail's API. */
const categories: Record<string, Record<string, readonly Operator[]>> = {
  Management: { eventCategory: ["equals"], eventSource: ["notEquals"], readOnly: ["equals"] },
  Data: {
    eventCategory: ["equals"],
    "resources.type": ["equals"],
    "resources.ARN": operators,
    eventName: operators,
    eventSource: operators,
    eventType: operators,
    readOnly: ["equals"],
    sessionCredentialFromConsole: operators,
    "userIdentity.arn": operators,
  },
  NetworkActivity: {
    eventCategory: ["equals"],
    eventSource: ["equals"],
    eventName: operators,
    errorCode: ["equals"],
    vpcEndpointId: operators,
  },
};

/** What a selector of a category cannot do without, by its field, and an example of it. */
const required: Record<string, readonly [field: string, example: string]> = {
  Data: ["resources.type", "AWS::S3::Object"],
  NetworkActivity: ["eventSource", "kms.amazonaws.com"],
};

/** The only values that some fields can have. */
const values: Record<string, readonly string[]> = {
  readOnly: ["true", "false"],
  errorCode: ["VpceAccessDenied"],
};

/** CloudTrail counts the values of all selectors of a trail together. */
const mostValues = 500;

/** Advanced event selectors, as far as CloudTrail's rules can be told without the account. */
export const advancedEventSelectorsRule: Check = (value) => {
  if (!Array.isArray(value) || value.length === 0) {
    return "is no list with a selector in it. Give one or more, or leave it out for management events alone.";
  }
  const selectors = value as AdvancedEventSelector[];
  const problems = selectors.map((selector, index) => {
    const problem = selectorProblem(selector);
    return problem && `selector ${index + 1} ${problem}`;
  });
  const count = selectors
    .flatMap(({ fieldSelectors = [] }) => fieldSelectors)
    .flatMap(valuesOf).length;
  return (
    problems.find((problem) => problem !== undefined) ??
    (count > mostValues
      ? `has ${count} values, and CloudTrail takes ${mostValues} in all. Select by the start or the end of what they have in common.`
      : undefined)
  );
};

/**
 * What the trail is told. With advanced selectors it records nothing that none of them selects, and detections
 * are about management events: so all of these are selected, unless a selector says which of them.
 */
export function withManagementEvents(
  selectors: readonly AdvancedEventSelector[],
): AdvancedEventSelector[] {
  const isTold = selectors.some((selector) => categoryOf(selector) === "Management");
  const all = {
    name: "Management events",
    fieldSelectors: [{ field: "eventCategory", equals: ["Management"] }],
  };
  return isTold ? [...selectors] : [all, ...selectors];
}

function selectorProblem(selector: AdvancedEventSelector): string | undefined {
  const { name = "", fieldSelectors = [] } = selector;
  if (name.length > 1000) return "has a name of more than 1000 characters. Give a shorter one.";
  const category = categoryOf(selector);
  const fields = categories[category ?? ""];
  if (category === undefined || fields === undefined) {
    return `has no eventCategory. Give one field selector of it that equals one of ${Object.keys(categories).join(", ")}.`;
  }
  const [needed, example] = required[category] ?? [];
  if (needed !== undefined && !fieldSelectors.some(({ field }) => field === needed)) {
    return `is of ${category} and has no ${needed}, which CloudTrail asks for. Give one that equals what you mean, such as ${example}.`;
  }
  return fieldSelectors
    .map((field) => fieldProblem(field, category, fields))
    .find((problem) => problem !== undefined);
}

function fieldProblem(
  selector: FieldSelector,
  category: string,
  fields: Record<string, readonly Operator[]>,
): string | undefined {
  const { field } = selector;
  const allowed = fields[field];
  if (allowed === undefined) {
    return `selects by ${JSON.stringify(field)}, which CloudTrail does not do for ${category}. Give one of ${Object.keys(fields).join(", ")}.`;
  }
  const used = operators.filter((operator) => selector[operator] !== undefined);
  if (used.length === 0 || used.some((operator) => selector[operator]?.length === 0)) {
    return `compares ${field} with nothing. Give one or more values.`;
  }
  const strange = used.find((operator) => !allowed.includes(operator));
  if (strange !== undefined) {
    return `compares ${field} by ${strange}, which CloudTrail does not do for ${category}. Use ${allowed.join(", ")}.`;
  }
  const given = valuesOf(selector);
  const wrong = given.find((value) => values[field]?.includes(value) === false);
  if (wrong !== undefined) {
    return `compares ${field} with ${JSON.stringify(wrong)}. Give ${values[field]?.join(" or ")}.`;
  }
  return field === "resources.type" && given.length > 1
    ? "has more than one resources.type. Give a selector for each."
    : undefined;
}

/** The category of the events that are selected, if exactly one is named. */
function categoryOf({ fieldSelectors = [] }: AdvancedEventSelector): string | undefined {
  const [category, ...more] = fieldSelectors
    .filter(({ field }) => field === "eventCategory")
    .flatMap(({ equals = [] }) => equals);
  return more.length === 0 ? category : undefined;
}

function valuesOf(selector: FieldSelector): string[] {
  return operators.flatMap((operator) => selector[operator] ?? []);
}
