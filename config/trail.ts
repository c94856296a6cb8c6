import {
  type AdvancedEventSelectorArgs,
  type FieldSelectorArgs,
  InsightType,
  type TrailArgs,
} from "../components";
import { readAccount } from "./account";
import type { Reader } from "./reader";

/** The trail, by the names that its arguments have. */
export function readTrail(trail: Reader): TrailArgs {
  return {
    existing: trail.text("existing"),
    name: trail.text("name"),
    skip: trail.flag("skip"),
    account: trail.object("account", readAccount),
    organization: trail.object("organization", (organization) => {
      const id = organization.required("id", organization.text("id"));
      const managementAccountId = organization.text("managementAccountId");
      return id === undefined ? undefined : { id, managementAccountId };
    }),
    advancedEventSelectors: trail.objects("advancedEventSelectors", readSelector),
    insightSelectors: trail.objects("insightSelectors", (selector) => {
      const insightType = selector.required(
        "insightType",
        selector.choice("insightType", InsightType),
      );
      return insightType && { insightType };
    }),
    logGroup: trail.object("logGroup", (logGroup) => ({
      existing: logGroup.text("existing"),
      name: logGroup.text("name"),
      retentionInDays: logGroup.whole("retentionInDays"),
      roleName: logGroup.text("roleName"),
    })),
  };
}

function readSelector(selector: Reader): AdvancedEventSelectorArgs | undefined {
  const name = selector.text("name");
  const fieldSelectors = selector.required(
    "fieldSelectors",
    selector.objects("fieldSelectors", readFieldSelector),
  );
  return fieldSelectors && { name, fieldSelectors };
}

function readFieldSelector(selector: Reader): FieldSelectorArgs | undefined {
  const field = selector.required("field", selector.text("field"));
  const values = {
    equals: selector.list("equals"),
    notEquals: selector.list("notEquals"),
    startsWiths: selector.list("startsWiths"),
    notStartsWiths: selector.list("notStartsWiths"),
    endsWiths: selector.list("endsWiths"),
    notEndsWiths: selector.list("notEndsWiths"),
  };
  return field === undefined ? undefined : { field, ...values };
}
