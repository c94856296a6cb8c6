import type { Aws } from "../aws/account";
import { publishRefusal } from "../aws/publishing";
import type { Snowflake } from "../snowflake/account";
import { quoted } from "../snowflake/identifier";
import type { Notifier } from "../snowflake/notifierState";
import { webhookRequest } from "../snowflake/webhook";
import { asRole, roleRefusal } from "./access";

/** What came out of the accounts to people. */
export interface Outbox {
  /** What arrived, in order. */
  delivered: Message[];
  /** What did not leave, in order, and why. */
  refused: { integration: string; reason: string }[];
}

/** What arrived at an e-mail address or a URL. */
interface Message {
  to: string;
  /** Of an e-mail. */
  subject?: string | undefined;
  body: string;
}

/** What Snowflake sends, and for an e-mail to whom and about what. */
export interface Notification {
  /** A topic takes JSON alone, e-mail and webhooks take text. */
  contentType: "application/json" | "text/plain";
  body: string;
  subject?: string | undefined;
  recipients?: readonly string[] | undefined;
}

export interface Sending {
  aws: Aws;
  snowflake: Snowflake;
  outbox: Outbox;
}

/**
 * Sends through a notification integration.
 *
 * @returns undefined once it is sent, or else why it was not. A topic without confirmed subscribers takes a message
 * and delivers it to nobody.
 */
export async function notify(
  integration: string,
  notification: Notification,
  sending: Sending,
): Promise<string | undefined> {
  const { outbox, snowflake } = sending;
  const notifier = snowflake.notifiers.get(quoted(integration));
  const sent = notifier
    ? notifier.enabled
      ? await send(notifier, notification, sending)
      : `integration '${integration}' is disabled`
    : `integration '${integration}' does not exist`;
  if (typeof sent === "string") {
    outbox.refused.push({ integration, reason: sent });
    return sent;
  }
  outbox.delivered.push(...sent);
  return undefined;
}

async function send(
  notifier: Notifier,
  { contentType, body, subject, recipients = [] }: Notification,
  { aws, snowflake }: Sending,
): Promise<Message[] | string> {
  if ((notifier.kind === "topic") !== (contentType === "application/json")) {
    return `integration '${notifier.name}' does not take messages of the type ${contentType}`;
  }
  if (notifier.kind === "webhook") {
    const request = webhookRequest(snowflake, notifier, body);
    return typeof request === "string" ? request : [{ to: request.url, body: request.body }];
  }
  if (notifier.kind === "email") {
    if (recipients.length === 0) return `integration '${notifier.name}' was given no recipient`;
    const stranger = recipients.find(
      (address) => !notifier.allowed.includes(address) || !snowflake.verified.has(address),
    );
    return stranger === undefined
      ? recipients.map((to) => ({ to, subject, body }))
      : `integration '${notifier.name}' does not send to ${stranger}`;
  }
  const role = await roleRefusal(notifier, aws);
  if (role !== undefined) return `Error assuming AWS_ROLE: ${role}`;
  const topic = aws.topics.get(notifier.topicArn);
  if (!topic) return `topic ${notifier.topicArn} does not exist`;
  const { roleArn } = notifier;
  const refused = await publishRefusal(aws, topic, { ...asRole(notifier, aws), roleArn });
  if (refused !== undefined) return refused;
  return topic.subscriptions
    .filter(({ protocol, confirmed }) => protocol === "email" && confirmed)
    .map(({ endpoint }) => ({ to: endpoint, subject: "AWS Notification Message", body }));
}
