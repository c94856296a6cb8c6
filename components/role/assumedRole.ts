import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

import type { PolicyDocument } from "../policies/document";
import { untilKnownHooks } from "./propagation";
import { trustPolicy } from "./trustPolicy";

/** What a role that Snowflake assumes depends on. */
export interface AssumedRoleInputs {
  roleName: pulumi.Input<string>;
  /** What Snowflake does with it, for people who look at the role. */
  description: string;
  /** The IAM user of the integration that may assume it. */
  userArn: pulumi.Input<string>;
  /** The external id that the integration sends. */
  externalId: pulumi.Input<string>;
  /** Name of its one policy. */
  policyName: string;
  /** What it may do. */
  policy: pulumi.Input<PolicyDocument>;
  tags?: pulumi.Input<Record<string, pulumi.Input<string>>> | undefined;
}

/** A role by which Snowflake acts in AWS. Whoever depends on both parts comes after IAM knows them. */
export interface AssumedRole {
  role: aws.iam.Role;
  policy: aws.iam.RolePolicy;
}

/** Makes the role and its one policy, which are ready only when Snowflake may be told to assume it. */
export function makeAssumedRole(
  name: string,
  inputs: AssumedRoleInputs,
  opts: pulumi.CustomResourceOptions,
): AssumedRole {
  // Snowflake assumes the role as soon as something uses the integration. The names of hooks are the deployment's, so
  // that two components of one name need two of them.
  const known = untilKnownHooks(`${name}-${inputs.policyName}`);

  // Exactly the integration may assume the role.
  const trust = pulumi
    .all([inputs.userArn, inputs.externalId])
    .apply(([userArn, externalId]) => JSON.stringify(trustPolicy(userArn, externalId)));
  const role = new aws.iam.Role(
    `${name}-role`,
    {
      name: inputs.roleName,
      description: inputs.description,
      assumeRolePolicy: trust,
      tags: inputs.tags,
    },
    { ...opts, hooks: { afterUpdate: known } },
  );

  // It may do what its one policy says.
  const access = pulumi.output(inputs.policy).apply((policy) => JSON.stringify(policy));
  const policy = new aws.iam.RolePolicy(
    `${name}-role-policy`,
    { name: inputs.policyName, role: role.name, policy: access },
    { ...opts, hooks: { afterCreate: known, afterUpdate: known } },
  );
  return { role, policy };
}
