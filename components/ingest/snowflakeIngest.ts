import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import * as random from "@pulumi/random";
import * as snowflake from "@pulumi/snowflake";

import { accessPolicy } from "./accessPolicy";
import { copyStatement, filePattern } from "./copyStatement";
import { digest } from "../digest";
import {
  type SnowflakeIngestArgs,
  ingestNames,
  ingestProblems,
  warehouseDefaults,
} from "./settings";
import { readerKeyStatements } from "../keyPolicy";
import { logsLocation } from "../logsLocation";
import { roleName } from "../names";
import { notificationEvents, notificationId, queueConfiguration } from "./notification";
import { type OperatorStatements, operatorStatements } from "./operatorStatements";
import { s3Dialect } from "../partition";
import { renderPolicy } from "../policyDocument";
import { PropagationWait } from "./propagationWait";
import { rawColumns, rawTableName } from "./rawTable";
import { roleArn, trustPolicy } from "./trustPolicy";
import { refuse } from "../validation";

const propagationSeconds = 30;

/**
 * Loads the log files of a bucket into a raw table as they arrive.
 *
 * Needs `providers: { aws, snowflake }` or the default ones; the Snowflake provider needs the preview features
 * that `previewFeatures` lists, and no warehouse. Throws at once if the arguments contradict each other.
 */
export class SnowflakeIngest extends pulumi.ComponentResource {
  /** Name of the database. */
  public readonly database: pulumi.Output<string>;
  /** Name of the schema. Known only once the raw table stands, so whoever uses it waits for the table. */
  public readonly schema: pulumi.Output<string>;
  /** Name of the warehouse. */
  public readonly warehouse: pulumi.Output<string>;
  /** Name of the storage integration. */
  public readonly integration: pulumi.Output<string>;
  /** Full name of the stage. */
  public readonly stage: pulumi.Output<string>;
  /** Full name of the raw table. */
  public readonly rawTable: pulumi.Output<string>;
  /** Full name of the pipe. */
  public readonly pipe: pulumi.Output<string>;
  /** ARN of the IAM role that Snowflake assumes. */
  public readonly roleArn: pulumi.Output<string>;
  /** ARN of the queue on which the pipe hears of new files. */
  public readonly notificationChannel: pulumi.Output<string>;
  /** The SQL that an operator runs next: list the stage, test a load, refresh the pipe, and see how it does. */
  public readonly operatorStatements: pulumi.Output<OperatorStatements>;
  /** For a bucket whose notifications are not ours: the configuration that its owner has to add, as AWS's JSON. */
  public readonly notificationToAdd: pulumi.Output<string | undefined>;
  /** If a KMS key is used: the statement, as a policy, that the key's policy needs unless it trusts its account's IAM. */
  public readonly keyPolicyToMerge: pulumi.Output<string | undefined>;

