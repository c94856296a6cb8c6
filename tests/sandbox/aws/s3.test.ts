import * as aws from "@pulumi/aws";
import { expect } from "chai";
import { deployProgram } from "../../../sandbox/pulumi/deploy";
import { Sandbox } from "../../../sandbox/sandbox";
import { refusalOf } from "../refusal";

const stack = "test";
const bucketName = "example-logs";
const bucketArn = `arn:aws:s3:::${bucketName}`;

/** A policy with one statement for the example bucket. */
function policy(statement: Record<string, unknown>): string {
  const Resource = `${bucketArn}/*`;
  return JSON.stringify({ Version: "2012-10-17", Statement: [{ Resource, ...statement }] });
}

const everyoneReads = policy({ Effect: "Allow", Principal: "*", Action: "s3:GetObject" });

function bucket(): aws.s3.Bucket {
  return new aws.s3.Bucket("logs", { bucket: bucketName });
}

describe("a bucket in the sandbox", () => {
  it("has the ARN and the domain names of its partition", async () => {
    const sandbox = new Sandbox({ region: "cn-north-1" });
    const { outputs } = await deployProgram(
      () => {
        const { arn, bucketRegionalDomainName } = bucket();
        return { arn, bucketRegionalDomainName };
      },
      { stack, sandbox },
    );
    expect(outputs).to.deep.equal({
      arn: `arn:aws-cn:s3:::${bucketName}`,
      bucketRegionalDomainName: `${bucketName}.s3.cn-north-1.amazonaws.com.cn`,
    });
  });

  it("is refused a name that S3 does not take", async () => {
    const { reason } = await refusalOf(() => {
      new aws.s3.Bucket("logs", { bucket: "Example_Logs" });
    });
    expect(reason).to.match(/InvalidBucketName/);
  });

  it("is refused a name that is taken, by another stack too", async () => {
    const sandbox = new Sandbox();
    await deployProgram(() => void bucket(), { stack: "one", sandbox });
    const { reason } = await refusalOf(() => void bucket(), { stack: "two", sandbox });
    expect(reason).to.match(/BucketAlreadyOwnedByYou/);
  });

  it("has to exist to be adopted", async () => {
    const program = (): object => ({ arn: aws.s3.getBucketOutput({ bucket: bucketName }).arn });
    const { reason } = await refusalOf(() => ({ ...program() }));
    expect(reason).to.match(/couldn't find resource/);

    const sandbox = new Sandbox();
    sandbox.given.bucket(bucketName);
    const { outputs } = await deployProgram(() => ({ ...program() }), { stack, sandbox });
    expect(outputs.arn).to.equal(bucketArn);
  });
});

describe("a bucket's policy in the sandbox", () => {
  it("is refused when it is no JSON, no policy, or for another bucket", async () => {
    const wrong = {
      "{": /valid JSON/,
      [policy({ Effect: "Permit", Principal: "*", Action: "s3:GetObject" })]: /Effect must be/,
      [policy({ Effect: "Deny", Principal: "*", Action: "s3:*", Resource: "arn:aws:s3:::other" })]:
        /invalid resource: arn:aws:s3:::other/,
    };
    for (const [text, complaint] of Object.entries(wrong)) {
      const { reason } = await refusalOf(() => {
        new aws.s3.BucketPolicy("policy", { bucket: bucket().bucket, policy: text });
      });
      expect(reason)
        .to.match(/MalformedPolicy/)
        .and.match(complaint);
    }
  });

  it("is refused when it is public and public policies are blocked", async () => {
    const { reason } = await refusalOf(() => {
      const logs = bucket().bucket;
      const block = new aws.s3.BucketPublicAccessBlock("block", {
        bucket: logs,
        blockPublicPolicy: true,
      });
      new aws.s3.BucketPolicy(
        "policy",
        { bucket: logs, policy: everyoneReads },
        { dependsOn: block },
      );
    });
    expect(reason).to.match(/AccessDenied: public policies are blocked/);
  });

  it("is not public when it only denies, or when a condition names who", async () => {
    const Condition = { StringEquals: { "aws:SourceAccount": "111122223333" } };
    const Principal = "*";
    for (const statement of [
      { Effect: "Deny", Principal, Action: "s3:*" },
      { Effect: "Allow", Principal, Action: "s3:GetObject", Condition },
    ]) {
      await deployProgram(
        () => {
          const logs = bucket().bucket;
          const block = new aws.s3.BucketPublicAccessBlock("block", {
            bucket: logs,
            blockPublicPolicy: true,
          });
          const args = { bucket: logs, policy: policy(statement) };
          new aws.s3.BucketPolicy("policy", args, { dependsOn: block });
        },
        { stack },
      );
    }
  });

  it("is not overwritten by a second resource of the same program", async () => {
    const { reason } = await refusalOf(() => {
      const args = { bucket: bucket().bucket, policy: everyoneReads };
      new aws.s3.BucketPolicy("first", args);
      new aws.s3.BucketPolicy("second", args);
    });
    expect(reason).to.match(/"first" configures the policy of this bucket already/);
  });

  it("needs its bucket to come before it by more than luck", async () => {
    const { reason } = await refusalOf(() => {
      bucket();
      // The bucket is made long before, and still nothing says that it has to be.
      const later = new Promise<string>((resolve) => setTimeout(() => resolve(everyoneReads), 50));
      new aws.s3.BucketPolicy("policy", { bucket: bucketName, policy: later });
    });
    expect(reason).to.match(/nothing orders "logs" before it/);
  });
});

describe("a bucket's lifecycle in the sandbox", () => {
  function lifecycle(
    rule: Partial<aws.types.input.s3.BucketLifecycleConfigurationRule>,
  ): () => void {
    return () => {
      new aws.s3.BucketLifecycleConfiguration("lifecycle", {
        bucket: bucket().bucket,
        rules: [{ id: "logs", status: "Enabled", filter: { prefix: "" }, ...rule }],
      });
    };
  }

  it("is refused without an action", async () => {
    expect((await refusalOf(lifecycle({}))).reason).to.match(/At least one action/);
  });

  it("is refused when objects expire before they move", async () => {
    const transitions = [{ days: 90, storageClass: "GLACIER" }];
    const { reason } = await refusalOf(lifecycle({ expiration: { days: 90 }, transitions }));
    expect(reason).to.match(/must be greater than 'Days' in the Transition/);
  });

  it("is refused when objects go to infrequent access in their first 30 days", async () => {
    const transitions = [{ days: 7, storageClass: "STANDARD_IA" }];
    expect((await refusalOf(lifecycle({ transitions }))).reason).to.match(/equal to 30/);
  });
});

describe("a bucket's notification in the sandbox", () => {
  const queueArn = "arn:aws:sqs:us-east-1:444455556666:example";
  const events = ["s3:ObjectCreated:*"];

  function notification(queues: aws.types.input.s3.BucketNotificationQueue[]): () => void {
    return () => {
      new aws.s3.BucketNotification("notification", { bucket: bucket().bucket, queues });
    };
  }

  function sandboxWithQueue(): Sandbox {
    const sandbox = new Sandbox();
    sandbox.aws.queues.add(queueArn, { arn: queueArn, admits: bucketArn }, { finished: 0 });
    return sandbox;
  }

  it("is refused a queue that does not exist", async () => {
    const { reason } = await refusalOf(notification([{ queueArn, events }]));
    expect(reason).to.match(/Unable to validate the following destination configurations/);
  });

  it("is refused rules that overlap for one event", async () => {
    const sandbox = sandboxWithQueue();
    const { reason } = await refusalOf(
      notification([
        { queueArn, events, filterPrefix: "logs/" },
        { queueArn, events: ["s3:ObjectCreated:Put"], filterPrefix: "logs/AWSLogs/" },
      ]),
      { sandbox },
    );
    expect(reason).to.match(/ambiguously defined/);
  });

  it("is taken when the rules keep apart by prefix or by suffix", async () => {
    const sandbox = sandboxWithQueue();
    await deployProgram(
      notification([
        { queueArn, events, filterPrefix: "a/" },
        { queueArn, events, filterPrefix: "b/", filterSuffix: ".gz" },
        { queueArn, events, filterPrefix: "b/", filterSuffix: ".json" },
      ]),
      { stack, sandbox },
    );
    expect(sandbox.aws.buckets.get(bucketName)?.notification?.value.rules).to.have.length(3);
  });

  it("is told by a provider function as a whole, also when there is none", async () => {
    const sandbox = sandboxWithQueue();
    sandbox.given.bucket("quiet-logs");
    const found = async (name: string): Promise<object> => {
      const program = (): Record<string, unknown> => ({
        found: aws.s3.getBucketNotificationOutput({ bucket: name }),
      });
      return (await deployProgram(program, { stack: "look", sandbox })).outputs.found as object;
    };
    const program = notification([{ id: "mine", queueArn, events, filterPrefix: "a/" }]);
    await deployProgram(program, { stack, sandbox });
    expect(await found(bucketName)).to.deep.include({
      queues: [{ id: "mine", queueArn, events, filterPrefix: "a/", filterSuffix: "" }],
      topics: [],
      lambdaFunctions: [],
      eventbridge: false,
    });
    expect(await found("quiet-logs")).to.deep.include({ queues: [], eventbridge: false });
    const { reason } = await refusalOf(() => ({
      found: aws.s3.getBucketNotificationOutput({ bucket: "no-logs" }),
    }));
    expect(reason).to.match(/NoSuchBucket/);
  });

  it("takes a topic only if its policy lets S3 publish for this bucket and this account", async () => {
    const topicArn = "arn:aws:sns:us-east-1:111122223333:events";
    const reasonWith = async (condition: Record<string, string>, key?: string): Promise<string> => {
      const sandbox = new Sandbox();
      const statement = {
        Effect: "Allow",
        Principal: { Service: "s3.amazonaws.com" },
        Action: "sns:Publish",
        Resource: topicArn,
        Condition: { StringEquals: condition },
      };
      sandbox.given.topic(topicArn, { Version: "2012-10-17", Statement: [statement] }, key);
      const program = (): void => {
        const topics = [{ topicArn, events }];
        new aws.s3.BucketNotification("notification", { bucket: bucket().bucket, topics });
      };
      try {
        await deployProgram(program, { stack, sandbox });
        return "taken";
      } catch (error) {
        return String(error);
      }
    };
    const exact = { "aws:SourceArn": bucketArn, "aws:SourceAccount": "111122223333" };
    expect(await reasonWith(exact)).to.equal("taken");
    expect(await reasonWith({ ...exact, "aws:SourceArn": `${bucketArn}-2` })).to.match(
      /Unable to validate the following destination configurations: s3.amazonaws.com is not authorized/,
    );
    expect(await reasonWith({ ...exact, "aws:SourceAccount": "123456789012" })).to.match(
      /not authorized/,
    );
    expect(await reasonWith(exact, "alias/aws/sns")).to.match(/admits no service/);
  });
});
