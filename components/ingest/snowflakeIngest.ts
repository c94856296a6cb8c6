import type * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import * as snowflake from "@pulumi/snowflake";

import { insightsRawTable, rawTable } from "../../sql/catalogue";
import { childOptions, deletingBeforeReplacing } from "../children/options";
import { eventNotificationChoice } from "../eventNotifications/args";
import { notifyOf } from "../eventNotifications/bucketNotification";
import { makeTopicWay } from "../eventNotifications/topicWay";
import { checkedLater } from "../validation/inputs";
import { refuse } from "../validation/problem";
import {
  type SnowflakeIngestArgs,
  ingestNames,
  ingestProblems,
  ingestRules,
  loadsInsights,
} from "./args";
import { EventKind, filePattern } from "./copyStatement";
import { digest } from "../names/digest";
import { qualified } from "../names/identifier";
import { makeLoad } from "./load";
import { makeNamespace } from "./namespace";
import type { OperatorStatements } from "./operatorStatements";
import { makeReader } from "./reader";
import { makeWarehouse } from "./warehouse";

/**
 * Loads the log files of a bucket into a raw table as they arrive, and those of Insights events into one of their own.
 * Several sources are loaded into one raw table by one ingest for each.
 *
 * Needs `providers: { aws, snowflake }` or the default ones; the Snowflake provider needs the preview features
 * that `previewFeatures` lists, and no warehouse. The option `protect` of the component is that of its raw
 * table, database and integration, of a new event topic and of a pipe that is subscribed to a topic, and defaults to
 * true. Throws at once if the arguments contradict each other.
 */
export class SnowflakeIngest extends pulumi.ComponentResource {
  /** The warehouse, if it is new. */
  public readonly warehouse?: snowflake.Warehouse;
  /** The resource monitor of the new warehouse, if one is asked for. */
  public readonly resourceMonitor?: snowflake.ResourceMonitor;
  /** Name of the warehouse. */
  public readonly warehouseName: pulumi.Output<string>;
  /** The database, if it is new. */
  public readonly database?: snowflake.Database;
  /** Name of the database. */
  public readonly databaseName: pulumi.Output<string>;
  /** The schema, if it is new. */
  public readonly schema?: snowflake.Schema;
  /** Name of the schema. Known only once the raw tables stand, so whoever uses it waits for them. */
  public readonly schemaName: pulumi.Output<string>;
  /** The storage integration. */
  public readonly integration: snowflake.StorageIntegration;
  /** Name of the storage integration. */
  public readonly integrationName: pulumi.Output<string>;
  /** The IAM role that Snowflake assumes. */
  public readonly role: aws.iam.Role;
  /** ARN of the IAM role that Snowflake assumes. */
  public readonly roleArn: pulumi.Output<string>;
  /** The stage. */
  public readonly stage: snowflake.Stage;
  /** Full name of the stage. */
  public readonly stageName: pulumi.Output<string>;
  /** The raw table, if it is new. */
  public readonly rawTable?: snowflake.Table;
  /** Full name of the raw table. */
  public readonly rawTableName: pulumi.Output<string>;
  /** The task that deletes old rows of the raw table, if it does not keep all. */
  public readonly rawExpiry?: snowflake.Task;
  /** The pipe of events. */
  public readonly pipe: snowflake.Pipe;
  /** Full name of the pipe of events. */
  public readonly pipeName: pulumi.Output<string>;
  /** The regular expression for the path of the files that the pipe of events loads. */
  public readonly filePattern: pulumi.Output<string>;
  /** ARN of the queue on which the pipe hears of new files. */
  public readonly notificationChannel: pulumi.Output<string>;
  /** The topic that the pipe is subscribed to, if it is new. */
  public readonly eventTopic?: aws.sns.Topic;
  /** ARN of the topic that the pipe is subscribed to, if it is to one. */
  public readonly eventTopicArn: pulumi.Output<string | undefined>;
  /** The rule of EventBridge that publishes to the topic, if one does. */
  public readonly eventRule?: aws.cloudwatch.EventRule;
  /** The notification configuration of the bucket, unless it is left to its owner. */
  public readonly notification?: aws.s3.BucketNotification;
  /** The SQL that an operator runs next: list the stage, test a load, refresh the pipe, and see how it does. */
  public readonly operatorStatements: pulumi.Output<OperatorStatements>;
  /** The raw table of Insights events, if they are loaded and it is new. */
  public readonly insightsRawTable?: snowflake.Table;
  /** Full name of the raw table of Insights events, if they are loaded. */
  public readonly insightsRawTableName: pulumi.Output<string | undefined>;
  /** The task that deletes old rows of the raw table of Insights events, if it does not keep all. */
  public readonly insightsRawExpiry?: snowflake.Task;
  /** The pipe of Insights events, if they are loaded. */
  public readonly insightsPipe?: snowflake.Pipe;
  /** Full name of the pipe of Insights events, if they are loaded. */
  public readonly insightsPipeName: pulumi.Output<string | undefined>;
  /** The regular expression for the path of the files that the pipe of Insights events loads, if they are loaded. */
  public readonly insightsFilePattern: pulumi.Output<string | undefined>;
  /** As operatorStatements, for the pipe of Insights events, if they are loaded. */
  public readonly insightsOperatorStatements: pulumi.Output<OperatorStatements | undefined>;
  /** For a bucket whose notifications are left to its owner: what he has to add, as AWS's JSON. */
  public readonly notificationToAdd: pulumi.Output<string | undefined>;
  /** For a topic that exists: the statements, as a policy, that its owner has to add before the pipe is made. */
  public readonly eventTopicPolicyToMerge: pulumi.Output<string | undefined>;
  /** For a topic with a KMS key: the statement, as a policy, that the key's policy needs. */
  public readonly eventTopicKeyPolicyToMerge: pulumi.Output<string | undefined>;
  /** If a KMS key is used: the statement, as a policy, that the key's policy needs unless it trusts its account's IAM. */
  public readonly keyPolicyToMerge: pulumi.Output<string | undefined>;
  /** For a role of another account than the bucket's: the statements, as a policy, that the bucket's policy needs. */
  public readonly bucketPolicyToMerge: pulumi.Output<string | undefined>;

