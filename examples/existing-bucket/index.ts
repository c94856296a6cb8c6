import * as pulumi from "@pulumi/pulumi";
import * as snowflake from "@pulumi/snowflake";
import { CloudTrailSource, SecurityViews, SnowflakeIngest, previewFeatures } from "snowtrail";

const baseName = "AUDIT_DEV";
const config = new pulumi.Config();

// The bucket and the trail, which stay as they are.
const source = new CloudTrailSource("audit", {
  baseName,
  bucket: { existing: config.require("bucket") },
  trail: { existing: config.require("trail") },
});

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
    // The bucket tells a new topic of its files, and keeps what it tells others. Others may subscribe to the topic.
    eventNotifications: { mode: "sns", configuration: "merge" },
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

export const findings = views.findingsName;
export const operatorStatements = ingest.operatorStatements;
export const bucketPolicyToMerge = source.bucketPolicyToMerge;
