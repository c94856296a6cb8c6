import { expect } from "chai";

import type { Deployment } from "../../sandbox/pulumi/deploy";
import { Graph } from "../components/deployment";
import { deployed } from "./deployed";

describe("program: alerts", () => {
  const children = [
    "alerts-alert",
    "alerts-begin",
    "alerts-health-alert",
    "alerts-health-message",
    "alerts-health-sent",
    "alerts-message",
    "alerts-new-findings",
    "alerts-new-health",
    "alerts-sent",
  ];
  const webhook = { service: "slack", secret: "https://hooks.slack.com/services/T0/B0/hunter2" };
  const ways: Record<string, object> = {
    "a topic": { topic: {} },
    "e-mail": { email: { recipients: ["security@example.com"] } },
    "a webhook": { webhook },
  };

  it("are none unless the stack says so", async () => {
    const { outputs, resources } = await deployed({ notifications: { topic: {} } });
    expect(outputs.findingAlerts).to.deep.equal({});
    expect(resources.filter(({ name }) => name.startsWith("alerts"))).to.be.empty;
  });

  for (const mode of ["view", "task", "dynamic-table"]) {
    for (const [name, notifications] of Object.entries(ways)) {
      it(`go by ${name} in the mode ${mode}, in an update and in a preview`, async () => {
        const config = { notifications, alerts: { enabled: true }, materialization: { mode } };
        const [update, preview] = [
          await deployed(config),
          await deployed(config, { preview: true }),
        ];
        for (const { resources } of [update, preview]) {
          const graph = Graph.of({ resources } as Deployment);
          expect(graph.childrenOf("alerts")).to.deep.equal(children);
          expect(JSON.stringify(graph.named("alerts-alert").inputs)).not.to.match(
            /undefined|hunter2/,
          );
        }
        const graph = Graph.of(update);
        const full = (object: string): string => `"SNOWTRAIL_DEV"."CLOUDTRAIL"."${object}"`;
        expect(update.outputs.findingAlerts).to.deep.equal({
          alert: full("FINDINGS_ALERT"),
          sent: full("FINDINGS_SENT"),
          newFindings: full("NEW_FINDINGS"),
          message: full("FINDINGS_MESSAGE"),
          healthAlert: full("HEALTH_ALERT"),
        });
        expect(graph.waitsFor("alerts-alert")).to.include.all.keys(
          "notifications-integration",
          "views-findings",
          "ingest-raw-table",
        );
        expect(graph.named("alerts-alert").inputs.action).to.match(
          { "a topic": /'SNOWTRAIL_DEV_TOPIC'/, "e-mail": /'SNOWTRAIL_DEV_EMAIL'/ }[name] ??
            /'SNOWTRAIL_DEV_WEBHOOK'/,
        );
        for (const child of children) {
          expect(graph.named(child).provider, child).to.include("snowflake-with-warehouse");
        }
        expect(graph.protected()).to.include("alerts-sent").and.not.include("alerts-alert");
      });
    }
  }
});
