import type * as pulumi from "@pulumi/pulumi";

import { severities } from "../../sql/catalogue";
import { NotificationKind } from "../notifications/kind";
import { type Rule, knownProblems } from "../validation/inputs";
import type { Problem } from "../validation/problem";
import { detectionIds, identifier, oneOf, whole } from "../validation/rules";

/** Which findings alerts tell, and how often they look. */
export interface AlertChoiceArgs {
  /** The least grave severity that is told: "info", "low", "medium", "high" or "critical". Defaults to "high". */
  minimumSeverity?: pulumi.Input<string>;
  /** Ids of the detections whose findings are told. Defaults to all. */
  detections?: pulumi.Input<string[]>;
  /** Every how many minutes the alert looks. Defaults to 15. */
  scheduleMinutes?: pulumi.Input<number>;
}

/** The arguments of FindingAlerts. */
export interface FindingAlertsArgs extends AlertChoiceArgs {
  /** Name of the database that holds FINDINGS. */
  database: pulumi.Input<string>;
  /** Name of the schema that holds FINDINGS; what alerts need stands beside it. */
  schema: pulumi.Input<string>;
  /** Name of the warehouse that the alert runs on. */
  warehouse: pulumi.Input<string>;
  /** Full name of the raw table, as SnowflakeIngest gives it. */
  rawTableName: pulumi.Input<string>;
  /** Full name of FINDINGS, as SecurityViews gives it. */
  findingsName: pulumi.Input<string>;
  /** Name of the notification integration by which messages go, as Notifications gives it. */
  integrationName: pulumi.Input<string>;
  /** Which way that is, as Notifications gives it: "topic", "email", "slack", "teams" or "pagerduty". */
  kind: pulumi.Input<NotificationKind>;
  /** For Snowflake's own e-mail, the addresses, as Notifications gives them. Defaults to none. */
  recipients?: pulumi.Input<string[] | undefined>;
}

export const defaultMinimumSeverity = "high";
export const defaultScheduleMinutes = 15;

/** What each choice has to be, whenever it is known. Source: the provider, Alert, "interval". */
const choiceRules: readonly Rule[] = [
  ["minimumSeverity", oneOf(severities)],
  ["detections", detectionIds],
  ["scheduleMinutes", whole(1, 1439, "minutes")],
];

/** What each argument has to be, whenever it is known. */
export const alertRules: readonly Rule[] = [
  ...choiceRules,
  ["database", identifier],
  ["schema", identifier],
  ["warehouse", identifier],
  ["integrationName", identifier],
  ["kind", oneOf(Object.values(NotificationKind))],
];

/** Everything that is wrong with the choice and can be seen before anything is made. */
export function choiceProblems(args: AlertChoiceArgs): Problem[] {
  return knownProblems(args, choiceRules);
}
