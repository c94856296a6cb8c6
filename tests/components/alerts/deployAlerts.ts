import type * as pulumi from "@pulumi/pulumi";

import { FindingAlerts, type FindingAlertsArgs, SecurityViews } from "../../../components";
import { deployBesideRawTable, full, place } from "../besideRawTable";
import type { Graph } from "../deployment";

interface Deploying {
  preview?: boolean;
  withHealth?: boolean;
  opts?: pulumi.ComponentResourceOptions;
}

/** The alerts, called "alerts", beside the views that they read. */
export const deployAlerts = (
  args: Partial<FindingAlertsArgs> = {},
  { preview = false, withHealth = false, opts = {} }: Deploying = {},
): Promise<Graph> =>
  deployBesideRawTable(
    ({ raw, provider }) => {
      const providers = { snowflake: provider };
      const views = new SecurityViews(
        "views",
        { database: raw.database, schema: raw.schema, pipes: [full("PIPE")] },
        { providers },
      );
      new FindingAlerts(
        "alerts",
        {
          ...place,
          warehouse: "REPORTING",
          rawTableName: raw.fullyQualifiedName,
          findingsName: views.findingsName,
          integrationName: "WAY",
          kind: "topic",
          ...(withHealth && { healthName: views.health.PIPELINE_HEALTH!.fullyQualifiedName }),
          ...args,
        },
        { ...opts, providers },
      );
    },
    { preview },
  );

/** What there is for findings alone. */
export const children = [
  "alerts-alert",
  "alerts-begin",
  "alerts-message",
  "alerts-new-findings",
  "alerts-sent",
];
