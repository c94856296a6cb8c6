import { z } from "zod";

/** Which events a trail records, and what CloudTrail refuses of that. Source: its API, "PutEventSelectors". */

const words = z.array(z.string()).min(1).optional();

const fieldSelector = z.strictObject({
  field: z.string(),
  equals: words,
  notEquals: words,
  startsWiths: words,
  notStartsWiths: words,
  endsWiths: words,
  notEndsWiths: words,
});

export const advancedEventSelectors = z
  .array(
    z.strictObject({
      name: z.string().max(1000).optional(),
      fieldSelectors: z.array(fieldSelector).min(1),
    }),
  )
  .optional();

type Selectors = NonNullable<z.infer<typeof advancedEventSelectors>>;
type FieldSelector = z.infer<typeof fieldSelector>;

export const insightSelectors = z
  .array(z.strictObject({ insightType: z.enum(["ApiCallRateInsight", "ApiErrorRateInsight"]) }))
  .optional();

const fields: Record<string, { takes: string[]; needs: string[] }> = {
  Management: { takes: ["eventSource", "readOnly"], needs: [] },
  Data: {
    takes: [
      "eventName",
      "eventSource",
      "eventType",
      "readOnly",
      "resources.ARN",
      "resources.type",
      "sessionCredentialFromConsole",
      "userIdentity.arn",
    ],
    needs: ["resources.type"],
  },
  NetworkActivity: {
    takes: ["errorCode", "eventName", "eventSource", "vpcEndpointId"],
    needs: ["eventSource"],
  },
};

/** Fields that take one operator only, in any category or in one of them. */
const onlyOperator: Record<string, string> = {
  eventCategory: "equals",
  readOnly: "equals",
  errorCode: "equals",
  "resources.type": "equals",
  "Management eventSource": "notEquals",
  "NetworkActivity eventSource": "equals",
};

/** @returns undefined if CloudTrail takes the selectors, or else why not. */
export function selectorsRefusal(selectors: Selectors): string | undefined {
  for (const { fieldSelectors } of selectors) {
    const category = fieldSelectors.find(({ field }) => field === "eventCategory")?.equals;
    const known = category?.length === 1 ? fields[category[0] ?? ""] : undefined;
    if (!known) return "eventCategory must equal one of Management, Data, NetworkActivity";
    const missing = known.needs.find((need) => !fieldSelectors.some(({ field }) => field === need));
    if (missing !== undefined) return `${missing} is required for ${category?.[0]} events`;
    for (const selector of fieldSelectors) {
      const { field } = selector;
      if (field !== "eventCategory" && !known.takes.includes(field)) {
        return `${field} is not supported for ${category?.[0]} events`;
      }
      const only = onlyOperator[`${category?.[0]} ${field}`] ?? onlyOperator[field];
      const used = operatorsOf(selector);
      if (used.length === 0) return `${field} has no operator`;
      if (only !== undefined && used.some((operator) => operator !== only)) {
        return `${field} supports the operator ${only} alone`;
      }
      if (field === "resources.type" && selector.equals?.length !== 1) {
        return "resources.type can have one value only";
      }
    }
  }
  return undefined;
}

function operatorsOf(selector: FieldSelector): string[] {
  return Object.entries(selector).flatMap(([key, value]) =>
    key === "field" || value === undefined ? [] : [key],
  );
}
