import * as snowflake from "@pulumi/snowflake";
import {
  CloudTrailSource,
  FindingAlerts,
  Notifications,
  SecurityViews,
  SnowflakeIngest,
  previewFeatures,
} from "snowtrail";

const baseName = "AUDIT_DEV";

// A bucket and a trail that writes to it.
const source = new CloudTrailSource("audit", { baseName });

// The way for messages: a new topic, whose subscribers confirm by a link.
const objects = new snowflake.Provider("snowflake", {
  previewFeaturesEnabled: previewFeatures,
  validateDefaultParameters: "false",
});
const notifications = new Notifications(
  "audit",
  { baseName, topic: { subscribers: ["security@example.com"] } },
  { providers: { snowflake: objects } },
);

// What loads the logs, and tells of files that it could not load.
const ingest = new SnowflakeIngest(
  "audit",
  {
    baseName,
    errorIntegration: notifications.integrationName,
    logs: {
      bucketName: source.bucketName,
      prefix: source.logsPrefix,
      kmsKeyArn: source.kmsKeyArn,
    },
    eventNotifications: { mode: "bucket" },
  },
  { providers: { snowflake: objects } },
);

// What reads them. Reading a view back needs a running warehouse, hence a provider that has one.
const queries = new snowflake.Provider("snowflake-with-warehouse", {
  warehouse: ingest.warehouseName,
  previewFeaturesEnabled: previewFeatures,
  // A preview logs in too, before the warehouse is made.
  validateDefaultParameters: "false",
});
const views = new SecurityViews(
  "audit",
  { database: ingest.databaseName, schema: ingest.schemaName, pipes: [ingest.pipeName] },
  { providers: { snowflake: queries } },
);

// What tells each grave finding once, and changes of the pipeline's health.
const alerts = new FindingAlerts(
  "audit",
  {
    database: ingest.databaseName,
    schema: ingest.schemaName,
    warehouse: ingest.warehouseName,
    rawTableName: ingest.rawTableName,
    findingsName: views.findingsName,
    healthName: views.health.PIPELINE_HEALTH?.fullyQualifiedName,
    integrationName: notifications.integrationName,
    kind: notifications.kind,
    minimumSeverity: "high",
    scheduleMinutes: 15,
  },
  { providers: { snowflake: queries } },
);

export const alert = alerts.alertName;
export const testStatement = notifications.testStatement;
export const findings = views.findingsName;
export const operatorStatements = ingest.operatorStatements;
