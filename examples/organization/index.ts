import * as pulumi from "@pulumi/pulumi";
import * as snowflake from "@pulumi/snowflake";
import { CloudTrailSource, SecurityViews, SnowflakeIngest, previewFeatures } from "snowtrail";

const baseName = "AUDIT_DEV";
const config = new pulumi.Config();

// A bucket in the log archive, and in the account that manages the organization the trail of all its accounts.
const source = new CloudTrailSource("audit", {
  baseName,
  trail: {
    organization: { id: config.require("organizationId") },
    account: {
      id: config.require("managementAccountId"),
      assumeRoleArn: config.require("managementRoleArn"),
    },
  },
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

export const findings = views.findingsName;
export const operatorStatements = ingest.operatorStatements;
