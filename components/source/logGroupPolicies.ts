import { type PolicyDocument, policyDocument } from "../policies/document";
import { trailAccount } from "../names/trail";

/** What the role depends on by which a trail writes to a log group. */
export interface LogGroupPolicyInputs {
  trailArn: string;
  /** ARN of the log group, without `:*` at its end. */
  logGroupArn: string;
  /** The organization whose accounts' events the trail delivers too. */
  organizationId?: string | undefined;
}

/** Lets CloudTrail assume a role, and only for the one trail. */
export function logGroupTrust(trailArn: string): PolicyDocument {
  return policyDocument({
    Sid: "CloudTrailAssumesThisRole",
    Effect: "Allow",
    Principal: { Service: "cloudtrail.amazonaws.com" },
    Action: "sts:AssumeRole",
    Condition: { StringEquals: { "aws:SourceArn": trailArn } },
  });
}

/**
 * Lets the role write the trail's own log streams, which CloudTrail names by account and region, and those of an
 * organization by its id. Source: AWS, "Role policy document for CloudTrail to use CloudWatch Logs for monitoring".
 */
export function logGroupPolicy({
  trailArn,
  logGroupArn,
  organizationId,
}: LogGroupPolicyInputs): PolicyDocument {
  const [, , , region = ""] = trailArn.split(":");
  const streams = [
    `${trailAccount(trailArn)}_CloudTrail_${region}*`,
    ...(organizationId === undefined ? [] : [`${organizationId}_*`]),
  ];
  return policyDocument({
    Sid: "WriteEvents",
    Effect: "Allow",
    Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
    Resource: streams.map((stream) => `${logGroupArn}:log-stream:${stream}`),
  });
}

/** Where a log group is: the ARN is predictable from this before the log group exists. */
export interface LogGroupIdentity {
  partition: string;
  region: string;
  accountId: string;
  name: string;
}

/** The ARN of a log group. */
export function logGroupArn({ partition, region, accountId, name }: LogGroupIdentity): string {
  return `arn:${partition}:logs:${region}:${accountId}:log-group:${name}`;
}
