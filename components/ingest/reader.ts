import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type * as snowflake from "@pulumi/snowflake";

import { accessPolicy } from "./accessPolicy";
import { PropagationWait } from "./propagationWait";
import { trustPolicy } from "./trustPolicy";

const propagationSeconds = 30;

/** What Snowflake's role in AWS depends on. */
export interface ReaderInputs {
  roleName: pulumi.Input<string>;
  /** Who may assume it. */
  integration: snowflake.StorageIntegration;
  bucketArn: pulumi.Input<string>;
  /** Key prefix of the logs, with a slash at its end. */
  logsPrefix: pulumi.Input<string>;
  /** The key that the logs are encrypted with, if KMS is used. */
  kmsKeyArn?: pulumi.Input<string | undefined>;
  tags?: pulumi.Input<Record<string, pulumi.Input<string>>> | undefined;
}

/** The role by which Snowflake reads the logs, and what stands between it and its first use. */
export interface Reader {
  role: aws.iam.Role;
  policy: aws.iam.RolePolicy;
  wait: PropagationWait;
}

/** Makes the role, its one policy, and the wait after which Snowflake may be told to assume it. */
export function makeReader(
  name: string,
  { roleName, integration, bucketArn, logsPrefix, kmsKeyArn, tags }: ReaderInputs,
  opts: pulumi.CustomResourceOptions,
): Reader {
  // Exactly the integration may assume the role.
  const trust = pulumi
    .all([integration.storageAwsIamUserArn, integration.storageAwsExternalId])
    .apply(([userArn, externalId]) => JSON.stringify(trustPolicy(userArn, externalId)));
  const role = new aws.iam.Role(
    `${name}-role`,
    {
      name: roleName,
      description: "Snowflake reads CloudTrail logs",
      assumeRolePolicy: trust,
      tags,
    },
    opts,
  );

  // It may read and list the logs.
  const access = pulumi
    .all([bucketArn, logsPrefix, kmsKeyArn])
    .apply(([bucketArn, logsPrefix, kmsKeyArn]) =>
      JSON.stringify(accessPolicy({ bucketArn, logsPrefix, kmsKeyArn })),
    );
  const policy = new aws.iam.RolePolicy(
    `${name}-role-policy`,
    { name: "read-cloudtrail-logs", role: role.name, policy: access },
    opts,
  );

  // Creating the pipe makes Snowflake assume the role, which a new role or trust takes time to allow.
  const wait = new PropagationWait(
    `${name}-propagation`,
    { seconds: propagationSeconds, triggers: [role.uniqueId, trust, access] },
    { ...opts, dependsOn: [role, policy] },
  );
  return { role, policy, wait };
}
