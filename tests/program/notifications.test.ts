import { expect } from "chai";

import type { Deployment } from "../../sandbox/pulumi/deploy";
import { Graph } from "../components/deployment";
import { accounts, deployed, keyArn } from "./deployed";

describe("program: where messages go", () => {
  const slack = { service: "slack", secret: "https://hooks.slack.com/services/T0/B0/hunter2" };
  const ways: Record<string, { way: object; children: string[]; kind: string }> = {
    "a new topic": {
      way: { topic: { subscribers: ["security@example.com"] } },
      children: [
        "notifications-integration",
        "notifications-role",
        "notifications-role-policy",
        "notifications-subscriber-security@example.com",
        "notifications-suffix",
        "notifications-topic",
        "notifications-topic-policy",
      ],
      kind: "topic",
    },
    "Snowflake's own e-mail": {
      way: { email: { recipients: ["security@example.com"] } },
      children: ["notifications-integration"],
      kind: "email",
    },
    "a webhook": {
      way: { webhook: slack },
      children: ["notifications-integration", "notifications-secret"],
      kind: "slack",
    },
  };

  it("is nowhere unless the stack says so", async () => {
    const { outputs, resources } = await deployed();
    expect(outputs.notifications).to.deep.equal({});
    expect(resources.filter(({ name }) => name.startsWith("notifications"))).to.be.empty;
    expect(Graph.of({ resources } as Deployment).named("ingest-pipe").inputs).not.to.have.property(
      "errorIntegration",
    );
  });

  for (const [name, { way, children, kind }] of Object.entries(ways)) {
    for (const [mode, preview] of Object.entries({ update: false, preview: true })) {
      it(`is ${name}: ${mode}`, async () => {
        const deployment = await deployed({ notifications: way }, { preview });
        const graph = Graph.of(deployment);
        expect(graph.childrenOf("notifications")).to.deep.equal(children);
        for (const { name, inputs } of deployment.resources) {
          const values = { ...inputs, __provider: null };
          expect(JSON.stringify(values), name).not.to.include("undefined");
        }
        expect(JSON.stringify(deployment.outputs)).not.to.match(/undefined|hunter2/);
        expect(deployment.outputs.toDo).to.deep.equal({});
        const { errorIntegration } = graph.named("ingest-pipe").inputs;
        expect(errorIntegration === undefined).to.equal(kind !== "topic");
        if (preview) return;
        expect(deployment.outputs.notifications).to.include({
          integration: `SNOWTRAIL_DEV_${kind === "slack" ? "WEBHOOK" : kind.toUpperCase()}`,
          kind,
        });
      });
    }
  }

  it("is a topic that takes the pipe's errors, once Snowflake may publish to it", async () => {
    const graph = Graph.of(await deployed({ notifications: ways["a new topic"]?.way }));
    expect(graph.named("ingest-pipe").inputs.errorIntegration).to.equal("SNOWTRAIL_DEV_TOPIC");
    expect(graph.waitsFor("ingest-pipe")).to.include.all.keys(
      "notifications-integration",
      "notifications-role-policy",
    );
    expect(graph.protected()).to.include.members([
      "notifications-integration",
      "notifications-topic",
    ]);
  });

  it("is a webhook whose secret stands beside the raw table", async () => {
    const graph = Graph.of(await deployed({ notifications: { webhook: slack } }));
    expect(graph.named("notifications-secret").inputs).to.include({
      database: "SNOWTRAIL_DEV",
      schema: "CLOUDTRAIL",
    });
  });

  it("asks the owners of a topic and of a key that exist for what it needs", async () => {
    const sandbox = accounts();
    const existing = "arn:aws:sns:eu-west-1:123456789012:alerts";
    sandbox.given.topic(existing);
    const { outputs } = await deployed(
      { notifications: { topic: { existing, kmsKeyArn: keyArn } } },
      { sandbox },
    );
    expect(outputs.toDo).to.have.all.keys("topicPolicyToMerge", "topicKeyPolicyToMerge");
  });
});
