import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import * as snowflake from "@pulumi/snowflake";

import { type AccountArgs, accountProvider } from "../account/account";
import type { ChildOptions } from "../children/options";
import { roleName } from "../names/derived";
import { logsLocation } from "../names/logsLocation";
import { s3Dialect } from "../names/partition";
import { renderPolicy } from "../policies/document";
import { keyPlace, readerKeyStatements } from "../policies/key";
import { readerBucketStatements } from "../policies/reader";
import { makeAssumedRole } from "../role/assumedRole";
import { nameOfRole, roleArn } from "../role/trustPolicy";
import { accessPolicy } from "./accessPolicy";
import type { LogsArgs } from "./args";

/** What decides how Snowflake reads the bucket. */
interface ReaderInputs {
  /** What the role's name derives from, unless it is given. */
  sourceName: pulumi.Input<string>;
  integrationName: pulumi.Input<string>;
  logs: LogsArgs;
  /** Key prefix of the logs, with a slash at its end. */
  logsPrefix: pulumi.Output<string>;
  roleName: pulumi.Input<string> | undefined;
  roleAccount: AccountArgs | undefined;
  tags: pulumi.Input<Record<string, pulumi.Input<string>>> | undefined;
}

/** How Snowflake reads the bucket, and what that asks of the owners of bucket and key. */
interface Reader {
  integration: snowflake.StorageIntegration;
  role: aws.iam.Role;
  policy: aws.iam.RolePolicy;
  /** URL of the logs as Snowflake writes it. */
  location: pulumi.Output<string>;
  /** If a KMS key is used: what its policy needs. */
  keyPolicyToMerge: pulumi.Output<string | undefined>;
  /** If the role is of another account than the bucket: what the bucket's policy needs. */
  bucketPolicyToMerge: pulumi.Output<string | undefined>;
}

/** Makes the integration, and the role that it assumes. */
export function makeReader(
  name: string,
  { sourceName, integrationName, logs, logsPrefix, roleAccount, tags, ...given }: ReaderInputs,
  { child, kept }: ChildOptions,
): Reader {
  const { partition } = aws.getPartitionOutput({}, child);
  const { accountId } = aws.getCallerIdentityOutput({}, child);
  const { region } = aws.getRegionOutput({}, child);
  const location = pulumi
    .all([partition, logs.bucketName, logsPrefix])
    .apply(([partition, bucket, prefix]) => logsLocation(partition, bucket, prefix));
  const read = pulumi
    .all([partition, logs.bucketName, logsPrefix, logs.kmsKeyArn])
    .apply(([partition, bucket, logsPrefix, kmsKeyArn]) => ({
      bucketArn: `arn:${partition}:s3:::${bucket}`,
      logsPrefix,
      kmsKeyArn,
    }));

  // The integration needs the role's ARN, and the role its user and external id: so the ARN is computed.
  const arn = pulumi
    .all([
      partition,
      roleAccount?.id ?? accountId,
      given.roleName ?? pulumi.output(sourceName).apply(roleName),
    ])
    .apply(([partition, accountId, name]) => roleArn(partition, accountId, name));
  // Re-created, it gets a new external id while stages still point at the old one: hence protected.
  const integration = new snowflake.StorageIntegration(
    `${name}-integration`,
    {
      name: integrationName,
      type: "EXTERNAL_STAGE",
      storageProvider: partition.apply((partition) => s3Dialect(partition).storageProvider),
      storageAwsRoleArn: arn,
      storageAllowedLocations: [location],
      enabled: true,
    },
    kept,
  );

  // The role: exactly this integration may assume it, and it may read and list the logs.
  const provider =
    roleAccount && accountProvider(`${name}-role-account`, roleAccount, region, child);
  const { role, policy } = makeAssumedRole(
    name,
    {
      roleName: arn.apply(nameOfRole),
      description: "Snowflake reads CloudTrail logs",
      userArn: integration.storageAwsIamUserArn,
      externalId: integration.storageAwsExternalId,
      policyName: "read-cloudtrail-logs",
      policy: read.apply(accessPolicy),
      tags,
    },
    { ...child, ...(provider && { provider }) },
  );

  return {
    integration,
    role,
    policy,
    location,
    keyPolicyToMerge: pulumi
      .all([arn, logs.kmsKeyArn])
      .apply(([arn, key]) => key && renderPolicy(readerKeyStatements([arn], keyPlace(key)))),
    bucketPolicyToMerge: pulumi.output(
      roleAccount &&
        pulumi
          .all([arn, read])
          .apply(([arn, read]) =>
            renderPolicy(readerBucketStatements({ ...read, readerArns: [arn] })),
          ),
    ),
  };
}
