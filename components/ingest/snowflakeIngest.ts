import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import * as snowflake from "@pulumi/snowflake";

import { rawTable } from "../../sql/catalogue";
import { childOptions, deletingBeforeReplacing } from "../children/options";
import { makeExpiry } from "../retention/expiry";
import { checkedLater } from "../validation/inputs";
import { refuse } from "../validation/problem";
import { type SnowflakeIngestArgs, ingestNames, ingestProblems, ingestRules } from "./args";
import { copyStatement, filePattern } from "./copyStatement";
import { digest } from "../names/digest";
import { makeNamespace } from "./namespace";
import { notificationEvents, notificationId, renderNotification } from "./notification";
import { type OperatorStatements, operatorStatements } from "./operatorStatements";
import { makeReader } from "./reader";
import { makeWarehouse } from "./warehouse";

/**
 * Loads the log files of a bucket into a raw table as they arrive.
 *
 * Needs `providers: { aws, snowflake }` or the default ones; the Snowflake provider needs the preview features
 * that `previewFeatures` lists, and no warehouse. The option `protect` of the component is that of its raw
 * table, database and integration, and defaults to true. Throws at once if the arguments contradict each other.
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
  /** Name of the schema. Known only once the raw table stands, so whoever uses it waits for the table. */
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
  /** The raw table. */
  public readonly rawTable: snowflake.Table;
  /** Full name of the raw table. */
  public readonly rawTableName: pulumi.Output<string>;
  /** The task that deletes old rows of the raw table, if it does not keep all. */
  public readonly rawExpiry?: snowflake.Task;
  /** The pipe. */
  public readonly pipe: snowflake.Pipe;
  /** Full name of the pipe. */
  public readonly pipeName: pulumi.Output<string>;
  /** The regular expression for the path of the files that the pipe loads. */
  public readonly filePattern: pulumi.Output<string>;
  /** ARN of the queue on which the pipe hears of new files. */
  public readonly notificationChannel: pulumi.Output<string>;
  /** The notification configuration of the bucket, if it is ours. */
  public readonly notification?: aws.s3.BucketNotification;
  /** The SQL that an operator runs next: list the stage, test a load, refresh the pipe, and see how it does. */
  public readonly operatorStatements: pulumi.Output<OperatorStatements>;
  /** For a bucket whose notifications are not ours: the configuration that its owner has to add, as AWS's JSON. */
  public readonly notificationToAdd: pulumi.Output<string | undefined>;
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
    const { baseName, logs, eventKinds = ["events"], tags } = checked;
    const names = ingestNames(checked);

    // The warehouse: new or given.
    const made = makeWarehouse(name, names.warehouse, checked.warehouse, child);
    this.warehouse = made.warehouse;
    this.resourceMonitor = made.resourceMonitor;

    // Database and schema: each new or given.
    const { timeTravelDays, rawDays } = checked.retention ?? {};
    const { database, schema, place } = makeNamespace(
      name,
      { names, database: checked.database, schema: checked.schema, timeTravelDays },
      { child, kept },
    );
    this.database = database;
    this.schema = schema;

    // The integration, and the role that it assumes.
    const logsPrefix = pulumi.output(logs.prefix ?? "AWSLogs/");
    const { location, ...reader } = makeReader(
      name,
      {
        baseName,
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
        name: "CLOUDTRAIL_STAGE",
        ...place,
        url: location,
        storageIntegration: this.integration.name,
        comment: this.integration.storageAwsExternalId.apply(
          (externalId) => `CloudTrail logs, integration ${digest(externalId)}`,
        ),
      },
      { ...child, replaceOnChanges: ["comment"] },
    );

    // The raw table: one row for each file, as it was delivered.
    this.rawTable = new snowflake.Table(
      `${name}-raw-table`,
      {
        name: rawTable.name,
        ...place,
        columns: rawTable.columns.map(({ name, declaredType }) => ({ name, type: declaredType })),
        // A stream or a dynamic table switches it on by itself, and the provider would switch it off again.
        changeTracking: true,
        ...(timeTravelDays !== undefined && { dataRetentionTimeInDays: timeTravelDays }),
        comment: "CloudTrail log files as delivered, a row for each",
      },
      kept,
    );

    // Its old rows. A pipe knows what it has loaded by its own history, and not by what is in the table.
    if (rawDays !== undefined) {
      this.rawExpiry = makeExpiry(
        `${name}-raw-expiry`,
        {
          ...place,
          table: this.rawTable,
          tableName: rawTable.name,
          days: rawDays,
          warehouse: this.warehouse?.name ?? names.warehouse,
        },
        child,
      );
    }

    // The pipe: it would stop silently once its stage is altered, so it is made anew with what the stage reads.
    const pattern = checked.filePattern ?? pulumi.output(eventKinds).apply(filePattern);
    const raw = this.rawTable;
    const objects = pulumi
      .all([raw.database, raw.schema, raw.name, this.stage.name, location, pattern])
      .apply(([database, schema, table, stage, logSource, pattern]) => ({
        table: { database, schema, name: table },
        stage: { database, schema, name: stage },
        pipe: { database, schema, name: "CLOUDTRAIL_PIPE" },
        logSource,
        pattern,
      }));
    this.pipe = new snowflake.Pipe(
      `${name}-pipe`,
      {
        name: "CLOUDTRAIL_PIPE",
        ...place,
        autoIngest: true,
        copyStatement: objects.apply(copyStatement),
        errorIntegration: checked.errorIntegration,
        comment: pulumi
          .all([location, this.integration.name, this.integration.storageAwsExternalId])
          .apply((read) => `Loads CloudTrail logs, stage ${digest(...read)}`),
      },
      {
        ...child,
        dependsOn: [reader.role, reader.policy, this.stage, this.rawTable],
        replaceOnChanges: ["comment"],
      },
    );

    // The notification: exactly the stage's prefix. It replaces whatever the bucket notified of before.
    if (logs.ownNotification) {
      const queueArn = this.pipe.notificationChannel;
      this.notification = new aws.s3.BucketNotification(
        `${name}-notification`,
        {
          bucket: logs.bucketName,
          queues: [
            { id: notificationId, queueArn, events: notificationEvents, filterPrefix: logsPrefix },
          ],
        },
        child,
      );
    }

    this.databaseName = this.rawTable.database;
    this.schemaName = this.rawTable.schema;
    this.warehouseName = pulumi.output(this.warehouse?.name ?? names.warehouse);
    this.integrationName = this.integration.name;
    this.roleArn = this.role.arn;
    this.stageName = this.stage.fullyQualifiedName;
    this.rawTableName = this.rawTable.fullyQualifiedName;
    this.pipeName = this.pipe.fullyQualifiedName;
    this.filePattern = objects.apply(({ pattern }) => pattern);
    this.notificationChannel = this.pipe.notificationChannel;
    this.operatorStatements = objects.apply(operatorStatements);
    this.notificationToAdd = pulumi.output(
      this.notification
        ? undefined
        : pulumi
            .output({ queueArn: this.pipe.notificationChannel, logsPrefix })
            .apply(renderNotification),
    );
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
      notification: this.notification,
      operatorStatements: this.operatorStatements,
      notificationToAdd: this.notificationToAdd,
      keyPolicyToMerge: this.keyPolicyToMerge,
      bucketPolicyToMerge: this.bucketPolicyToMerge,
    });
  }
}
