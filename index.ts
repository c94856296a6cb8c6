import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import * as snowflake from "@pulumi/snowflake";

import {
  AccessRoles,
  CloudTrailSource,
  EventNotificationMode,
  FindingAlerts,
  Notifications,
  type NotificationsArgs,
  SecurityViews,
  SnowflakeIngest,
  accessObjects,
  baseName,
  previewFeatures,
  roleArn as arnOfRole,
  roleName,
} from "./components";
import { readSettings } from "./config";

const settings = readSettings();
const base = baseName(pulumi.getProject(), pulumi.getStack());

// The role that reads the logs is made after them. Its ARN is computed, since the policies of a new key, and of a
// bucket in another account, name it.
const readerArn = pulumi
  .all([
    aws.getPartitionOutput(),
    settings.ingest.roleAccount?.id ?? aws.getCallerIdentityOutput().accountId,
    settings.ingest.roleName ?? roleName(base),
  ])
  .apply(([{ partition }, accountId, name]) => arnOfRole(partition, accountId, name));
const { bucket, kmsKey } = settings.source;
const decryptedBy = pulumi
  .all([readerArn, kmsKey?.decryptedBy ?? []])
  .apply(([reader, others]) => [reader, ...others]);

// AWS is reached by the default provider, which sees the stack's `aws:*` configuration: that is the bucket's account.
const source = new CloudTrailSource(
  "source",
  {
    baseName: base,
    ...settings.source,
    bucket: settings.ingest.roleAccount ? { ...bucket, readBy: [readerArn] } : bucket,
    kmsKey: kmsKey?.create ? { ...kmsKey, decryptedBy } : kmsKey,
  },
  { protect: settings.protect },
);

// Two Snowflake providers, because the warehouse that the second uses is made by the first. Neither validates its
// defaults when it logs in: even a preview logs in, and the warehouse may be still to be made.
const objects = new snowflake.Provider("snowflake", {
  ...settings.connection,
  previewFeaturesEnabled: previewFeatures,
  validateDefaultParameters: "false",
});

// Where messages go. A topic comes before the ingest, whose pipe tells its errors there, and the secret of a webhook
// after it, because it stands in the ingest's schema.
const { topic, email, webhook, ...naming } = settings.notifications ?? {};
const notify = (way: Pick<NotificationsArgs, "topic" | "email" | "webhook">): Notifications =>
  new Notifications(
    "notifications",
    { baseName: base, ...naming, ...way },
    // Only a topic has what cannot be brought back: its subscribers would have to confirm again.
    { providers: { snowflake: objects }, protect: settings.protect && way.topic !== undefined },
  );
const errors = topic && notify({ topic });

const ingest = new SnowflakeIngest(
  "ingest",
  {
    baseName: base,
    logs: {
      bucketName: source.bucketName,
      prefix: source.logsPrefix,
      kmsKeyArn: source.kmsKeyArn,
    },
    ...settings.ingest,
    errorIntegration: errors?.integrationName,
  },
  { providers: { snowflake: objects }, protect: settings.protect },
);

const notifier =
  errors ??
  (email && notify({ email })) ??
  (webhook &&
    notify({
      webhook: { ...webhook, database: ingest.databaseName, schema: ingest.schemaName },
    }));

// The second has a warehouse, because reading a view back and filling a table of events need one.
const queries = new snowflake.Provider("snowflake-with-warehouse", {
  ...settings.connection,
  warehouse: ingest.warehouseName,
  previewFeaturesEnabled: previewFeatures,
  validateDefaultParameters: "false",
});
const views = new SecurityViews(
  "views",
  {
    database: ingest.databaseName,
    schema: ingest.schemaName,
    pipes: [ingest.pipeName],
    insightsPipes: ingest.insightsPipe && [ingest.insightsPipe.fullyQualifiedName],
    ...settings.detections,
    materialization: settings.materialization,
    warehouse: ingest.warehouseName,
  },
  { providers: { snowflake: queries } },
);

