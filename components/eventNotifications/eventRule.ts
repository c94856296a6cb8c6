import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

import { eventRoleName, eventRuleName } from "../names/derived";
import { type PolicyDocument, policyDocument } from "../policies/document";
import { publishPolicy } from "../policies/topic";
import { makeKnownRole } from "../role/assumedRole";

/** What a rule hears of. */
interface PatternInputs {
  bucketName: string;
  /** Key prefix of the logs, with a slash at its end. */
  logsPrefix: string;
}

/** The event pattern for objects that are created below the prefix. Source: Amazon S3, "EventBridge event message structure". */
export function eventPattern({ bucketName, logsPrefix }: PatternInputs): object {
  return {
    source: ["aws.s3"],
    "detail-type": ["Object Created"],
    detail: { bucket: { name: [bucketName] }, object: { key: [{ prefix: logsPrefix }] } },
  };
}

/** Lets exactly one rule of EventBridge assume a role. */
export function eventRuleTrust(ruleArn: string): PolicyDocument {
  const [, , , , accountId = ""] = ruleArn.split(":");
  return policyDocument({
    Sid: "EventBridgeAssumesThisRole",
    Effect: "Allow",
    Principal: { Service: "events.amazonaws.com" },
    Action: "sts:AssumeRole",
    Condition: {
      ArnEquals: { "aws:SourceArn": ruleArn },
      StringEquals: { "aws:SourceAccount": accountId },
    },
  });
}

/** What a rule and its role depend on. */
interface EventRuleInputs {
  base: pulumi.Output<string>;
  bucketName: pulumi.Input<string>;
  logsPrefix: pulumi.Input<string>;
  topicArn: pulumi.Output<string>;
  kmsKeyArn: pulumi.Input<string> | undefined;
  tags: pulumi.Input<Record<string, pulumi.Input<string>>> | undefined;
}

/** A rule that publishes to a topic. */
interface PublishingRule {
  rule: aws.cloudwatch.EventRule;
  target: aws.cloudwatch.EventTarget;
}

/**
 * Makes the rule, and the role by which it publishes. A topic's policy could not tell one rule from another, since
 * EventBridge answers no condition there; a role's trust policy can. Source: Amazon EventBridge, "Using resource-based
 * policies", "Cross-service confused deputy prevention". Snowpipe reads S3's event as EventBridge has it, so nothing
 * transforms it. Source: Snowflake, "Setting up Amazon EventBridge to automate Snowpipe".
 */
export function makeEventRule(
  name: string,
  { base, bucketName, logsPrefix, topicArn, kmsKeyArn, tags }: EventRuleInputs,
  child: pulumi.CustomResourceOptions,
): PublishingRule {
  const rule = new aws.cloudwatch.EventRule(
    `${name}-event-rule`,
    {
      name: base.apply(eventRuleName),
      description: "CloudTrail logs that Snowflake loads",
      eventPattern: pulumi
        .all([bucketName, logsPrefix])
        .apply(([bucketName, logsPrefix]) =>
          JSON.stringify(eventPattern({ bucketName, logsPrefix })),
        ),
      tags,
    },
    child,
  );
  const { role, policy } = makeKnownRole(
    `${name}-event`,
    {
      roleName: base.apply(eventRoleName),
      description: "EventBridge tells Snowflake of CloudTrail logs",
      trust: rule.arn.apply(eventRuleTrust),
      policyName: "publish-events",
      policy: pulumi
        .all([topicArn, kmsKeyArn])
        .apply(([topicArn, kmsKeyArn]) => publishPolicy({ topicArn, kmsKeyArn })),
      tags,
    },
    child,
  );
  // EventBridge refuses a target whose role it cannot assume yet.
  const target = new aws.cloudwatch.EventTarget(
    `${name}-event-target`,
    { rule: rule.name, targetId: "snowpipe", arn: topicArn, roleArn: role.arn },
    { ...child, dependsOn: [role, policy] },
  );
  return { rule, target };
}
