import { expect } from "chai";

import {
  eventTopicKeyStatements,
  eventTopicPolicy,
  eventTopicStatements,
} from "../../../components/eventNotifications/topicPolicy";

const topicArn = "arn:aws:sns:eu-west-1:111122223333:snowtrail-dev-s3-events";
const roleArn = "arn:aws:iam::111122223333:role/snowtrail-dev-eventbridge";
const user = "arn:aws:iam::444455556666:user/vj4g-a-abcd1234";
const bucket = { bucketArn: "arn:aws:s3:::audit-logs", accountId: "111122223333" };
const fromBucket = {
  ArnEquals: { "aws:SourceArn": "arn:aws:s3:::audit-logs" },
  StringEquals: { "aws:SourceAccount": "111122223333" },
};

/** Snowflake's answer, as its page shows it. */
const answer = (changes: object = {}): string =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: [
      {
        Sid: "1",
        Effect: "Allow",
        Principal: { AWS: user },
        Action: ["sns:Subscribe"],
        Resource: [topicArn],
        ...changes,
      },
    ],
  });

const subscribes = {
  Sid: "SnowflakeSubscribes",
  Effect: "Allow",
  Principal: { AWS: user },
  Action: "sns:Subscribe",
  Resource: topicArn,
};

describe("components: the policy of a topic on the way to a pipe", () => {
  it("lets S3 publish for one bucket of one account, Snowflake's user subscribe, and nobody else anything", () => {
    expect(
      eventTopicPolicy({ topicArn, publisher: bucket, subscriptionPolicy: answer() }),
    ).to.deep.equal({
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "DenyInsecureTransport",
          Effect: "Deny",
          Principal: "*",
          Action: "sns:Publish",
          Resource: topicArn,
          Condition: { Bool: { "aws:SecureTransport": "false" } },
        },
        {
          Sid: "S3Publishes",
          Effect: "Allow",
          Principal: { Service: "s3.amazonaws.com" },
          Action: "sns:Publish",
          Resource: topicArn,
          Condition: fromBucket,
        },
        subscribes,
      ],
    });
  });

  it("lets EventBridge publish by the one role of its rule, and is asked of a topic's owner in the same words", () => {
    expect(
      eventTopicStatements({ topicArn, publisher: { roleArn }, subscriptionPolicy: answer() }),
    ).to.deep.equal([
      {
        Sid: "EventBridgePublishes",
        Effect: "Allow",
        Principal: { AWS: ["arn:aws:iam::111122223333:root"] },
        Action: "sns:Publish",
        Resource: topicArn,
        Condition: { ArnEquals: { "aws:PrincipalArn": roleArn } },
      },
      subscribes,
    ]);
  });

  it("takes nothing of Snowflake's answer but one user who subscribes to this topic", () => {
    const odd = [
      answer({ Effect: "Deny" }),
      answer({ Principal: "*" }),
      answer({ Principal: { AWS: "*" } }),
      answer({ Principal: { AWS: "arn:aws:iam::444455556666:root" } }),
      answer({ Principal: { AWS: user, Service: "sqs.amazonaws.com" } }),
      answer({ Action: ["sns:Subscribe", "sns:Publish"] }),
      answer({ Action: "sns:*" }),
      answer({ Resource: "*" }),
      answer({ Condition: {} }),
      JSON.stringify({ Statement: [] }),
      JSON.stringify({}),
    ];
    for (const subscriptionPolicy of odd) {
      expect(
        () => eventTopicStatements({ topicArn, publisher: bucket, subscriptionPolicy }),
        subscriptionPolicy,
      ).to.throw(/answered for .* with something else than one statement/);
    }
  });

  it("asks of the topic's key what the publisher needs, and no more", () => {
    const Action = ["kms:GenerateDataKey*", "kms:Decrypt"];
    expect(eventTopicKeyStatements(bucket)).to.deep.equal([
      {
        Sid: "S3Encrypts",
        Effect: "Allow",
        Principal: { Service: "s3.amazonaws.com" },
        Action,
        Resource: "*",
        Condition: fromBucket,
      },
    ]);
    expect(eventTopicKeyStatements({ roleArn })).to.deep.equal([
      {
        Sid: "EventBridgeEncrypts",
        Effect: "Allow",
        Principal: { AWS: ["arn:aws:iam::111122223333:root"] },
        Action,
        Resource: "*",
        Condition: { ArnEquals: { "aws:PrincipalArn": roleArn } },
      },
    ]);
  });
});
