import * as aws from "@pulumi/aws";
import { expect } from "chai";
import { hearingRules } from "../../../sandbox/aws/eventBridge";
import { deployProgram } from "../../../sandbox/pulumi/deploy";
import { Sandbox } from "../../../sandbox/sandbox";
import { refusalOf } from "../refusal";

const bucketName = "example-logs";
const topicArn = "arn:aws:sns:us-east-1:111122223333:events";

const trust = JSON.stringify({
  Version: "2012-10-17",
  Statement: [
    {
      Effect: "Allow",
      Principal: { Service: "events.amazonaws.com" },
      Action: "sts:AssumeRole",
    },
  ],
});

const created = {
  source: ["aws.s3"],
  "detail-type": ["Object Created"],
  detail: { bucket: { name: [bucketName] }, object: { key: [{ prefix: "AWSLogs/" }] } },
};

const rule = (pattern: object = created): aws.cloudwatch.EventRule =>
  new aws.cloudwatch.EventRule("rule", { name: "created", eventPattern: JSON.stringify(pattern) });

/** The rules that hear of a key, or why there are none. */
async function hears(
  pattern: object,
  key = "AWSLogs/1.json",
  seconds = 300,
): Promise<string[] | string> {
  const sandbox = new Sandbox();
  const bucket = sandbox.given.bucket(bucketName);
  const program = (): void => {
    rule(pattern);
    new aws.s3.BucketNotification("notification", { bucket: bucketName, eventbridge: true });
  };
  await deployProgram(program, { stack: "test", sandbox });
  await sandbox.advance(seconds);
  const heard = hearingRules(sandbox.aws, bucket, key);
  return typeof heard === "string" ? heard : heard.map(({ name }) => name);
}

describe("a rule of EventBridge in the sandbox", () => {
  it("hears what has one of the listed values in each field", async () => {
    expect(await hears(created)).to.deep.equal(["created"]);
    expect(await hears({ source: ["aws.ec2", "aws.s3"] })).to.deep.equal(["created"]);
    const none = "no rule of EventBridge matches the creation of this key";
    expect(await hears(created, "Other/AWSLogs/1.json")).to.equal(none);
    expect(await hears({ ...created, source: ["aws.ec2"] })).to.equal(none);
    expect(await hears({ ...created, "detail-type": ["Object Deleted"] })).to.equal(none);
    expect(await hears({ detail: { bucket: { name: ["example-logs-2"] } } })).to.equal(none);
    expect(await hears({ detail: { nothing: { at: ["all"] } } })).to.equal(none);
  });

  it("hears nothing in the first five minutes, and nothing of a bucket that does not tell", async () => {
    expect(await hears(created, "AWSLogs/1.json", 299)).to.match(/takes so long/);
    const sandbox = new Sandbox();
    const heard = hearingRules(sandbox.aws, sandbox.given.bucket(bucketName), "AWSLogs/1.json");
    expect(heard).to.equal("the bucket does not tell EventBridge");
  });

  it("is refused a pattern that is none, or that the sandbox could not honour", async () => {
    for (const pattern of [{ source: "aws.s3" }, { source: [] }, { source: [{ suffix: "s3" }] }]) {
      const { reason } = await refusalOf(() => void rule(pattern));
      expect(reason, JSON.stringify(pattern)).to.match(/InvalidEventPatternException/);
    }
  });

  it("is refused a target whose role does not exist, or is too new", async () => {
    const { reason } = await refusalOf(() => {
      const roleArn = "arn:aws:iam::111122223333:role/nobody";
      const args = { rule: rule().name, targetId: "topic", arn: topicArn, roleArn };
      new aws.cloudwatch.EventTarget("target", args);
    });
    expect(reason).to.match(/role\/nobody' cannot be assumed by principal 'events.amazonaws.com'/);

    const early = await refusalOf(() => {
      const { arn: roleArn } = new aws.iam.Role("role", { name: "new", assumeRolePolicy: trust });
      const args = { rule: rule().name, targetId: "topic", arn: topicArn, roleArn };
      new aws.cloudwatch.EventTarget("target", args);
    });
    expect(early.reason).to.match(/role\/new' cannot be assumed/);
  });
});
