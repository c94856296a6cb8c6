import * as aws from "@pulumi/aws";
import { expect } from "chai";
import { deployProgram } from "../../../sandbox/pulumi/deploy";
import { refresh } from "../../../sandbox/pulumi/commands";
import { Sandbox } from "../../../sandbox/sandbox";
import { refusalOf } from "../refusal";

const arn = "arn:aws:sns:us-east-1:111122223333:alerts";

const topic = (args: aws.sns.TopicArgs = {}): aws.sns.Topic =>
  new aws.sns.Topic("topic", { name: "alerts", ...args });

const policyWith = (statement: object): string =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: [
      { Effect: "Allow", Principal: "*", Action: "sns:Publish", Resource: arn, ...statement },
    ],
  });

describe("a topic in the sandbox", () => {
  it("has the ARN that its partition, region, account and name give", async () => {
    const sandbox = new Sandbox({ accountId: "123456789012", region: "us-gov-west-1" });
    const program = (): { arn: unknown } => ({ arn: topic().arn });
    const { outputs } = await deployProgram(program, { stack: "test", sandbox });
    expect(outputs.arn).to.equal("arn:aws-us-gov:sns:us-gov-west-1:123456789012:alerts");
  });

  it("is refused a name that is none, or one that is taken", async () => {
    const odd = await refusalOf(() => void topic({ name: "alerts.fifo" }));
    expect(odd.reason).to.match(/InvalidParameter/);
    const sandbox = new Sandbox();
    sandbox.given.topic(arn);
    const taken = await refusalOf(() => void topic(), { sandbox });
    expect(taken.reason).to.match(/exists already/);
  });

  const refused: [what: string, statement: object, reason: RegExp][] = [
    ["every action", { Action: "sns:*" }, /action out of service scope/],
    ["what is not done with a topic", { Action: "sns:ListTopics" }, /action out of service scope/],
    ["another topic", { Resource: `${arn}2` }, /names another resource/],
    ["what is neither allowed nor denied", { Effect: "Permit" }, /InvalidParameter/],
  ];
  for (const [what, statement, reason] of refused) {
    it(`is refused a policy for ${what}`, async () => {
      const refusal = await refusalOf(() => {
        new aws.sns.TopicPolicy("policy", { arn: topic().arn, policy: policyWith(statement) });
      });
      expect(refusal.reason).to.match(reason);
    });
  }

  it("has to exist to be given a policy or a subscriber", async () => {
    const policy = await refusalOf(() => {
      new aws.sns.TopicPolicy("policy", { arn, policy: policyWith({}) });
    });
    expect(policy.reason).to.match(/Topic does not exist/);
    const subscriber = await refusalOf(() => {
      const args = { topic: arn, protocol: "email", endpoint: "ops@example.com" };
      new aws.sns.TopicSubscription("subscriber", args);
    });
    expect(subscriber.reason).to.match(/Topic does not exist/);
  });

  it("takes subscribers by e-mail only", async () => {
    const { reason } = await refusalOf(() => {
      const args = { topic: topic().arn, protocol: "sms", endpoint: "+15550100" };
      new aws.sns.TopicSubscription("subscriber", args);
    });
    expect(reason).to.match(/by e-mail only/);
  });

  it("loses policy and subscriber with their resources, and a refresh sees what is gone", async () => {
    const sandbox = new Sandbox();
    const program = (whole: boolean) => (): void => {
      const { arn } = topic();
      if (!whole) return;
      new aws.sns.TopicPolicy("policy", { arn, policy: policyWith({}) });
      const args = { topic: arn, protocol: "email", endpoint: "ops@example.com" };
      new aws.sns.TopicSubscription("subscriber", args);
    };
    await deployProgram(program(true), { stack: "test", sandbox });
    const found = sandbox.aws.topics.get(arn);
    expect(found?.policy).not.to.be.undefined;
    expect(found?.subscriptions).to.deep.equal([
      { protocol: "email", endpoint: "ops@example.com", confirmed: false },
    ]);
    await deployProgram(program(false), { stack: "test", sandbox });
    expect(found?.policy).to.be.undefined;
    expect(found?.subscriptions).to.be.empty;
    sandbox.aws.topics.remove(arn);
    expect(refresh(sandbox, "test")).to.have.length(1);
  });
});
