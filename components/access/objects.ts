import type * as pulumi from "@pulumi/pulumi";

import type { FindingAlerts } from "../alerts/findingAlerts";
import type { SnowflakeIngest } from "../ingest/snowflakeIngest";
import type { SecurityViews } from "../views/securityViews";
import type { AccessObjectArgs } from "./args";

/**
 * What an ingest, its views and alerts have, for AccessRoles.
 *
 * @param others Ingests of other sources into the same schema, each by a word of its own, in lower case with hyphens, that
 *   the labels of its objects end with. Defaults to none.
 */
export function accessObjects(
  ingest: SnowflakeIngest,
  views: SecurityViews,
  alerts?: FindingAlerts,
  others: Record<string, SnowflakeIngest> = {},
): AccessObjectArgs[] {
  const { eventsTable, eventsTask, eventsExpiry, eventsDynamicTable } = views;
  return [
    ...objectsOf(ingest),
    // The raw tables that another stack has made: those of this one are among the objects of the ingest that made them.
    ...existing("raw-table", ingest.rawTable === undefined, ingest.rawTableName),
    ...existing(
      "insights-raw-table",
      ingest.insightsPipe !== undefined && ingest.insightsRawTable === undefined,
      ingest.insightsRawTableName,
    ),
    ...Object.entries(others).flatMap(([word, other]) =>
      objectsOf(other).map((object) => ({ ...object, label: `${object.label}-${word}` })),
    ),
    ...among("events-table", "events-table", eventsTable),
    ...among("events-task", "events-task", eventsTask),
    ...among("events-task", "events-expiry", eventsExpiry),
    ...among("events-dynamic-table", "events-dynamic-table", eventsDynamicTable),
    ...among("alert", "findings-alert", alerts?.alert),
    ...among("alert", "health-alert", alerts?.healthAlert),
    ...among("alert-table", "findings-sent", alerts?.sent),
    ...among("alert-table", "health-sent", alerts?.healthSent),
    ...among("view", "cloudtrail-insights", views.insights),
    ...among("view", "new-health", alerts?.newHealth),
    ...among("view", "health-message", alerts?.healthMessage),
    ...Object.entries({
      cloudtrail: views.cloudtrail,
      ...views.detections,
      findings: views.findings,
      suppressed: views.suppressed,
      ...views.lists,
      ...views.health,
      ...(alerts && { newFindings: alerts.newFindings, findingsMessage: alerts.message }),
    }).map(([id, { fullyQualifiedName: name }]): AccessObjectArgs => ({
      kind: "view",
      label: labelOf(id),
      name,
    })),
    ...Object.entries(views.functions).map(
      ([id, { fullyQualifiedName: name }]): AccessObjectArgs => ({
        kind: "function",
        label: labelOf(id),
        name,
      }),
    ),
  ];
}

function existing(
  label: string,
  isExisting: boolean,
  name: pulumi.Output<string | undefined>,
): AccessObjectArgs[] {
  return isExisting ? [{ kind: "raw-table", label, name: name.apply((name = "") => name) }] : [];
}

/** What an ingest has made in its schema, and the integration. */
function objectsOf(ingest: SnowflakeIngest): AccessObjectArgs[] {
  return [
    {
      kind: "integration",
      label: "integration",
      name: ingest.integration.fullyQualifiedName,
    },
    { kind: "stage", label: "stage", name: ingest.stageName },
    { kind: "pipe", label: "pipe", name: ingest.pipeName },
    ...among("raw-table", "raw-table", ingest.rawTable),
    ...among("raw-task", "raw-expiry", ingest.rawExpiry),
    ...among("pipe", "insights-pipe", ingest.insightsPipe),
    ...among("raw-table", "insights-raw-table", ingest.insightsRawTable),
    ...among("raw-task", "insights-raw-expiry", ingest.insightsRawExpiry),
  ];
}

/** An object that is there in some stacks only. */
function among(
  kind: AccessObjectArgs["kind"],
  label: string,
  object: { fullyQualifiedName: AccessObjectArgs["name"] } | undefined,
): AccessObjectArgs[] {
  return object ? [{ kind, label, name: object.fullyQualifiedName }] : [];
}

function labelOf(id: string): string {
  return id
    .replace(/[a-z](?=[A-Z])/g, "$&_")
    .toLowerCase()
    .replaceAll("_", "-");
}
