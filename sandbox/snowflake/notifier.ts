import { z } from "zod";
import { automaticName } from "../resource/names";
import type { ResourceType } from "../resource/type";
import type { Snowflake } from "./account";
import { doesNotExist, SnowflakeError } from "./error";
import { quoted } from "./identifier";
import { requireFreeName } from "./integration";
import type { Notifier } from "./notifierState";
import { requireFeature } from "./provider";
import { snowflakeType, type SnowflakeRequest } from "./type";

/** Notification integrations for which the provider has a resource. */

const topicFeature = "snowflake_notification_integration_resource";
const emailFeature = "snowflake_email_notification_integration_resource";

const topicIntegration = snowflakeType(
  "snowflake:index/notificationIntegration:NotificationIntegration",
  {
    replacedBy: ["name", "notificationProvider"],
    inputs: z.strictObject({
      name: z.string().optional(),
      comment: z.string().optional(),
      enabled: z.boolean().optional(),
      notificationProvider: z.literal("AWS_SNS", "the sandbox knows topics of SNS only"),
      awsSnsTopicArn: z
        .string()
        .regex(
          /^arn:aws(-cn|-us-gov)?:sns:[a-z0-9-]+:\d{12}:[\w-]+$/,
          "is no standard topic's ARN",
        ),
      awsSnsRoleArn: z
        .string()
        .regex(/^arn:aws(-cn|-us-gov)?:iam::\d{12}:role\/.+$/, "is no role's ARN"),
    }),
    seconds: 2,
    create(inputs, request) {
      requireFeature(topicFeature, request);
      const { account, origin } = request;
      const name = inputs.name ?? automaticName(request);
      requireFreeName(account, name);
      const { iamUserArn: userArn } = account;
      const externalId = account.newExternalId();
      const made = { name, kind: "topic" as const, userArn, externalId, ...wayOf(inputs) };
      account.notifiers.add(quoted(name), made, origin);
      return {
        id: name,
        outputs: {
          enabled: true,
          ...inputs,
          name,
          fullyQualifiedName: quoted(name),
          createdOn: account.now.toISOString(),
          awsSnsIamUserArn: userArn,
          awsSnsExternalId: externalId,
          awsSqsIamUserArn: "",
          awsSqsExternalId: "",
          gcpPubsubServiceAccount: "",
        },
      };
    },
    update(inputs, { id }, request) {
      requireFeature(topicFeature, request);
      // ALTER keeps the identity.
      change(id, wayOf(inputs), request);
      return {};
    },
    delete({ id }, request) {
      requireFeature(topicFeature, request);
      request.account.notifiers.remove(quoted(id));
    },
    read({ id }, request) {
      requireFeature(topicFeature, request);
      const found = request.account.notifiers.get(quoted(id));
      return found?.kind === "topic"
        ? { awsSnsTopicArn: found.topicArn, awsSnsRoleArn: found.roleArn, enabled: found.enabled }
        : undefined;
    },
  },
);

const emailIntegration = snowflakeType(
  "snowflake:index/emailNotificationIntegration:EmailNotificationIntegration",
  {
    replacedBy: ["name"],
    inputs: z.strictObject({
      name: z.string().optional(),
      comment: z.string().optional(),
      enabled: z.boolean(),
      allowedRecipients: z.array(z.string()).min(1).max(50),
    }),
    seconds: 2,
    create(inputs, request) {
      requireFeature(emailFeature, request);
      const { account, origin } = request;
      const { enabled, allowedRecipients: allowed } = inputs;
      const name = inputs.name ?? automaticName(request);
      requireFreeName(account, name);
      requireVerified(account, allowed);
      account.notifiers.add(quoted(name), { name, kind: "email", enabled, allowed }, origin);
      return { id: name, outputs: { ...inputs, name, fullyQualifiedName: quoted(name) } };
    },
    update({ enabled, allowedRecipients: allowed }, { id }, request) {
      requireFeature(emailFeature, request);
      requireVerified(request.account, allowed);
      change(id, { enabled, allowed }, request);
      return {};
    },
    delete({ id }, request) {
      requireFeature(emailFeature, request);
      request.account.notifiers.remove(quoted(id));
    },
    read({ id }, request) {
      requireFeature(emailFeature, request);
      const found = request.account.notifiers.get(quoted(id));
      return found?.kind === "email"
        ? { allowedRecipients: found.allowed, enabled: found.enabled }
        : undefined;
    },
  },
);

export const notifierTypes: ResourceType<Snowflake>[] = [topicIntegration, emailIntegration];

function wayOf(inputs: {
  enabled?: boolean | undefined;
  awsSnsTopicArn: string;
  awsSnsRoleArn: string;
}): { enabled: boolean; topicArn: string; roleArn: string } {
  const { enabled = true, awsSnsTopicArn: topicArn, awsSnsRoleArn: roleArn } = inputs;
  return { enabled, topicArn, roleArn };
}

function change(id: string, properties: Partial<Notifier>, request: SnowflakeRequest): void {
  const { notifiers } = request.account;
  const found = notifiers.get(quoted(id), request.at);
  if (!found) throw doesNotExist("Integration", id);
  notifiers.change(quoted(id), Object.assign(found, properties), request.origin);
}

/** @throws SnowflakeError if one of the addresses is not that of a user who has verified it. */
function requireVerified({ verified }: Snowflake, addresses: readonly string[]): void {
  const unknown = addresses.flatMap((address, index) => (verified.has(address) ? [] : [index + 1]));
  if (unknown.length === 0) return;
  throw new SnowflakeError(
    `394209 (22023): Email recipients in the given list at indexes [${unknown.join(",")}] are not allowed. Either these email addresses are not yet validated or do not belong to any user in the current account.`,
  );
}
