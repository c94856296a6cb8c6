import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

import type { ChildOptions } from "../children/options";
import { logGroupName, logGroupRoleName } from "../names/derived";
import { type Check, oneOf } from "../validation/rules";
import { logGroupArn, logGroupPolicy, logGroupTrust } from "./logGroupPolicies";

/** The log group of CloudWatch Logs that gets a copy of the events: the name of one that exists, or the properties of a new one. */
export interface LogGroupArgs {
  /** Name of a log group that exists in the trail's account and region. Defaults to none: a new log group is made. */
  existing?: pulumi.Input<string>;
  /** Name of the new log group. Defaults to a name derived from baseName. */
  name?: pulumi.Input<string>;
  /** After how many days the new log group deletes events; CloudWatch Logs has its own steps. Defaults to 90. */
  retentionInDays?: pulumi.Input<number>;
  /** Name of the IAM role by which the trail writes to it. Defaults to a name derived from baseName. */
  roleName?: pulumi.Input<string>;
}

/** How long a new log group keeps events, in days, unless told otherwise. */
export const defaultLogGroupRetention = 90;

// Source: Amazon CloudWatch Logs, "PutRetentionPolicy".
const retentions =
  "1 3 5 7 14 30 60 90 120 150 180 365 400 545 731 1096 1827 2192 2557 2922 3288 3653".split(" ");

/** A retention that CloudWatch Logs takes. */
export const logGroupRetentionRule: Check = (value) =>
  typeof value === "number" ? oneOf(retentions)(String(value)) : "expected a number of days.";

/** What the copy depends on. */
interface LogGroupInputs {
  baseName: pulumi.Input<string>;
  args: LogGroupArgs;
  /** Where the trail is, which is where the log group has to be. */
  place: pulumi.Input<{ partition: string; region: string; accountId: string }>;
  trailArn: pulumi.Input<string>;
  organizationId: pulumi.Input<string> | undefined;
  tags: pulumi.Input<Record<string, pulumi.Input<string>>> | undefined;
}

/** Where a trail sends a copy of its events, and what has to stand before it does. */
interface LogGroupCopy {
  /** The log group, if it is new. */
  logGroup?: aws.cloudwatch.LogGroup;
  cloudWatchLogsGroupArn: pulumi.Output<string>;
  cloudWatchLogsRoleArn: pulumi.Output<string>;
  /** What CloudTrail tries when it is told to use the role. */
  policy: aws.iam.RolePolicy;
}

/** Makes the log group, unless it exists, and the role by which exactly the one trail writes to it. */
export function makeLogGroupCopy(
  name: string,
  { baseName, args, place, trailArn, organizationId, tags }: LogGroupInputs,
  { child, kept }: ChildOptions,
): LogGroupCopy {
  const base = pulumi.output(baseName);
  const logGroup =
    args.existing === undefined
      ? new aws.cloudwatch.LogGroup(
          `${name}-log-group`,
          {
            name: args.name ?? base.apply(logGroupName),
            retentionInDays: args.retentionInDays ?? defaultLogGroupRetention,
            tags,
          },
          kept,
        )
      : undefined;
  const arn =
    logGroup?.arn ??
    pulumi
      .all([place, args.existing ?? ""])
      .apply(([place, existing]) => logGroupArn({ ...place, name: existing }));

  const role = new aws.iam.Role(
    `${name}-log-group-role`,
    {
      name: args.roleName ?? base.apply(logGroupRoleName),
      description: "CloudTrail copies events to CloudWatch Logs",
      assumeRolePolicy: pulumi
        .output(trailArn)
        .apply((trailArn) => JSON.stringify(logGroupTrust(trailArn))),
      tags,
    },
    child,
  );
  const policy = new aws.iam.RolePolicy(
    `${name}-log-group-role-policy`,
    {
      name: "write-cloudtrail-events",
      role: role.name,
      policy: pulumi
        .all([trailArn, arn, organizationId])
        .apply(([trailArn, logGroupArn, organizationId]) =>
          JSON.stringify(logGroupPolicy({ trailArn, logGroupArn, organizationId })),
        ),
    },
    child,
  );
  return {
    ...(logGroup && { logGroup }),
    // CloudTrail asks for the log group with all of its streams.
    cloudWatchLogsGroupArn: pulumi.interpolate`${arn}:*`,
    cloudWatchLogsRoleArn: role.arn,
    policy,
  };
}
