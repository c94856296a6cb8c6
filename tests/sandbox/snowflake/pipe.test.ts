import { expect } from "chai";
import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import * as snowflake from "@pulumi/snowflake";
import { unsubscribe } from "../../../sandbox/aws/sns";
import { deployProgram } from "../../../sandbox/pulumi/deploy";
import { Sandbox } from "../../../sandbox/sandbox";
import {
  Wait,
  bucketName,
  copyStatement,
  database,
  integration,
  pipe,
  provider,
  readPolicy,
  role,
  stage,
  table,
} from "../pieces";
import { refusalOf } from "../refusal";

const ask = snowflake.getSystemGetAwsSnsIamPolicyOutput;

/** A pipe on a stage, without the role that it would need: what is refused is refused before that. */
function pipeWith(args: Partial<snowflake.PipeArgs>) {
  return (): void => {
    const opts = { provider: provider() };
    const logs = stage({ storageIntegration: integration({}, opts).name }, opts);
    pipe(args, { ...opts, dependsOn: [logs, table(opts)] });
  };
}

async function refusal(args: Partial<snowflake.PipeArgs>): Promise<string> {
  const sandbox = new Sandbox();
  sandbox.given.bucket(bucketName);
  sandbox.given.database(database);
  return (await refusalOf(pipeWith(args), { sandbox })).reason;
}

describe("a pipe's COPY in the sandbox", () => {
  it("names everything fully: a pipe runs in no schema", async () => {
    const unqualified = copyStatement.replace('"EXAMPLE"."PUBLIC"."RAW"', "raw");
    expect(await refusal({ copyStatement: unqualified })).to.match(/raw/i);
  });

  it("names a table and a stage that exist", async () => {
    const noTable = copyStatement.replace('"RAW"', '"RAWS"');
    expect(await refusal({ copyStatement: noTable })).to.match(/RAWS/);
    const noStage = copyStatement.replace('"LOGS"', '"LOG"');
    expect(await refusal({ copyStatement: noStage })).to.match(/"LOG"' does not exist/);
  });

  it("takes unquoted names in upper case, whatever case they are written in", async () => {
    const folded = copyStatement.replaceAll('"', "").toLowerCase();
    // It comes as far as the role that is missing.
    expect(await refusal({ copyStatement: folded })).to.match(/Error assuming AWS_ROLE/);
  });

  for (const option of [
    "purge = true",
    "force = true",
    "size_limit = 10",
    "on_error = abort_statement",
  ]) {
    it(`has no ${option}`, async () => {
      const reason = await refusal({ copyStatement: `${copyStatement}\n${option}` });
      expect(reason).to.match(/^SQL compilation error/);
    });
  }

  it("is refused a pattern that is no regular expression", async () => {
    const pattern = `${copyStatement}\npattern = '.*[.json'`;
    expect(await refusal({ copyStatement: pattern })).to.match(/Invalid regular expression/);
  });

  it("does not filter rows", async () => {
    const filtered = copyStatement.replace('"LOGS")', '"LOGS" where $1 is not null)');
    expect(await refusal({ copyStatement: filtered })).to.match(/^SQL compilation error/);
  });
});

describe("a pipe's error integration in the sandbox", () => {
  it("has to exist, under the name in upper case that no quotes mean", async () => {
    expect(await refusal({ errorIntegration: "alerts" })).to.match(/'ALERTS' does not exist/);
  });

  it("leads to a topic, and to nothing else", async () => {
    const sandbox = new Sandbox();
    sandbox.given.bucket(bucketName);
    sandbox.given.database(database);
    const mail = { name: "ALERTS", kind: "email", enabled: true, allowed: [] } as const;
    sandbox.snowflake.notifiers.add('"ALERTS"', { ...mail, allowed: [] }, { finished: 0 });
    const { reason } = await refusalOf(pipeWith({ errorIntegration: "ALERTS" }), { sandbox });
    expect(reason).to.match(/cannot take errors/);
  });
});

describe("a pipe's topic in the sandbox", () => {
  const topicArn = "arn:aws:sns:us-east-1:111122223333:events";
  const policyOf = (awsSnsTopicArn: pulumi.Input<string>): ReturnType<typeof ask> =>
    ask({ awsSnsTopicArn }, { provider: provider({}, "asking") });

  /** Everything that a pipe on the topic needs. */
  function chainTo(awsSnsTopicArn: pulumi.Input<string>): void {
    const opts = { provider: provider() };
    const reader = integration({}, opts);
    const policy = new aws.iam.RolePolicy("read", { role: role(reader).name, policy: readPolicy });
    const wait = new Wait("wait", 30, { dependsOn: policy });
    const logs = stage({ storageIntegration: reader.name }, opts);
    const dependsOn = [logs, table(opts), wait];
    pipe({ awsSnsTopicArn }, { ...opts, dependsOn, deleteBeforeReplace: true });
  }
  const chain = (): void => chainTo(topicArn);

  /** A world with a role that Snowflake may assume, and a topic that admits whom it is told to. */
  async function subscribed(admitted: (user: string) => string): Promise<Sandbox> {
    const sandbox = new Sandbox();
    sandbox.given.bucket(bucketName);
    sandbox.given.database(database);
    const { iamUserArn } = sandbox.snowflake;
    const statement = {
      Effect: "Allow",
      Principal: { AWS: admitted(iamUserArn) },
      Action: "sns:Subscribe",
      Resource: topicArn,
    };
    sandbox.given.topic(topicArn, { Version: "2012-10-17", Statement: [statement] });
    await deployProgram(chain, { stack: "test", sandbox });
    return sandbox;
  }

  it("has to admit Snowflake's user", async () => {
    const sandbox = await subscribed((user) => user);
    const queue = sandbox.snowflake.pipes.values()[0]?.channel;
    expect(sandbox.aws.topics.get(topicArn)?.subscriptions).to.deep.equal([
      { protocol: "sqs", endpoint: queue, confirmed: true },
    ]);
    const other = await subscribed(() => "arn:aws:iam::444455556666:user/other").catch(String);
    expect(other).to.match(
      /Error subscribing to the SNS topic .*not authorized to perform sns:Subscribe/,
    );
  });

  it("keeps the subscription when the pipe is dropped, and takes none for 72 hours after it was deleted", async () => {
    const sandbox = await subscribed((user) => user);
    const topic = sandbox.aws.topics.get(topicArn);
    const [subscription] = topic?.subscriptions ?? [];
    const { arn } = topic ?? { arn: "" };
    const again = async (hours: number): Promise<number | undefined> => {
      await sandbox.advance(hours * 3600);
      await deployProgram(chain, {
        stack: "test",
        sandbox,
        replace: ["urn:pulumi:test::snowtrail::snowflake:index/pipe:Pipe::pipe"],
      });
      return topic?.subscriptions.length;
    };
    expect(await again(1)).to.equal(1);
    if (subscription) unsubscribe(sandbox.aws, arn, subscription);
    expect(await again(71)).to.equal(0);
    expect(await again(1)).to.equal(1);
  });

  it("needs its policy to come before the pipe by more than luck", async () => {
    const sandbox = new Sandbox();
    sandbox.given.bucket(bucketName);
    sandbox.given.database(database);
    const { reason } = await refusalOf(
      () => {
        const topic = new aws.sns.Topic("topic", { name: "events" });
        const { awsSnsTopicPolicyJson: policy } = policyOf(topic.arn);
        new aws.sns.TopicPolicy("policy", { arn: topic.arn, policy });
        chainTo(topic.arn);
      },
      { sandbox },
    );
    expect(reason).to.match(/needs the policy of topic .*, which "policy" makes/);
  });
});
