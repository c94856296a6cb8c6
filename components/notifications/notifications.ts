import type * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import * as snowflake from "@pulumi/snowflake";

import { childOptions, deletingBeforeReplacing } from "../children/options";
import { renderPolicy } from "../policies/document";
import { checkedLater } from "../validation/inputs";
import { refuse } from "../validation/problem";
import { type NotificationsArgs, notificationsProblems, notificationsRules } from "./args";
import { NotificationKind } from "./kind";
import { testStatement } from "./testStatement";
import { makeTopicIntegration } from "./topicIntegration";
import { publishStatements, publisherKeyStatements } from "./topicPolicy";
import { makeWebhookIntegration } from "./webhookIntegration";

/**
 * A way out of Snowflake for messages: a notification integration, and what it leads to.
 *
 * Needs `providers: { aws, snowflake }` or the default ones; the Snowflake provider needs the preview features
 * that `previewFeatures` lists, and no warehouse. The option `protect` of the component is that of a topic and of
 * its integration, and defaults to true. Throws at once unless exactly one way is given.
 */
export class Notifications extends pulumi.ComponentResource {
  /** Name of the integration. Known only once messages can be sent, so whoever uses it waits for that. */
  public readonly integrationName: pulumi.Output<string>;
  /** Which way messages take: "topic", "email", "slack", "teams" or "pagerduty". */
  public readonly kind: pulumi.Output<NotificationKind>;
  /** For Snowflake's own e-mail: the addresses. */
  public readonly recipients: pulumi.Output<string[] | undefined>;
  /** The topic, if it is new. */
  public readonly topic?: aws.sns.Topic;
  /** For a topic: its ARN. */
  public readonly topicArn: pulumi.Output<string | undefined>;
  /** For a topic: the IAM role by which Snowflake publishes. */
  public readonly role?: aws.iam.Role;
  /** For a topic: ARN of the IAM role by which Snowflake publishes. */
  public readonly roleArn: pulumi.Output<string | undefined>;
  /** The statement that sends a message, to see it arrive. */
  public readonly testStatement: pulumi.Output<string>;
  /** For a topic that exists: the statement, as a policy, that its policy needs if it is another account's. */
  public readonly topicPolicyToMerge: pulumi.Output<string | undefined>;
  /** For a topic with a KMS key: the statement, as a policy, that the key's policy needs unless it trusts its account's IAM. */
  public readonly keyPolicyToMerge: pulumi.Output<string | undefined>;

  constructor(name: string, args: NotificationsArgs, opts?: pulumi.ComponentResourceOptions) {
    const where = `Notifications "${name}"`;
    refuse(where, notificationsProblems(args));
    super("snowtrail:index:Notifications", name, {}, deletingBeforeReplacing(opts));
    const { child, kept } = childOptions(this, opts);
    const checked = checkedLater(where, args, notificationsRules);
    const { baseName, topic, email, webhook, tags } = checked;
    // Another name for each way: from one to another, the new integration is made before the old one goes.
    const suffix = topic ? "TOPIC" : email ? "EMAIL" : "WEBHOOK";
    const integrationName = checked.integrationName ?? pulumi.interpolate`${baseName}_${suffix}`;

    // One of three ways: which of them, the arguments were checked for.
    const topicWay =
      topic &&
      makeTopicIntegration(name, { ...topic, baseName, integrationName, tags }, { child, kept });
    const emailWay =
      email &&
      new snowflake.EmailNotificationIntegration(
        `${name}-integration`,
        { name: integrationName, enabled: true, allowedRecipients: email.recipients },
        child,
      );
    const webhookWay =
      webhook && makeWebhookIntegration(name, { ...webhook, integrationName }, child);

    if (topicWay?.topic) this.topic = topicWay.topic;
    if (topicWay) this.role = topicWay.role;
    this.integrationName = pulumi.output(
      topicWay?.name ?? emailWay?.name ?? webhookWay ?? integrationName,
    );
    this.kind = pulumi.output(
      webhook?.service ?? (email ? NotificationKind.Email : NotificationKind.Topic),
    );
    this.recipients = pulumi.output(email?.recipients);
    this.testStatement = pulumi
      .all([this.kind, this.integrationName, this.recipients])
      .apply(([kind, integrationName, recipients]) =>
        testStatement({ kind, integrationName, recipients }),
      );
    this.topicArn = pulumi.output(topicWay?.topicArn);
    this.roleArn = pulumi.output(topicWay?.role.arn);
    this.topicPolicyToMerge = pulumi.output(
      topicWay && !topicWay.topic
        ? pulumi
            .all([topicWay.topicArn, topicWay.role.arn])
            .apply(([topicArn, roleArn]) => renderPolicy(publishStatements({ topicArn, roleArn })))
        : undefined,
    );
    this.keyPolicyToMerge = pulumi.output(
      topicWay && topic?.kmsKeyArn !== undefined
        ? topicWay.role.arn.apply((arn) => renderPolicy(publisherKeyStatements(arn)))
        : undefined,
    );
    this.registerOutputs({
      integrationName: this.integrationName,
      kind: this.kind,
      recipients: this.recipients,
      testStatement: this.testStatement,
      topic: this.topic,
      topicArn: this.topicArn,
      role: this.role,
      roleArn: this.roleArn,
      topicPolicyToMerge: this.topicPolicyToMerge,
      keyPolicyToMerge: this.keyPolicyToMerge,
    });
  }
}
