import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import * as snowflake from "@pulumi/snowflake";

import type { ChildOptions } from "../children/options";
import { eventRoleName, eventTopicName } from "../names/derived";
import { renderPolicy } from "../policies/document";
import { roleArn } from "../role/trustPolicy";
import { EventNotificationMode, type EventTopicArgs } from "./args";
import { makeEventRule } from "./eventRule";
import {
  type Publisher,
  eventTopicKeyStatements,
  eventTopicPolicy,
  eventTopicStatements,
} from "./topicPolicy";

/** What a topic on the way to a pipe depends on. */
interface TopicWayInputs {
  mode: EventNotificationMode;
  topic: EventTopicArgs;
  baseName: pulumi.Input<string>;
  bucketName: pulumi.Input<string>;
  logsPrefix: pulumi.Input<string>;
  tags: pulumi.Input<Record<string, pulumi.Input<string>>> | undefined;
}

/** A topic, new or not, that hears of new files, and to which a pipe can be subscribed. */
export interface TopicWay {
  /** The topic, if it is new. */
  topic?: aws.sns.Topic;
  topicArn: pulumi.Output<string>;
  /** The rule that publishes to it, if EventBridge does. */
  rule?: aws.cloudwatch.EventRule;
  /** What a pipe has to come after: the topic's policy, if it is ours. */
  policy: aws.sns.TopicPolicy[];
  /** What the bucket's configuration has to come after: the rule's target, if there is one. */
  target: aws.cloudwatch.EventTarget[];
  /** For a topic that exists: what its policy needs. */
  policyToMerge: pulumi.Output<string> | undefined;
  /** For a topic with a KMS key: what the key's policy needs. */
  keyPolicyToMerge: pulumi.Output<string> | undefined;
}

/** Makes the topic unless it exists, its policy if it is ours, and in mode "eventbridge" the rule that publishes to it. */
export function makeTopicWay(
  name: string,
  { mode, topic: args, baseName, bucketName, logsPrefix, tags }: TopicWayInputs,
  { child, kept }: ChildOptions,
): TopicWay {
  const { kmsKeyArn } = args;
  const base = pulumi.output(baseName);

  // The topic: with it go its subscriptions, and SNS makes those of other accounts anew only 72 hours later.
  const topic =
    args.existing === undefined
      ? new aws.sns.Topic(
          `${name}-event-topic`,
          { name: args.name ?? base.apply(eventTopicName), kmsMasterKeyId: kmsKeyArn, tags },
          kept,
        )
      : undefined;
  const topicArn = pulumi.output(topic?.arn ?? args.existing ?? "");

  // Who publishes: a rule of EventBridge, or S3 itself for the one bucket.
  const publishing =
    mode === EventNotificationMode.EventBridge
      ? makeEventRule(name, { base, bucketName, logsPrefix, topicArn, kmsKeyArn, tags }, child)
      : undefined;
  // By its ARN as it will be, so that a preview can tell the owner of a key.
  const publisher = pulumi
    .all([
      aws.getPartitionOutput({}, child).partition,
      aws.getCallerIdentityOutput({}, child).accountId,
      bucketName,
      base,
    ])
    .apply(([partition, accountId, bucket, base]): Publisher =>
      publishing
        ? { roleArn: roleArn(partition, accountId, eventRoleName(base)) }
        : { bucketArn: `arn:${partition}:s3:::${bucket}`, accountId },
    );

  // Who subscribes: Snowflake tells as whom it does.
  const { awsSnsTopicPolicyJson } = snowflake.getSystemGetAwsSnsIamPolicyOutput(
    { awsSnsTopicArn: topicArn },
    child,
  );
  const inputs = pulumi
    .all([topicArn, publisher, awsSnsTopicPolicyJson])
    .apply(([topicArn, publisher, subscriptionPolicy]) => ({
      topicArn,
      publisher,
      subscriptionPolicy,
    }));
  const policy = topic && [
    new aws.sns.TopicPolicy(
      `${name}-event-topic-policy`,
      { arn: topicArn, policy: inputs.apply((inputs) => JSON.stringify(eventTopicPolicy(inputs))) },
      child,
    ),
  ];
  return {
    ...(topic && { topic }),
    topicArn,
    ...(publishing && { rule: publishing.rule }),
    policy: policy ?? [],
    target: publishing ? [publishing.target] : [],
    policyToMerge: topic
      ? undefined
      : inputs.apply((inputs) => renderPolicy(eventTopicStatements(inputs))),
    keyPolicyToMerge:
      kmsKeyArn === undefined
        ? undefined
        : publisher.apply((publisher) => renderPolicy(eventTopicKeyStatements(publisher))),
  };
}
