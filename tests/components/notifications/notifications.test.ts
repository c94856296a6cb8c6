import * as pulumi from "@pulumi/pulumi";
import * as snowflake from "@pulumi/snowflake";
import { expect } from "chai";

import { Notifications, type NotificationsArgs, previewFeatures } from "../../../components";
import { deployProgram } from "../../../sandbox/pulumi/deploy";
import type { Registration } from "../../../sandbox/pulumi/registration";
import { Sandbox } from "../../../sandbox/sandbox";
import { Graph } from "../deployment";

const topicArn = "arn:aws:sns:us-east-1:111122223333:snowtrail-dev-notifications";
const elsewhere = "arn:aws:sns:us-east-1:123456789012:alerts";
const keyArn = "arn:aws:kms:us-east-1:111122223333:key/0a1b2c3d-0000-4000-8000-000000000000";
const slackUrl = "https://hooks.slack.com/services/T0000/B0000/hunter2";

interface Deploying {
  sandbox?: Sandbox;
  preview?: boolean;
  opts?: pulumi.ComponentResourceOptions;
}

function accounts(): Sandbox {
  const sandbox = new Sandbox();
  sandbox.given.database("SECURITY");
  sandbox.given.user("ops@example.com");
  sandbox.given.topic(elsewhere);
  return sandbox;
}

async function deployNotifications(
  args: Partial<NotificationsArgs>,
  { sandbox = accounts(), preview = false, opts = {} }: Deploying = {},
): Promise<{ graph: Graph; outputs: Record<string, unknown>; resources: Registration[] }> {
  const deployment = await deployProgram(
    () => {
      const provider = new snowflake.Provider("snowflake", {
        previewFeaturesEnabled: previewFeatures,
        validateDefaultParameters: "false",
      });
      const all = { baseName: "SNOWTRAIL_DEV", ...args };
      new Notifications("alerts", all, { ...opts, providers: { snowflake: provider } });
    },
    { stack: "dev", sandbox, preview },
  );
  await sandbox.close();
  const graph = Graph.of(deployment);
  const { resources } = deployment;
  return { graph, outputs: graph.named("alerts").outputs, resources };
}

