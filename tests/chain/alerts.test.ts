import { expect } from "chai";
import { Sandbox } from "../../sandbox/sandbox";
import { stepsOf } from "../sandbox/steps";
import { address, alerting, arrives, byTopic, counts, quarter, states, told } from "./alerting";
import { Deployed } from "./deployed";
import { logKey, rootSigningIn } from "./events";
import { alerts, materialization, notifications, type Settings, unprotected } from "./settings";

const slack = "https://hooks.slack.com/services/T0000/B0000/hunter2";
const key = "0123456789abcdef0123456789abcdef";

describe("chain: from a file to a message", () => {
  const modes: Record<string, Settings> = {
    view: materialization({}),
    "dynamic-table": materialization({ mode: "dynamic-table", targetLagMinutes: 5 }),
    task: materialization({ mode: "task" }),
  };
  const toldIn: string[][] = [];
  for (const [mode, config] of Object.entries(modes)) {
    it(`tells each finding once in the mode ${mode}, the same as in the others`, async () => {
      const all = await alerting(config);
      const { sandbox } = all;
      await arrives(all, "one");
      await sandbox.advance(quarter);
      expect(counts(all)).to.deep.equal([2]);
      await sandbox.advance(10 * quarter);
      expect(counts(all), "nothing new").to.deep.equal([2]);
      // The same event comes again, in another file, with a new one.
      await all.deliver(logKey.replace("_Ab1", "_Again"), rootSigningIn("one"));
      await arrives(all, "two", { sourceIPAddress: "203.0.113.9" });
      await sandbox.advance(quarter);
      expect(counts(all)).to.deep.equal([2, 2]);
      expect(states(all)).to.deep.equal(["TRIGGERED", "TRIGGERED"]);
      expect(sandbox.outbox.refused).to.deep.equal([]);
      // But for the query, which holds the times of loading.
      toldIn.push(told(all).map(({ body }) => body.replace(/between '.*' and '.*' /, "")));
      await sandbox.close();
      expect(toldIn.at(-1)).to.deep.equal(toldIn[0]);
    });
  }

  it("tells a late event, whenever it happened", async () => {
    const all = await alerting();
    await arrives(all, "now");
    await all.sandbox.advance(quarter);
    await arrives(all, "late", { eventTime: "2025-01-01T00:00:00Z" });
    await all.sandbox.advance(quarter);
    expect(counts(all)).to.deep.equal([2, 2]);
    expect(told(all)[1]?.body).to.include('"when":"2025-01-01 00:00:00 UTC"');
    await all.sandbox.close();
  });

  it("tells nothing of what was loaded before alerts were switched on", async () => {
    const sandbox = new Sandbox();
    const all = await Deployed.as({ sandbox, config: byTopic });
    sandbox.confirmSubscriptions(address);
    await arrives(all, "before");
    await sandbox.advance(60);
    // The latest file is told: another may have its time of load.
    await arrives(all, "latest");
    await sandbox.advance(60);
    await all.up({ config: alerts() });
    await arrives(all, "after");
    await sandbox.advance(quarter);
    expect(counts(all)).to.deep.equal([4]);
    await sandbox.close();
  });

  it("tells what is as grave as the setting says, of the detections that it names", async () => {
    const all = await alerting(alerts({ minimumSeverity: "critical" }));
    await arrives(all, "one");
    await all.sandbox.advance(quarter);
    expect(counts(all)).to.deep.equal([]);
    await all.up({ config: alerts({ detections: ["root_activity"], scheduleMinutes: 60 }) });
    await all.sandbox.advance(3599);
    expect(counts(all), "not yet").to.deep.equal([]);
    await all.sandbox.advance(1);
    expect(counts(all)).to.deep.equal([1]);
    await all.up({ config: alerts() });
    await all.sandbox.advance(quarter);
    expect(counts(all), "what the others found").to.deep.equal([1, 1]);
    await all.sandbox.close();
  });

  const ways: [way: string, way: object, message: (body: string) => unknown, to: string][] = [
    ["e-mail", { email: { recipients: [address] } }, (body) => body, address],
    [
      "Slack",
      { webhook: { service: "slack", secret: slack } },
      (body) => (JSON.parse(body) as { text: string }).text,
      slack,
    ],
    [
      "PagerDuty",
      { webhook: { service: "pagerduty", secret: key } },
      (body) =>
        (JSON.parse(body) as { payload: { summary: string } }).payload.summary.replaceAll(
          "; ",
          "\n",
        ),
      "https://events.pagerduty.com/v2/enqueue",
    ],
  ];
  for (const [name, way, textOf, to] of ways) {
    it(`tells by ${name} what it takes, and nothing breaks out`, async () => {
      const all = await alerting(notifications(way));
      await arrives(all, "one", {
        eventName: 'SNOWFLAKE_WEBHOOK_SECRET"}\\<!channel>\r\n2. HIGH: made up',
        userIdentity: { type: "Root", arn: "arn:aws:iam::111122223333:root\n\n{{7*7}}" },
        responseElements: null,
      });
      await all.sandbox.advance(quarter);
      const [message, ...more] = told(all);
      await all.sandbox.close();
      expect(more).to.be.empty;
      expect(message?.to).to.equal(to);
      expect(message?.body).not.to.include("hunter2");
      const lines = String(textOf(message?.body ?? "")).split("\n");
      expect(lines[0]).to.equal("1 new finding");
      expect(lines.filter((line) => /^\d+[.] /.test(line))).to.deep.equal([
        "1. HIGH: Root user activity",
      ]);
      const secret = name === "e-mail" ? "SNOWFLAKE_WEBHOOK_SECRET" : "REDACTED";
      const mention = name === "Slack" ? "&lt;!channel&gt;" : "<!channel>";
      expect(lines.find((line) => line.includes("what: "))?.trim()).to.equal(
        `what: ${secret}'}/${mention} 2. HIGH: made up (signin)`,
      );
    });
  }
});

describe("chain: a stack whose alerts are changed", () => {
  it("makes and deletes exactly what they need", async () => {
    const all = await Deployed.as({ config: { ...byTopic, ...unprotected } });
    expect(stepsOf(await all.up({ config: alerts() }))).to.have.members([
      "create alerts-sent",
      "create alerts-begin",
      "create alerts-new-findings",
      "create alerts-message",
      "create alerts-alert",
      "create alerts-health-sent",
      "create alerts-new-health",
      "create alerts-health-message",
      "create alerts-health-alert",
    ]);
    expect(stepsOf(await all.up())).to.deep.equal([]);
    expect(stepsOf(await all.up({ config: alerts({ minimumSeverity: "low" }) }))).to.deep.equal([
      "update alerts-new-findings",
    ]);
    await all.up({ config: { "snowtrail:alerts": "{}" } });
    expect(all.sandbox.snowflake.alerts.names()).to.be.empty;
    await all.sandbox.close();
  });

  it("tells by the new way what the old one could not tell", async () => {
    const all = await alerting(unprotected);
    all.publisher.policies.clear();
    await arrives(all, "one");
    await all.sandbox.advance(quarter);
    await all.up({ config: notifications({ email: { recipients: [address] } }) });
    await all.sandbox.advance(quarter);
    expect(told(all).map(({ subject }) => subject)).to.deep.equal([
      "Snowtrail: 2 new findings, the gravest high: Console login without MFA",
    ]);
    await all.sandbox.close();
  });
});