  constructor(name: string, args: SnowflakeIngestArgs, opts?: pulumi.ComponentResourceOptions) {
    const where = `SnowflakeIngest "${name}"`;
    refuse(where, ingestProblems(args));
    super("snowtrail:index:SnowflakeIngest", name, {}, deletingBeforeReplacing(opts));
    const { child, kept } = childOptions(this, opts);
    const checked = checkedLater(where, args, ingestRules);
    const { logs, eventKinds = ["events"], tags } = checked;
    const names = ingestNames(checked);

    // The warehouse: new or given.
    const made = makeWarehouse(name, names.warehouse, checked.warehouse, child);
    this.warehouse = made.warehouse;
    this.resourceMonitor = made.resourceMonitor;

    // Database and schema: each new or given.
    const { database, schema, place } = makeNamespace(
      name,
      {
        names,
        database: checked.database,
        schema: checked.schema,
        timeTravelDays: checked.retention?.timeTravelDays,
      },
      { child, kept },
    );
    this.database = database;
    this.schema = schema;

    // The integration, and the role that it assumes.
    const logsPrefix = pulumi.output(logs.prefix ?? "AWSLogs/");
    const { location, ...reader } = makeReader(
      name,
      {
        sourceName: names.source,
        integrationName: names.integration,
        logs,
        logsPrefix,
        roleName: checked.roleName,
        roleAccount: checked.roleAccount,
        tags,
      },
      { child, kept },
    );
    this.integration = reader.integration;
    this.role = reader.role;

    // The stage: made anew with its integration, whose new identity it would not notice itself.
    this.stage = new snowflake.Stage(
      `${name}-stage`,
      {
        name: names.stage,
        ...place,
        url: location,
        storageIntegration: this.integration.name,
        comment: this.integration.storageAwsExternalId.apply(
          (externalId) => `CloudTrail logs, integration ${digest(externalId)}`,
        ),
      },
      { ...child, replaceOnChanges: ["comment"] },
    );

    // How the pipes hear of new files: by their own queue, or by a topic that they are subscribed to.
    const choice = eventNotificationChoice(checked.eventNotifications);
    const heard = { ...choice, baseName: names.source, bucketName: logs.bucketName, logsPrefix };
    const way =
      choice.topic && makeTopicWay(name, { ...heard, topic: choice.topic, tags }, { child, kept });

    // The raw tables, each with its pipe: one row for each file, as it was delivered. Another ingest may have made them.
    const both = {
      place,
      retention: checked.retention,
      warehouse: made.warehouse?.name ?? names.warehouse,
      stage: this.stage,
      location,
      reads: [location, this.integration.name, this.integration.storageAwsExternalId],
      topicArn: way?.topicArn,
      errorIntegration: checked.errorIntegration,
      after: [reader.role, reader.policy, ...(way?.policy ?? [])],
    };
    const events = makeLoad(
      (what) => `${name}-${what}`,
      {
        ...both,
        rawTable: rawTable.name,
        comment: "CloudTrail log files as delivered, a row for each",
        existing: checked.rawTable?.existing,
        pipe: names.pipe,
        pattern:
          checked.filePattern ??
          filePattern(eventKinds.filter((kind) => kind !== EventKind.Insights)),
      },
      { child, kept },
    );
    const insights = loadsInsights(args)
      ? makeLoad(
          // Not `${name}-insights-…`, which an ingest may be called.
          (what) => `${name}-${what}-insights`,
          {
            ...both,
            rawTable: insightsRawTable.name,
            comment: "Files of CloudTrail Insights as delivered, a row for each",
            existing: checked.insightsRawTable?.existing,
            pipe: names.insightsPipe,
            pattern: filePattern([EventKind.Insights]),
          },
          { child, kept },
        )
      : undefined;
    this.pipe = events.pipe;
    if (events.table) this.rawTable = events.table;
    if (events.expiry) this.rawExpiry = events.expiry;
    if (insights) this.insightsPipe = insights.pipe;
    if (insights?.table) this.insightsRawTable = insights.table;
    if (insights?.expiry) this.insightsRawExpiry = insights.expiry;

    // The bucket's notifications, after whoever is told by them: S3 tests each destination.
    const destination = way?.topicArn ?? this.pipe.notificationChannel;
    const after = [events.pipe, ...(insights ? [insights.pipe] : []), ...(way?.target ?? [])];
    const { notification, toAdd } = notifyOf(name, { ...heard, destination, after }, child);
    if (notification) this.notification = notification;

    const standing = pulumi.all([events.tableName, insights?.tableName]).apply(([table]) => table);
    this.databaseName = standing.database;
    this.schemaName = standing.schema;
    this.warehouseName = pulumi.output(this.warehouse?.name ?? names.warehouse);
    this.integrationName = this.integration.name;
    this.roleArn = this.role.arn;
    this.stageName = this.stage.fullyQualifiedName;
    this.rawTableName = events.tableName.apply(qualified);
    this.pipeName = this.pipe.fullyQualifiedName;
    this.filePattern = events.pattern;
    this.notificationChannel = this.pipe.notificationChannel;
    this.operatorStatements = events.statements;
    this.insightsRawTableName = pulumi.output(insights?.tableName.apply(qualified));
    this.insightsPipeName = pulumi.output(insights?.pipe.fullyQualifiedName);
    this.insightsFilePattern = pulumi.output(insights?.pattern);
    this.insightsOperatorStatements = pulumi.output(insights?.statements);
    this.notificationToAdd = pulumi.output(toAdd);
    if (way?.topic) this.eventTopic = way.topic;
    if (way?.rule) this.eventRule = way.rule;
    this.eventTopicArn = pulumi.output(way?.topicArn);
    this.eventTopicPolicyToMerge = pulumi.output(way?.policyToMerge);
    this.eventTopicKeyPolicyToMerge = pulumi.output(way?.keyPolicyToMerge);
    this.keyPolicyToMerge = reader.keyPolicyToMerge;
    this.bucketPolicyToMerge = reader.bucketPolicyToMerge;
    this.registerOutputs({
      warehouse: this.warehouse,
      resourceMonitor: this.resourceMonitor,
      warehouseName: this.warehouseName,
      database: this.database,
      databaseName: this.databaseName,
      schema: this.schema,
      schemaName: this.schemaName,
      integration: this.integration,
      integrationName: this.integrationName,
      role: this.role,
      roleArn: this.roleArn,
      stage: this.stage,
      stageName: this.stageName,
      rawTable: this.rawTable,
      rawTableName: this.rawTableName,
      rawExpiry: this.rawExpiry,
      pipe: this.pipe,
      pipeName: this.pipeName,
      filePattern: this.filePattern,
      notificationChannel: this.notificationChannel,
      eventTopic: this.eventTopic,
      eventTopicArn: this.eventTopicArn,
      eventRule: this.eventRule,
      notification: this.notification,
      operatorStatements: this.operatorStatements,
      insightsRawTable: this.insightsRawTable,
      insightsRawTableName: this.insightsRawTableName,
      insightsRawExpiry: this.insightsRawExpiry,
      insightsPipe: this.insightsPipe,
      insightsPipeName: this.insightsPipeName,
      insightsFilePattern: this.insightsFilePattern,
      insightsOperatorStatements: this.insightsOperatorStatements,
      notificationToAdd: this.notificationToAdd,
      eventTopicPolicyToMerge: this.eventTopicPolicyToMerge,
      eventTopicKeyPolicyToMerge: this.eventTopicKeyPolicyToMerge,
      keyPolicyToMerge: this.keyPolicyToMerge,
      bucketPolicyToMerge: this.bucketPolicyToMerge,
    });
  }
}
