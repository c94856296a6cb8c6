import type * as pulumi from "@pulumi/pulumi";

import { type Check, oneOf } from "../validation/rules";

/** What CloudTrail looks for unusual rates of, among the management events of a trail. */
export const InsightType = {
  /** Calls that write. */
  ApiCallRate: "ApiCallRateInsight",
  /** Errors of all calls. */
  ApiErrorRate: "ApiErrorRateInsight",
} as const;
export type InsightType = (typeof InsightType)[keyof typeof InsightType];

/** One kind of Insights events. Names are those of @pulumi/aws. */
export interface InsightSelectorArgs {
  /** The kind: "ApiCallRateInsight" or "ApiErrorRateInsight". */
  insightType: pulumi.Input<InsightType>;
}

/** One or more kinds of Insights events, each once. */
export const insightSelectorsRule: Check = (value) => {
  if (!Array.isArray(value) || value.length === 0) {
    return "is no list with a selector in it. Give one or more, or leave it out for no Insights events.";
  }
  const types: unknown[] = value.map(({ insightType }: { insightType?: unknown }) => insightType);
  const twice = types.find((type, index) => types.indexOf(type) < index);
  return twice === undefined
    ? types.map(oneOf(Object.values(InsightType))).find((problem) => problem !== undefined)
    : `${JSON.stringify(twice)} stands there twice. Remove one of the two.`;
};