  constructor(name: string, args: SnowflakeIngestArgs, opts?: pulumi.ComponentResourceOptions) {
    refuse(`SnowflakeIngest "${name}"`, ingestProblems(args));
    super("snowtrail:index:SnowflakeIngest", name, {}, opts);
    const child = { parent: this };
    const kept = { parent: this, protect: args.protect ?? true };
    const names = ingestNames(args);

    // The warehouse: for the views and for people; the pipe brings its own compute.
    const warehouse =
      args.warehouse === "adopt"
        ? pulumi.output(names.warehouse)
        : new snowflake.Warehouse(
            `${name}-warehouse`,
            {
              name: names.warehouse,
              warehouseSize: args.warehouseSize ?? warehouseDefaults.warehouseSize,
              autoSuspend: args.warehouseAutoSuspend ?? warehouseDefaults.warehouseAutoSuspend,
              autoResume: "true",
              initiallySuspended: true,
              // New warehouses may come with it switched on, and it is billed on top.
              enableQueryAcceleration: "false",
              statementTimeoutInSeconds:
                args.warehouseStatementTimeout ?? warehouseDefaults.warehouseStatementTimeout,
              statementQueuedTimeoutInSeconds:
                args.warehouseQueuedTimeout ?? warehouseDefaults.warehouseQueuedTimeout,
              comment: "Queries CloudTrail in Snowtrail",
            },
            child,
          ).name;

    // Database and schema: each created or given.
    const database =
      args.database === "adopt"
        ? pulumi.output(names.database)
        : new snowflake.Database(`${name}-database`, { name: names.database }, kept).name;
    const schema =
      args.schema === "adopt"
        ? pulumi.output(names.schema)
        : new snowflake.Schema(`${name}-schema`, { name: names.schema, database }, child).name;
    const place = { database, schema };

    // The integration: it needs the role's ARN and the role needs its user and external id, so the ARN is computed.
    const { partition } = aws.getPartitionOutput({}, child);
    const { accountId } = aws.getCallerIdentityOutput({}, child);
    const chosenRoleName = args.roleName
      ? pulumi.output(args.roleName)
      : new random.RandomId(`${name}-suffix`, { byteLength: 4 }, child).hex.apply((suffix) =>
          roleName(args.baseName, suffix),
        );
    const logsPrefix = pulumi.output(args.logsPrefix ?? "AWSLogs/").apply((prefix) => {
      refuse(`SnowflakeIngest "${name}"`, ingestProblems({ logsPrefix: prefix }));
      return prefix;
    });
    const location = pulumi
      .all([partition, args.bucketName, logsPrefix])
      .apply(([partition, bucket, prefix]) => logsLocation(partition, bucket, prefix));
    // Re-created, it gets a new external id while stages still point at the old one: hence protected.
    const integration = new snowflake.StorageIntegration(
      `${name}-integration`,
      {
        name: names.integration,
        type: "EXTERNAL_STAGE",
        storageProvider: partition.apply((partition) => s3Dialect(partition).storageProvider),
        storageAwsRoleArn: pulumi
          .all([partition, accountId, chosenRoleName])
          .apply(([partition, accountId, name]) => roleArn(partition, accountId, name)),
        storageAllowedLocations: [location],
        enabled: true,
      },
      kept,
    );

    // The role: exactly this integration may assume it, and it may read and list the logs.
    const trust = pulumi
      .all([integration.storageAwsIamUserArn, integration.storageAwsExternalId])
      .apply(([userArn, externalId]) => JSON.stringify(trustPolicy(userArn, externalId)));
    const reading = pulumi
      .all([partition, args.bucketName, logsPrefix, args.kmsKeyArn])
      .apply(([partition, bucket, logsPrefix, kmsKeyArn]) =>
        JSON.stringify(
          accessPolicy({
            bucketArn: `arn:${partition}:s3:::${bucket}`,
            logsPrefix,
            allowDelete: args.allowDelete ?? false,
            kmsKeyArn,
          }),
        ),
      );
    const role = new aws.iam.Role(
      `${name}-role`,
      {
        name: chosenRoleName,
        description: "Snowflake reads CloudTrail logs",
        assumeRolePolicy: trust,
      },
      child,
    );
    const access = new aws.iam.RolePolicy(
      `${name}-role-policy`,
      { name: "read-cloudtrail-logs", role: role.name, policy: reading },
      child,
    );

    // The wait: creating the pipe makes Snowflake assume the role, which a new role or trust takes time to allow.
    const wait = new PropagationWait(
      `${name}-propagation`,
      { seconds: propagationSeconds, triggers: [role.uniqueId, trust, reading] },
      { ...child, dependsOn: [role, access] },
    );

    // The stage: made anew with its integration, whose new identity it would not notice itself.
    const stage = new snowflake.Stage(
      `${name}-stage`,
      {
        name: "CLOUDTRAIL_STAGE",
        ...place,
        url: location,
        storageIntegration: integration.name,
        comment: integration.storageAwsExternalId.apply(
          (externalId) => `CloudTrail logs, integration ${digest(externalId)}`,
        ),
      },
      { ...child, replaceOnChanges: ["comment"], deleteBeforeReplace: true },
    );

    // The raw table: one row for each file, as it was delivered.
    const table = new snowflake.Table(
      `${name}-raw-table`,
      {
        name: rawTableName,
        ...place,
        columns: rawColumns.map(({ name, type }) => ({ name, type })),
        comment: "CloudTrail log files as delivered, a row for each",
      },
      kept,
    );

    // The pipe: it would stop silently once its stage is altered, so it is made anew with what the stage reads.
    const objects = pulumi
      .all([table.database, table.schema, table.name, stage.name])
      .apply(([database, schema, table, stage]) => ({
        table: { database, schema, name: table },
        stage: { database, schema, name: stage },
        pipe: { database, schema, name: "CLOUDTRAIL_PIPE" },
        pattern: args.filePattern ?? filePattern(args.eventKinds ?? ["events"]),
      }));
    const pipe = new snowflake.Pipe(
      `${name}-pipe`,
      {
        name: "CLOUDTRAIL_PIPE",
        ...place,
        autoIngest: true,
        copyStatement: objects.apply(copyStatement),
        comment: pulumi
          .all([location, integration.name, integration.storageAwsExternalId])
          .apply((read) => `Loads CloudTrail logs, stage ${digest(...read)}`),
      },
      {
        ...child,
        dependsOn: [role, access, wait, stage, table],
        replaceOnChanges: ["comment"],
        deleteBeforeReplace: true,
      },
    );

    // The notification: exactly the stage's prefix. It replaces whatever the bucket notified of before.
    if (args.ownBucketNotification) {
      new aws.s3.BucketNotification(
        `${name}-notification`,
        {
          bucket: args.bucketName,
          queues: [
            {
              id: notificationId,
              queueArn: pipe.notificationChannel,
              events: notificationEvents,
              filterPrefix: logsPrefix,
            },
          ],
        },
        child,
      );
    }

    this.database = table.database;
    this.schema = table.schema;
    this.warehouse = warehouse;
    this.integration = integration.name;
    this.stage = stage.fullyQualifiedName;
    this.rawTable = table.fullyQualifiedName;
    this.pipe = pipe.fullyQualifiedName;
    this.roleArn = role.arn;
    this.notificationChannel = pipe.notificationChannel;
    this.operatorStatements = objects.apply(operatorStatements);
    this.notificationToAdd = pulumi.output(
      args.ownBucketNotification
        ? undefined
        : pulumi
            .all([pipe.notificationChannel, logsPrefix])
            .apply(([queueArn, logsPrefix]) =>
              JSON.stringify(queueConfiguration({ queueArn, logsPrefix }), undefined, 2),
            ),
    );
    this.keyPolicyToMerge = pulumi
      .output(args.kmsKeyArn)
      .apply((key): pulumi.Output<string | undefined> =>
        key === undefined
          ? pulumi.output(undefined)
          : role.arn.apply((arn) => renderPolicy(readerKeyStatements(arn))),
      );
    this.registerOutputs({
      database: this.database,
      schema: this.schema,
      warehouse: this.warehouse,
      integration: this.integration,
      stage: this.stage,
      rawTable: this.rawTable,
      pipe: this.pipe,
      roleArn: this.roleArn,
      notificationChannel: this.notificationChannel,
      operatorStatements: this.operatorStatements,
      notificationToAdd: this.notificationToAdd,
      keyPolicyToMerge: this.keyPolicyToMerge,
    });
  }
}
