/** A notification integration: the way that a message takes out of Snowflake. */
export type Notifier = { name: string; enabled: boolean } & (TopicWay | EmailWay | WebhookWay);

/** Through a role into a topic of SNS. */
interface TopicWay {
  kind: "topic";
  topicArn: string;
  roleArn: string;
  userArn: string;
  externalId: string;
}

interface EmailWay {
  kind: "email";
  allowed: string[];
}

/** A request over HTTPS, in whose URL and body a secret and the message are put. */
interface WebhookWay {
  kind: "webhook";
  url: string;
  /** Full name of the secret. */
  secret: string;
  body: string;
}
