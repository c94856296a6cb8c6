import type * as pulumi from "@pulumi/pulumi";

import { choiceProblems } from "../validation/existing";
import { type Rule, knownProblems } from "../validation/inputs";
import { type Problem, problemsOf } from "../validation/problem";
import {
  emailAddresses,
  identifier,
  kmsKeyArn,
  oneOf,
  roleNameRule,
  tagsRule,
  topicArnRule,
  topicNameRule,
} from "../validation/rules";
import { WebhookService, webhookSecretProblem } from "./webhook";

/** A topic of Amazon SNS: the ARN of one that exists, or the properties of a new one; and who hears of it. */
export interface TopicArgs {
  /** ARN of a standard topic that exists; its policy and encryption stay its owner's. Defaults to none: a new topic is made. */
  existing?: pulumi.Input<string>;
  /** Name of the new topic. Defaults to a name derived from baseName. */
  name?: pulumi.Input<string>;
  /** ARN of the KMS key that encrypts the topic. Defaults to AWS's own key for SNS. */
  kmsKeyArn?: pulumi.Input<string>;
  /** E-mail addresses to subscribe, each of which gets a link to confirm that. Defaults to none. */
  subscribers?: string[];
  /** Name of the IAM role by which Snowflake publishes. Defaults to a name derived from baseName with a random suffix. */
  roleName?: pulumi.Input<string>;
}

/** Snowflake's own e-mail. */
export interface EmailArgs {
  /** The addresses, each that of a user of the Snowflake account who has verified it. */
  recipients: pulumi.Input<string[]>;
}

/** A webhook of Slack, Microsoft Teams or PagerDuty. */
export interface WebhookArgs {
  /** Whose webhook it is: "slack", "teams" or "pagerduty". */
  service: pulumi.Input<WebhookService>;
  /** What must not be known: the URL of the webhook, or for PagerDuty the integration key. A secret in the state. */
  secret: pulumi.Input<string>;
  /** Name of the database that holds Snowflake's secret. */
  database: pulumi.Input<string>;
  /** Name of the schema that holds Snowflake's secret. */
  schema: pulumi.Input<string>;
}

/** The arguments of Notifications, of which exactly one of topic, email and webhook is given. */
export interface NotificationsArgs {
  /** The name that others derive from, in upper case with underscores, such as SNOWTRAIL_DEV. Unique to the stack. */
  baseName: pulumi.Input<string>;
  /** Name of the notification integration. Defaults to baseName with _TOPIC, _EMAIL or _WEBHOOK behind it. */
  integrationName?: pulumi.Input<string>;
  /** A topic of Amazon SNS, the one way for a pipe's errors. Defaults to none: email or webhook is given. */
  topic?: TopicArgs;
  /** Snowflake's own e-mail. Defaults to none: topic or webhook is given. */
  email?: EmailArgs;
  /** A webhook. Defaults to none: topic or email is given. */
  webhook?: WebhookArgs;
  /** Tags of the topic and the role. Defaults to none beyond the provider's. */
  tags?: pulumi.Input<Record<string, pulumi.Input<string>>>;
}

/** What a stack says of its notifications: where the secret of a webhook stands is the program's to say. */
export interface NotificationSettings extends Pick<
  NotificationsArgs,
  "integrationName" | "topic" | "email" | "tags"
> {
  webhook?: Pick<WebhookArgs, "service" | "secret"> | undefined;
}

/** What each argument has to be, whenever it is known. */
export const notificationsRules: readonly Rule[] = [
  ["baseName", identifier],
  ["integrationName", identifier],
  ["topic.existing", topicArnRule],
  ["topic.name", topicNameRule],
  ["topic.kmsKeyArn", kmsKeyArn],
  ["topic.subscribers", emailAddresses],
  ["topic.roleName", roleNameRule],
  ["email.recipients", emailAddresses],
  ["webhook.service", oneOf(Object.values(WebhookService))],
  ["webhook.database", identifier],
  ["webhook.schema", identifier],
  ["tags", tagsRule],
];

/** Everything that is wrong with the arguments and can be seen before anything is made. */
export function notificationsProblems(args: NotificationSettings): Problem[] {
  return [
    ...knownProblems(args, notificationsRules),
    ...wayProblems(args),
    ...choiceProblems("topic", args.topic, { ofNew: ["name"] }),
    ...secretProblems(args),
  ];
}

/** One way, no more and no less: an integration has one. */
function wayProblems({ topic, email, webhook }: NotificationSettings): Problem[] {
  const given = Object.entries({ topic, email, webhook })
    .filter(([, way]) => way !== undefined)
    .map(([name]) => name);
  const [first, ...others] = given;
  return first === undefined
    ? [{ setting: "topic", problem: "is missing. Give one of topic, email and webhook." }]
    : problemsOf(
        others.map((other) => [
          other,
          `contradicts ${first}: messages go one way. Remove one of the two.`,
        ]),
      );
}

/** Of what is known now; for what is not, the component asks again once it is. */
function secretProblems({ webhook }: NotificationSettings): Problem[] {
  const { service, secret } = webhook ?? {};
  const known = Object.values(WebhookService).find((each) => each === service);
  return known !== undefined && typeof secret === "string"
    ? problemsOf([["webhook.secret", webhookSecretProblem(known, secret)]])
    : [];
}
