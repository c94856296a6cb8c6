import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

import type { PolicyDocument } from "../policies/document";
import { untilKnownHooks } from "./propagation";
import { trustPolicy } from "./trustPolicy";

/** What a role depends on that somebody assumes as soon as it is there. */
interface KnownRoleInputs {
  roleName: pulumi.Input<string>;
  /** What is done with it, for people who look at the role. */
  description: string;
  /** Who may assume it. */
  trust: pulumi.Input<PolicyDocument>;
  /** Name of its one policy. */
  policyName: string;
  /** What it may do. */
  policy: pulumi.Input<PolicyDocument>;
  tags?: pulumi.Input<Record<string, pulumi.Input<string>>> | undefined;
}

/** What a role that Snowflake assumes depends on. */
export interface AssumedRoleInputs extends Omit<KnownRoleInputs, "trust"> {
  /** The IAM user of the integration that may assume it. */
  userArn: pulumi.Input<string>;
  /** The external id that the integration sends. */
  externalId: pulumi.Input<string>;
}

/** A role by which somebody acts in AWS. Whoever depends on both parts comes after IAM knows them. */
export interface AssumedRole {
  role: aws.iam.Role;
  policy: aws.iam.RolePolicy;
}

/** Makes a role that exactly one integration of Snowflake may assume, and its one policy. */
export function makeAssumedRole(
  name: string,
  { userArn, externalId, ...inputs }: AssumedRoleInputs,
  opts: pulumi.CustomResourceOptions,
): AssumedRole {
  const trust = pulumi
    .all([userArn, externalId])
    .apply(([userArn, externalId]) => trustPolicy(userArn, externalId));
  return makeKnownRole(name, { ...inputs, trust }, opts);
}

/** Makes a role and its one policy, which are ready only when somebody may be told to assume it. */
export function makeKnownRole(
  name: string,
  inputs: KnownRoleInputs,
  opts: pulumi.CustomResourceOptions,
): AssumedRole {
  // It is assumed as soon as something names it. The names of hooks are the deployment's, so that two components of
  // one name need two of them.
  const known = untilKnownHooks(`${name}-${inputs.policyName}`);

  const role = new aws.iam.Role(
    `${name}-role`,
    {
      name: inputs.roleName,
      description: inputs.description,
      assumeRolePolicy: pulumi.output(inputs.trust).apply((trust) => JSON.stringify(trust)),
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
