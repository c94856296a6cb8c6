import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";

import {
  type NotificationSettings,
  notificationsProblems,
} from "../../../components/notifications/args";

const problems = (args: NotificationSettings): string[] =>
  notificationsProblems(args).map(({ setting, problem }) => `${setting}: ${problem}`);

const slack = { service: "slack", secret: "https://hooks.slack.com/services/T0/B0/x" } as const;
const topicArn = "arn:aws:sns:eu-west-1:111122223333:alerts";

describe("components: what Notifications refuses", () => {
  it("nothing of each sound choice", () => {
    const sound: NotificationSettings[] = [
      { topic: {} },
      { topic: { existing: topicArn } },
      { topic: { name: "alerts", subscribers: ["ops@example.com"] } },
      { email: { recipients: ["ops@example.com", "o'brien+alerts@mail.example.co"] } },
      { webhook: slack },
      { webhook: { service: "pagerduty", secret: "0123456789abcdef0123456789abcdef" } },
      { integrationName: "ALERTS", topic: {} },
    ];
    for (const args of sound) expect(problems(args), JSON.stringify(args)).to.be.empty;
  });

  it("nothing of what another resource gives, before it is known", () => {
    const later = pulumi.output("lower case");
    expect(problems({ integrationName: later, topic: { existing: later } })).to.be.empty;
    expect(problems({ webhook: { service: "slack", secret: later } })).to.be.empty;
  });

  const mistakes: [rule: string, args: NotificationSettings, problem: string][] = [
    ["no way at all", {}, "topic: is missing. Give one of topic, email and webhook."],
    [
      "two ways",
      { topic: {}, webhook: slack },
      "webhook: contradicts topic: messages go one way. Remove one of the two.",
    ],
    [
      "a topic that exists and is new",
      { topic: { existing: topicArn, name: "alerts" } },
      "topic.name: is for a new topic, and topic.existing names one that exists. Remove one of the two.",
    ],
    [
      "a FIFO topic",
      { topic: { existing: `${topicArn}.fifo` } },
      `topic.existing: "${topicArn}.fifo" is not the ARN of a standard topic of SNS. Give arn:aws:sns:<region>:<account>:<name>; a FIFO topic will not do.`,
    ],
    [
      "an alias of a key",
      { topic: { kmsKeyArn: "arn:aws:kms:eu-west-1:111122223333:alias/sns" } },
      'topic.kmsKeyArn: "arn:aws:kms:eu-west-1:111122223333:alias/sns" is not the ARN of a KMS key. Give the ARN that ends in key/ and the key\'s id, not an alias.',
    ],
    [
      "an address that is none",
      { topic: { subscribers: ["ops@example.com", "ops example.com"] } },
      'topic.subscribers: "ops example.com" is not an e-mail address. Give a plain one, such as ops@example.com.',
    ],
    [
      "an address that stands there twice",
      { email: { recipients: ["ops@example.com", "ops@example.com"] } },
      'email.recipients: "ops@example.com" stands there twice. Remove one of the two.',
    ],
    [
      "nobody to write to",
      { email: { recipients: [] } },
      "email.recipients: expected 1 to 50 e-mail addresses. Give a list of them.",
    ],
    [
      "a webhook of another service, without a word of it",
      { webhook: { service: "teams", secret: slack.secret } },
      "webhook.secret: is not what teams needs. Give the URL of a workflow of Microsoft Teams, at logic.azure.com or environment.api.powerplatform.com, with /workflows/ in it. It is not repeated here, because it may be a secret.",
    ],
  ];
  for (const [rule, args, problem] of mistakes) {
    it(rule, () => expect(problems(args)).to.deep.equal([problem]));
  }
});