// Alerts go by the way for messages, which the settings name wherever there are alerts.
const alerts =
  settings.alerts &&
  notifier &&
  new FindingAlerts(
    "alerts",
    {
      database: ingest.databaseName,
      schema: ingest.schemaName,
      warehouse: ingest.warehouseName,
      rawTableName: ingest.rawTableName,
      findingsName: views.findingsName,
      healthName: views.health.PIPELINE_HEALTH?.fullyQualifiedName,
      integrationName: notifier.integrationName,
      kind: notifier.kind,
      recipients: notifier.recipients,
      ...settings.alerts,
    },
    { providers: { snowflake: queries }, protect: settings.protect },
  );

const access =
  settings.accessRoles &&
  new AccessRoles(
    "access",
    {
      baseName: base,
      grantedTo: settings.accessRoles,
      warehouse: ingest.warehouseName,
      database: ingest.databaseName,
      schema: ingest.schemaName,
      objects: accessObjects(ingest, views, alerts),
      // Others' views in a schema that existed are not ours to show.
      wholeSchema: ingest.schema !== undefined,
    },
    { providers: { snowflake: objects } },
  );

/** Where the logs are, and what encrypts them. */
export const bucketName = source.bucketName;
export const key = { arn: source.kmsKeyArn };
export const logsLocation = source.logsLocation;
export const trail = { arn: source.trailArn, logGroupArn: source.logGroup?.arn };

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

/** How the pipe hears of new files: with a topic and a rule only in the modes that have them. */
export const eventNotifications = {
  mode: settings.ingest.eventNotifications?.mode ?? EventNotificationMode.None,
  topicArn: ingest.eventTopicArn,
  ruleArn: ingest.eventRule?.arn,
};

/** What to query. */
export const cloudtrail = views.cloudtrailName;
export const findings = views.findingsName;
export const detections = views.detectionNames;

/** The Insights events, and what loads them; empty if none are loaded. */
export const insights = {
  view: views.insightsName,
  rawTable: ingest.insightsRawTableName,
  pipe: ingest.insightsPipeName,
  filePattern: ingest.insightsFilePattern,
  operatorStatements: ingest.insightsOperatorStatements,
};

/** What keeps the events in a table of their own; empty if CLOUDTRAIL reads the raw table. */
export const events = {
  task: views.eventsTask?.fullyQualifiedName,
  dynamicTable: views.eventsDynamicTable?.fullyQualifiedName,
};

/** The roles of least privilege, by what they are for; empty if there are none. */
export const accessRoles = access?.roleNames ?? {};

/** How loading does: query PIPELINE_HEALTH first. */
export const health = views.healthNames;

/** Where messages go; empty if they go nowhere. */
export const notifications = {
  integration: notifier?.integrationName,
  kind: notifier?.kind,
  topicArn: notifier?.topicArn,
  roleArn: notifier?.roleArn,
  testStatement: notifier?.testStatement,
};

/** What tells new findings; empty if nothing does. */
export const findingAlerts = {
  alert: alerts?.alertName,
  sent: alerts?.sentName,
  newFindings: alerts?.newFindingsName,
  message: alerts?.messageName,
  healthAlert: alerts?.healthAlertName,
};

/** What an operator runs next. */
export const operatorStatements = ingest.operatorStatements;

/** What the owners of what existed and of the KMS key have to do; empty if Snowtrail made everything. */
export const toDo = {
  bucketPolicyToMerge: source.bucketPolicyToMerge,
  notificationToAdd: ingest.notificationToAdd,
  eventTopicPolicyToMerge: ingest.eventTopicPolicyToMerge,
  eventTopicKeyPolicyToMerge: ingest.eventTopicKeyPolicyToMerge,
  trailKeyPolicyToMerge: source.keyPolicyToMerge,
  snowflakeKeyPolicyToMerge: source.kmsKey ? undefined : ingest.keyPolicyToMerge,
  pointTrailCommand: source.pointTrailCommand,
  topicPolicyToMerge: notifier?.topicPolicyToMerge,
  topicKeyPolicyToMerge: notifier?.keyPolicyToMerge,
};
