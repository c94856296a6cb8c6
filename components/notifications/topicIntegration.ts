import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import * as random from "@pulumi/random";
import * as snowflake from "@pulumi/snowflake";

import type { ChildOptions } from "../children/options";
import { publisherRoleName, topicName } from "../names/derived";
import { publishPolicy } from "../policies/topic";
import { makeAssumedRole } from "../role/assumedRole";
import { roleArn } from "../role/trustPolicy";
import type { TopicArgs } from "./args";
import { topicPolicy } from "./topicPolicy";

/** What the integration of a topic depends on. */
export interface TopicIntegrationInputs extends TopicArgs {
  baseName: pulumi.Input<string>;
  integrationName: pulumi.Input<string>;
  tags?: pulumi.Input<Record<string, pulumi.Input<string>>> | undefined;
}

/** A topic, new or not, to which Snowflake publishes. */
export interface TopicIntegration {
  /** Name of the integration, once Snowflake may publish. */
  name: pulumi.Output<string>;
  /** The topic, if it is new. */
  topic: aws.sns.Topic | undefined;
  topicArn: pulumi.Output<string>;
  role: aws.iam.Role;
}

/** Makes the integration of a topic, with the topic unless it exists, its subscriptions, and the role that publishes. */
export function makeTopicIntegration(
  name: string,
  inputs: TopicIntegrationInputs,
  { child, kept }: ChildOptions,
): TopicIntegration {
  const { kmsKeyArn, tags } = inputs;
  const base = pulumi.output(inputs.baseName);

  // The topic: encrypted, and replaced only by hand, because its subscribers would have to confirm again.
  const topic =
    inputs.existing === undefined
      ? new aws.sns.Topic(
          `${name}-topic`,
          {
            name: inputs.name ?? base.apply(topicName),
            kmsMasterKeyId: kmsKeyArn ?? "alias/aws/sns",
            tags,
          },
          kept,
        )
      : undefined;
  const topicArn = pulumi.output(topic?.arn ?? inputs.existing ?? "");

  // The integration: it needs the role's ARN and the role needs its user and external id, so the ARN is computed.
  const { partition } = aws.getPartitionOutput({}, child);
  const { accountId } = aws.getCallerIdentityOutput({}, child);
  const chosenRoleName =
    inputs.roleName ??
    pulumi
      .all([base, new random.RandomId(`${name}-suffix`, { byteLength: 4 }, child).hex])
      .apply(([base, suffix]) => publisherRoleName(base, suffix));
  const publisherArn = pulumi
    .all([partition, accountId, chosenRoleName])
    .apply(([partition, accountId, name]) => roleArn(partition, accountId, name));
  const integration = new snowflake.NotificationIntegration(
    `${name}-integration`,
    {
      name: inputs.integrationName,
      notificationProvider: "AWS_SNS",
      awsSnsTopicArn: topicArn,
      awsSnsRoleArn: publisherArn,
      enabled: true,
    },
    kept,
  );

  // The role: exactly this integration may assume it, and it may publish to the one topic.
  const { role, policy } = makeAssumedRole(
    name,
    {
      roleName: chosenRoleName,
      description: "Snowflake publishes messages of Snowtrail",
      userArn: integration.awsSnsIamUserArn,
      externalId: integration.awsSnsExternalId,
      policyName: "publish-messages",
      policy: pulumi
        .all([topicArn, kmsKeyArn])
        .apply(([topicArn, kmsKeyArn]) => publishPolicy({ topicArn, kmsKeyArn })),
      tags,
    },
    child,
  );

  // The topic's policy, only of a topic that is ours, and its subscribers: called by their addresses, so that one
  // of them can go without the others.
  if (topic) {
    const policy = pulumi
      .all([topicArn, publisherArn])
      .apply(([topicArn, roleArn]) => JSON.stringify(topicPolicy({ topicArn, roleArn })));
    new aws.sns.TopicPolicy(`${name}-topic-policy`, { arn: topicArn, policy }, child);
  }
  for (const endpoint of inputs.subscribers ?? []) {
    new aws.sns.TopicSubscription(
      `${name}-subscriber-${endpoint}`,
      { topic: topicArn, protocol: "email", endpoint },
      child,
    );
  }

  const usable = pulumi.all([integration.name, policy.id]).apply(([name]) => name);
  return { name: usable, topic, topicArn, role };
}
