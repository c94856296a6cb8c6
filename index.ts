import * as pulumi from "@pulumi/pulumi";
import * as snowflake from "@pulumi/snowflake";

import {
  CloudTrailSource,
  SecurityViews,
  SnowflakeIngest,
  baseName,
  previewFeatures,
} from "./components";
import { readSettings } from "./config";

const settings = readSettings();
const base = baseName(pulumi.getProject(), pulumi.getStack());

// AWS is reached by the default provider, which sees the stack's `aws:*` configuration.
const source = new CloudTrailSource(
  "source",
  { baseName: base, ...settings.source },
  { protect: settings.protect },
);

// Two Snowflake providers, because the warehouse that the second uses is made by the first. Neither validates its
// defaults when it logs in: even a preview logs in, and the warehouse may be still to be made.
const objects = new snowflake.Provider("snowflake", {
  ...settings.connection,
  previewFeaturesEnabled: previewFeatures,
  validateDefaultParameters: "false",
});
const ingest = new SnowflakeIngest(
  "ingest",
  {
    baseName: base,
    logs: {
      bucketName: source.bucketName,
      prefix: source.logsPrefix,
      kmsKeyArn: source.kmsKeyArn,
      ownNotification: settings.ownNotification,
    },
    ...settings.ingest,
  },
  { providers: { snowflake: objects }, protect: settings.protect },
);

// The second has a warehouse, because reading a view back needs one.
const queries = new snowflake.Provider("snowflake-with-warehouse", {
  ...settings.connection,
  warehouse: ingest.warehouseName,
  validateDefaultParameters: "false",
});
const views = new SecurityViews(
  "views",
  {
    database: ingest.databaseName,
    schema: ingest.schemaName,
    pipe: ingest.pipeName,
    catalogue: settings.catalogue,
  },
  { providers: { snowflake: queries } },
);

/** Where the logs are. */
export const bucketName = source.bucketName;
export const logsLocation = source.logsLocation;
export const trail = { arn: source.trailArn };

/** What Snowflake reads them with. */
export const database = ingest.databaseName;
export const schema = ingest.schemaName;
export const warehouse = ingest.warehouseName;
export const integration = ingest.integrationName;
export const stage = ingest.stageName;
export const rawTable = ingest.rawTableName;
export const pipe = ingest.pipeName;
export const filePattern = ingest.filePattern;
export const roleArn = ingest.roleArn;
export const notificationChannel = ingest.notificationChannel;

/** What to query. */
export const cloudtrail = views.cloudtrailName;
export const findings = views.findingsName;
export const detections = views.detectionNames;

/** How loading does: query PIPELINE_HEALTH first. */
export const health = views.healthNames;

/** What an operator runs next. */
export const operatorStatements = ingest.operatorStatements;

/** What the owners of what existed and of the KMS key have to do; empty if Snowtrail made everything. */
export const toDo = {
  bucketPolicyToMerge: source.bucketPolicyToMerge,
  notificationToAdd: ingest.notificationToAdd,
  trailKeyPolicyToMerge: source.keyPolicyToMerge,
  snowflakeKeyPolicyToMerge: ingest.keyPolicyToMerge,
  pointTrailCommand: source.pointTrailCommand,
};
