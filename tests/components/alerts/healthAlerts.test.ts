import { expect } from "chai";

import { sendStatement } from "../../../components/alerts/sendStatement";
import { healthAlert, healthViews, isDue, tell } from "../../../sql/catalogue";
import { full, place } from "../besideRawTable";
import type { Graph } from "../deployment";
import { children, deployAlerts } from "./deployAlerts";

describe("components: FindingAlerts with the pipeline's health", () => {
  const more = [
    "alerts-health-alert",
    "alerts-health-message",
    "alerts-health-sent",
    "alerts-new-health",
  ];
  let graph: Graph;
  before(async () => {
    graph = await deployAlerts({ scheduleMinutes: 30 }, { withHealth: true });
  });

  it("makes a table, two views and an alert more, in a preview too", async () => {
    const all = [...children, ...more].sort();
    expect(graph.childrenOf("alerts")).to.deep.equal(all);
    const preview = await deployAlerts({}, { withHealth: true, preview: true });
    expect(preview.childrenOf("alerts")).to.deep.equal(all);
  });

  it("keeps what was told in a table, which is not protected: it can be told again", () => {
    expect(graph.named("alerts-health-sent").inputs).to.deep.equal({
      name: "HEALTH_SENT",
      ...place,
      columns: healthAlert.table.columns.map(({ name, declaredType }) => ({
        name,
        type: declaredType,
      })),
      comment: "What alerts have told of health",
    });
    expect(graph.protected()).to.deep.equal(["alerts-sent"]);
  });

  it("tells a change as often as findings, by the same way", () => {
    const { news, message } = healthViews("SECURITY.AUDIT.PIPELINE_HEALTH");
    expect(graph.named("alerts-new-health").inputs).to.include({
      name: "NEW_HEALTH",
      statement: news,
    });
    expect(graph.named("alerts-health-message").inputs).to.include({
      name: "HEALTH_MESSAGE",
      statement: message,
    });
    expect(graph.named("alerts-health-alert").inputs).to.deep.equal({
      name: "HEALTH_ALERT",
      ...place,
      warehouse: "REPORTING",
      alertSchedule: { interval: 30 },
      condition: isDue(healthAlert),
      action: tell(
        healthAlert,
        sendStatement("HEALTH_MESSAGE", { kind: "topic", integrationName: "WAY" }),
      ),
      enabled: true,
      comment: "Tells what is new of health",
    });
    expect(graph.named("alerts").outputs.healthAlertName).to.equal(full("HEALTH_ALERT"));
  });

  it("looks only once all that it reads is there", () => {
    expect(graph.waitsFor("alerts-health-alert")).to.include.all.keys(
      "alerts-health-message",
      "alerts-health-sent",
      "alerts-new-health",
      "views-message-text",
      "views-pipeline-health",
    );
  });
});