describe("components: Notifications by a new topic", () => {
  let graph: Graph;
  let outputs: Record<string, unknown>;
  before(async () => {
    ({ graph, outputs } = await deployNotifications({
      topic: { subscribers: ["ops@example.com", "on-call@example.com"] },
      tags: { team: "security" },
    }));
  });

  it("makes exactly what takes a message from Snowflake to the subscribers", () => {
    expect(graph.childrenOf("alerts")).to.deep.equal([
      "alerts-integration",
      "alerts-role",
      "alerts-role-policy",
      "alerts-subscriber-on-call@example.com",
      "alerts-subscriber-ops@example.com",
      "alerts-suffix",
      "alerts-topic",
      "alerts-topic-policy",
    ]);
  });

  it("encrypts the topic, and names it after the stack", () => {
    expect(graph.named("alerts-topic").inputs).to.deep.equal({
      name: "snowtrail-dev-notifications",
      kmsMasterKeyId: "alias/aws/sns",
      tags: { team: "security" },
    });
  });

  it("lets the topic take messages of the one role, and over TLS only", () => {
    const { arn, policy } = graph.named("alerts-topic-policy").inputs;
    expect(arn).to.equal(topicArn);
    const { Statement } = JSON.parse(String(policy)) as { Statement: Record<string, unknown>[] };
    expect(Statement.map(({ Effect, Action }) => [Effect, Action])).to.deep.equal([
      ["Deny", "sns:Publish"],
      ["Allow", "sns:Publish"],
    ]);
    expect(Statement[1]?.Condition).to.deep.equal({
      ArnEquals: { "aws:PrincipalArn": outputs.roleArn },
    });
  });

  it("gives the integration the topic, and a role whose ARN is computed", () => {
    expect(graph.named("alerts-integration").inputs).to.deep.equal({
      name: "SNOWTRAIL_DEV_TOPIC",
      notificationProvider: "AWS_SNS",
      awsSnsTopicArn: topicArn,
      awsSnsRoleArn: outputs.roleArn,
      enabled: true,
    });
    expect(graph.waitsFor("alerts-integration")).not.to.include("alerts-role");
  });

  it("trusts exactly the integration's user and external id", () => {
    const { awsSnsIamUserArn, awsSnsExternalId } = graph.named("alerts-integration").outputs;
    const trust = JSON.parse(String(graph.named("alerts-role").inputs.assumeRolePolicy)) as object;
    expect(trust).to.deep.equal({
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "SnowflakeAssumesThisRole",
          Effect: "Allow",
          Principal: { AWS: awsSnsIamUserArn },
          Action: "sts:AssumeRole",
          Condition: { StringEquals: { "sts:ExternalId": awsSnsExternalId } },
        },
      ],
    });
  });

  it("lets the role publish to the topic, and do nothing else", () => {
    const { name, policy } = graph.named("alerts-role-policy").inputs;
    expect(name).to.equal("publish-messages");
    expect(JSON.parse(String(policy))).to.deep.equal({
      Version: "2012-10-17",
      Statement: [
        { Sid: "PublishMessages", Effect: "Allow", Action: "sns:Publish", Resource: topicArn },
      ],
    });
  });

  it("waits 30 seconds for role, trust and policy, and again when they change", () => {
    const { started, finished, hooks } = graph.named("alerts-role-policy");
    expect(finished - started).to.equal(31);
    const known = ["alerts-publish-messages"];
    expect(hooks).to.deep.equal({ afterCreate: known, afterUpdate: known });
    expect(graph.named("alerts-role").hooks.afterUpdate).to.deep.equal(known);
    expect(graph.waitsFor("alerts-role-policy")).to.include("alerts-role");
  });

  it("subscribes each address by e-mail", () => {
    expect(graph.named("alerts-subscriber-ops@example.com").inputs).to.deep.equal({
      topic: topicArn,
      protocol: "email",
      endpoint: "ops@example.com",
    });
  });

  it("protects topic and integration, unless its own option says otherwise", async () => {
    expect(graph.protected()).to.deep.equal(["alerts-integration", "alerts-topic"]);
    const free = await deployNotifications({ topic: {} }, { opts: { protect: false } });
    expect(free.graph.protected()).to.be.empty;
  });

  it("deletes each of its resources before it replaces it, since their names are fixed", () => {
    for (const name of graph.childrenOf("alerts")) {
      expect(graph.named(name).deleteBeforeReplace, name).to.be.true;
    }
  });

  it("tells where messages go", () => {
    const { topic, role, roleArn, testStatement, ...others } = outputs;
    expect(testStatement).to.include("INTEGRATION('SNOWTRAIL_DEV_TOPIC')");
    expect(others).to.deep.equal({
      integrationName: "SNOWTRAIL_DEV_TOPIC",
      kind: "topic",
      topicArn,
    });
    expect([topic, role]).not.to.include(undefined);
    expect(roleArn).to.match(
      /^arn:aws:iam::111122223333:role\/snowtrail-dev-publisher-[0-9a-f]{8}$/,
    );
  });

  it("previews without knowing what Snowflake will answer", async () => {
    const { graph } = await deployNotifications(
      { topic: { subscribers: ["ops@example.com"] } },
      { preview: true },
    );
    expect(graph.childrenOf("alerts")).to.have.length(7);
    expect(JSON.stringify(graph.named("alerts-topic").inputs)).not.to.include("undefined");
  });
});

describe("components: Notifications by a topic that exists", () => {
  it("leaves the topic and its policy alone, and tells what to add", async () => {
    const { graph, outputs } = await deployNotifications({
      topic: { existing: elsewhere, kmsKeyArn: keyArn, roleName: "publisher" },
    });
    expect(graph.childrenOf("alerts")).to.deep.equal([
      "alerts-integration",
      "alerts-role",
      "alerts-role-policy",
    ]);
    expect(graph.named("alerts-integration").inputs.awsSnsTopicArn).to.equal(elsewhere);
    expect(outputs.topicArn).to.equal(elsewhere);
    expect(JSON.parse(String(outputs.topicPolicyToMerge))).to.have.nested.property(
      "Statement[0].Resource",
      elsewhere,
    );
    expect(JSON.parse(String(outputs.keyPolicyToMerge))).to.have.deep.nested.property(
      "Statement[0].Condition",
      { ArnEquals: { "aws:PrincipalArn": "arn:aws:iam::111122223333:role/publisher" } },
    );
    expect(String(graph.named("alerts-role-policy").inputs.policy)).to.include(keyArn);
  });

  it("refuses a topic that is none also when another stack gives it", async () => {
    const failure = await deployNotifications({
      topic: { existing: pulumi.output("alerts") },
    }).catch((error: unknown) => error);
    expect(String(failure)).to.match(
      /topic[.]existing: "alerts" is not the ARN of a standard topic/,
    );
  });
});

