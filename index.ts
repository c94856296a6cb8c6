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
const source = new CloudTrailSource("source", { baseName: base, ...settings.source });

// Two Snowflake providers, because one warehouse is made here and used here. The first has none, and does not
// validate its defaults: a SNOWFLAKE_WAREHOUSE in the environment may name one that is still to be made.
const objects = new snowflake.Provider("snowflake", {
  ...settings.connection,
  previewFeaturesEnabled: previewFeatures,
  validateDefaultParameters: "false",
});
const ingest = new SnowflakeIngest(
  "ingest",
  {
    baseName: base,
    bucketName: source.bucketName,
    logsPrefix: source.logsPrefix,
    kmsKeyArn: source.kmsKeyArn,
    ...settings.ingest,
  },
  { providers: { snowflake: objects } },
);

// The second has the warehouse running that reading a view back needs.
const queries = new snowflake.Provider("snowflake-with-warehouse", {
  ...settings.connection,
  warehouse: ingest.warehouse,
});
const views = new SecurityViews(
  "views",
  { database: ingest.database, schema: ingest.schema, ...settings.views },
  { providers: { snowflake: queries } },
);

/** Where the logs are. */
export const bucketName = source.bucketName;
export const logsLocation = source.logsLocation;
export const trailArn = source.trailArn;

/** What Snowflake reads them with. */
export const database = ingest.database;
export const schema = ingest.schema;
export const warehouse = ingest.warehouse;
export const integration = ingest.integration;
export const stage = ingest.stage;
export const rawTable = ingest.rawTable;
export const pipe = ingest.pipe;
export const roleArn = ingest.roleArn;
export const notificationChannel = ingest.notificationChannel;

/** What to query. */
export const cloudtrail = views.cloudtrail;
export const findings = views.findings;
export const detections = views.detections;

/** What an operator runs next. */
export const operatorStatements = ingest.operatorStatements;

/** What the owners of adopted things have to do; none of it if everything was created without a KMS key. */
export const bucketPolicyToMerge = source.bucketPolicyToMerge;
export const notificationToAdd = ingest.notificationToAdd;
export const trailKeyPolicyToMerge = source.keyPolicyToMerge;
export const snowflakeKeyPolicyToMerge = ingest.keyPolicyToMerge;
export const pointTrailCommand = source.pointTrailCommand;
