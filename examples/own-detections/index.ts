import * as path from "node:path";

import * as snowflake from "@pulumi/snowflake";
import { CloudTrailSource, SecurityViews, SnowflakeIngest, previewFeatures } from "snowtrail";

const baseName = "AUDIT_DEV";

// A bucket and a trail that writes to it.
const source = new CloudTrailSource("audit", { baseName });

// What loads its logs.
const objects = new snowflake.Provider("snowflake", {
  previewFeaturesEnabled: previewFeatures,
  validateDefaultParameters: "false",
});
const ingest = new SnowflakeIngest(
  "audit",
  {
    baseName,
    logs: {
      bucketName: source.bucketName,
      prefix: source.logsPrefix,
      kmsKeyArn: source.kmsKeyArn,
    },
    eventNotifications: { mode: "bucket" },
  },
  { providers: { snowflake: objects } },
);

// What reads them, with the detections of the folder, and without one that tells nothing here. Reading a view back needs a running warehouse, hence a provider that has one.
const queries = new snowflake.Provider("snowflake-with-warehouse", {
  warehouse: ingest.warehouseName,
  previewFeaturesEnabled: previewFeatures,
  // A preview logs in too, before the warehouse is made.
  validateDefaultParameters: "false",
});
const views = new SecurityViews(
  "audit",
  {
    database: ingest.databaseName,
    schema: ingest.schemaName,
    pipes: [ingest.pipeName],
    detectionsFolder: path.join(__dirname, "detections"),
    disabledDetections: ["unauthorized_api_calls"],
  },
  { providers: { snowflake: queries } },
);

export const findings = views.findingsName;
export const operatorStatements = ingest.operatorStatements;