describe("components: Notifications by Snowflake's own e-mail", () => {
  it("are one integration for the recipients", async () => {
    const { graph, outputs } = await deployNotifications({
      email: { recipients: ["ops@example.com"] },
    });
    expect(graph.childrenOf("alerts")).to.deep.equal(["alerts-integration"]);
    expect(graph.named("alerts-integration").inputs).to.deep.equal({
      name: "SNOWTRAIL_DEV_EMAIL",
      enabled: true,
      allowedRecipients: ["ops@example.com"],
    });
    const { testStatement, ...others } = outputs;
    expect(testStatement).to.include("ARRAY_CONSTRUCT('ops@example.com')");
    expect(others).to.deep.equal({
      integrationName: "SNOWTRAIL_DEV_EMAIL",
      kind: "email",
      recipients: ["ops@example.com"],
    });
  });
});

describe("components: Notifications by a webhook", () => {
  const webhook = { service: "slack", database: "SECURITY", schema: "PUBLIC" } as const;
  const withSecret = { ...webhook, secret: slackUrl };

  it("are a secret and an integration that names it", async () => {
    const { graph, outputs } = await deployNotifications({ webhook: withSecret });
    expect(graph.childrenOf("alerts")).to.deep.equal(["alerts-integration", "alerts-secret"]);
    expect(graph.waitsFor("alerts-integration")).to.include("alerts-secret");
    expect(graph.named("alerts-integration").inputs.execute).to.match(
      /^CREATE NOTIFICATION INTEGRATION "SNOWTRAIL_DEV_WEBHOOK"\n/,
    );
    const { testStatement, ...others } = outputs;
    expect(testStatement).to.include("TEXT_PLAIN(");
    expect(others).to.deep.equal({
      integrationName: "SNOWTRAIL_DEV_WEBHOOK",
      kind: "slack",
    });
  });

  it("hold the secret in the one resource that is for it, and there as a secret", async () => {
    const { graph, resources } = await deployNotifications({ webhook: withSecret });
    const holding = resources.filter((resource) => JSON.stringify(resource).includes("hunter2"));
    expect(holding.map(({ name }) => name)).to.deep.equal(["alerts-secret"]);
    const { inputs, secretInputs } = graph.named("alerts-secret");
    expect(inputs.secretString).to.equal("T0000/B0000/hunter2");
    expect(secretInputs).to.deep.equal(["secretString"]);
  });

  it("say nothing of the secret when it is wrong, now or later", async () => {
    const wrong = "https://hooks.slack.example.com/hunter2";
    for (const secret of [wrong, pulumi.output(wrong), pulumi.secret(wrong)]) {
      const failure = await deployNotifications({ webhook: { ...webhook, secret } }).catch(
        (error: unknown) => error,
      );
      expect(String(failure)).to.match(/webhook[.]secret: is not what slack needs/);
      expect(String(failure)).not.to.include("hunter2");
    }
  });

  it("change the secret alone when it is rotated, and go without a trace", async () => {
    const sandbox = accounts();
    const at = (secret: string) =>
      deployNotifications({ webhook: { ...webhook, secret } }, { sandbox });
    await at(slackUrl);
    const { graph } = await at(`${slackUrl}3`);
    expect(graph.named("alerts-secret").operation).to.equal("update");
    expect(graph.named("alerts-integration").operation).to.equal("same");
    await deployProgram(() => undefined, { stack: "dev", sandbox });
    expect(sandbox.snowflake.notifiers.names()).to.be.empty;
    expect(sandbox.snowflake.secrets.names()).to.be.empty;
  });
});
