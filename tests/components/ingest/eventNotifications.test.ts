import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";

import { accounts, deployIngest, keyArn } from "./deployIngest";

/** The names of the statements of a policy. */
const sids = (policy: unknown): string[] =>
  (JSON.parse(String(policy)) as { Statement: { Sid: string }[] }).Statement.map(({ Sid }) => Sid);

/** A topic's policy that lets a user subscribe. */
const openTo = (user: string, topicArn: string): object => ({
  Version: "2012-10-17",
  Statement: [
    { Effect: "Allow", Principal: { AWS: user }, Action: "sns:Subscribe", Resource: topicArn },
  ],
});

describe("components: SnowflakeIngest's event notifications", () => {
  it("leaves the notifications of the bucket alone, and tells what to add", async () => {
    const { graph, outputs } = await deployIngest();
    expect(graph.types()).not.to.include("aws:s3/bucketNotification:BucketNotification");
    expect(JSON.parse(String(outputs.notificationToAdd))).to.deep.equal({
      QueueConfigurations: [
        {
          Id: "snowtrail-dev",
          QueueArn: outputs.notificationChannel,
          Events: ["s3:ObjectCreated:*"],
          Filter: { Key: { FilterRules: [{ Name: "prefix", Value: "AWSLogs/" }] } },
        },
      ],
    });
  });

  it("subscribes the pipe to a topic that S3 alone tells, and protects both", async () => {
    const { graph, outputs } = await deployIngest({ eventNotifications: { mode: "sns" } });
    const { eventTopicArn: topicArn } = outputs;
    expect(topicArn).to.equal("arn:aws:sns:us-east-1:111122223333:snowtrail-dev-s3-events");
    expect(graph.named("ingest-event-topic").inputs).to.deep.equal({
      name: "snowtrail-dev-s3-events",
    });
    expect(graph.named("ingest-pipe").inputs).to.include({ awsSnsTopicArn: topicArn });
    expect(graph.waitsFor("ingest-pipe")).to.include("ingest-event-topic-policy");
    expect(graph.named("ingest-notification").inputs).to.deep.equal({
      bucket: "audit-logs",
      queues: [],
      topics: [
        {
          id: "snowtrail-dev",
          topicArn,
          events: ["s3:ObjectCreated:*"],
          filterPrefix: "AWSLogs/",
        },
      ],
      lambdaFunctions: [],
      eventbridge: false,
    });
    expect(graph.waitsFor("ingest-notification")).to.include("ingest-pipe");
    expect(graph.protected()).to.include.members(["ingest-event-topic", "ingest-pipe"]);
    const { policy } = graph.named("ingest-event-topic-policy").inputs;
    expect(sids(policy)).to.deep.equal([
      "DenyInsecureTransport",
      "S3Publishes",
      "SnowflakeSubscribes",
    ]);
    expect(outputs).not.to.have.any.keys("notificationToAdd", "eventTopicPolicyToMerge");
  });

  it("has EventBridge publish by a rule and a role of its own, and tells it before anything else", async () => {
    const { graph, outputs } = await deployIngest({
      eventNotifications: { mode: "eventbridge" },
      tags: { team: "security" },
    });
    const rule = graph.named("ingest-event-rule");
    expect(rule.inputs).to.include({ name: "snowtrail-dev-s3-events" });
    expect(graph.named("ingest-event-target").inputs).to.deep.equal({
      rule: "snowtrail-dev-s3-events",
      targetId: "snowpipe",
      arn: outputs.eventTopicArn,
      roleArn: "arn:aws:iam::111122223333:role/snowtrail-dev-eventbridge",
    });
    expect(graph.named("ingest-event-role").inputs.assumeRolePolicy).to.include(rule.outputs.arn);
    const { policy } = graph.named("ingest-event-topic-policy").inputs;
    expect(sids(policy)).to.deep.equal([
      "DenyInsecureTransport",
      "EventBridgePublishes",
      "SnowflakeSubscribes",
    ]);
    expect(graph.named("ingest-notification").inputs).to.deep.equal({
      bucket: "audit-logs",
      queues: [],
      topics: [],
      lambdaFunctions: [],
      eventbridge: true,
    });
    expect(graph.waitsFor("ingest-notification")).to.include.all.keys(
      "ingest-event-target",
      "ingest-event-role-policy",
      "ingest-pipe",
    );
    for (const name of ["topic", "rule", "role"]) {
      expect(graph.named(`ingest-event-${name}`).inputs.tags).to.deep.equal({ team: "security" });
    }
  });

  it("tells the owner of a topic, of its key and of a bucket what each of them adds", async () => {
    const sandbox = accounts();
    const existing = "arn:aws:sns:us-east-1:111122223333:log-files";
    sandbox.given.key(keyArn);
    sandbox.given.topic(existing, openTo(sandbox.snowflake.iamUserArn, existing), keyArn);
    for (const [mode, publisher] of [
      ["sns", "S3"],
      ["eventbridge", "EventBridge"],
    ] as const) {
      const eventNotifications = {
        mode,
        configuration: "leave" as const,
        topic: { existing: pulumi.output(existing), kmsKeyArn: keyArn },
      };
      const { graph, outputs } = await deployIngest({ eventNotifications }, { sandbox });
      expect(graph.types()).not.to.include("aws:s3/bucketNotification:BucketNotification");
      expect(graph.types()).not.to.include("aws:sns/topicPolicy:TopicPolicy");
      expect(sids(outputs.eventTopicPolicyToMerge)).to.deep.equal([
        `${publisher}Publishes`,
        "SnowflakeSubscribes",
      ]);
      expect(sids(outputs.eventTopicKeyPolicyToMerge)).to.deep.equal([`${publisher}Encrypts`]);
      expect(outputs.notificationToAdd).to.match(
        mode === "sns" ? /"TopicArn": ".*:log-files"/ : /"EventBridgeConfiguration": \{\}/,
      );
    }
  });

  it("keeps what else the bucket notifies of, and refuses to unless it is told to", async () => {
    const sandbox = accounts();
    const theirs = { events: ["s3:ObjectRemoved:*"], filterPrefix: "a/", filterSuffix: "" };
    const lambdaFunctionArn = "arn:aws:lambda:us-east-1:111122223333:function:example";
    sandbox.given.notification("audit-logs", { id: "theirs", to: lambdaFunctionArn, ...theirs });
    for (const preview of [true, false]) {
      const refusal = await deployIngest(
        { eventNotifications: { mode: "bucket" } },
        { sandbox, preview },
      ).catch(String);
      expect(refusal).to.match(
        /the bucket audit-logs notifies of objects already, .*\n {2}"theirs": "s3:ObjectRemoved:\*" below "a\/" to "arn:aws:lambda:/,
      );
    }
    const merged = { mode: "bucket" as const, configuration: "merge" as const };
    const { graph } = await deployIngest({ eventNotifications: merged }, { sandbox });
    expect(graph.named("ingest-notification").inputs.lambdaFunctions).to.deep.equal([
      { id: "theirs", lambdaFunctionArn, ...theirs },
    ]);
  });
});
