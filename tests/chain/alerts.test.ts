import { expect } from "chai";
import { refresh } from "../../sandbox/pulumi/commands";
import { Sandbox } from "../../sandbox/sandbox";
import { Deployed } from "./deployed";
import { logKey, rootSigningIn } from "./events";
import {
  alerts,
  disabledDetections,
  materialization,
  notifications,
  type Settings,
  unprotected,
} from "./settings";

const address = "security@example.com";
const slack = "https://hooks.slack.com/services/T0000/B0000/hunter2";
const key = "0123456789abcdef0123456789abcdef";
const byTopic = notifications({ topic: { subscribers: [address] } });
const quarter = 900;

/** The program with alerts, and someone who hears them. */
async function alerting(config: Settings = {}): Promise<Deployed> {
  const sandbox = new Sandbox();
  sandbox.given.user(address);
  const all = await Deployed.as({ sandbox, config: { ...byTopic, ...alerts(), ...config } });
  sandbox.confirmSubscriptions(address);
  return all;
}

/** A file with one event comes: root signs in. Each has a key of its own. */
async function arrives(all: Deployed, eventID: string, changes: object = {}): Promise<void> {
  const file = logKey.replace("_Ab1Cd2Ef3Gh4Ij5K", `_${eventID.padEnd(16, "0")}`);
  expect(await all.deliver(file, rootSigningIn(eventID, changes)), eventID).to.include({
    arrived: true,
  });
}

/** How many findings each message was about, in order. */
const counts = ({ sandbox }: Deployed): unknown[] =>
  sandbox.outbox.delivered.map(({ body }) => (JSON.parse(body) as { count: number }).count);

/** How the runs ended that did something. */
const states = ({ alert }: Deployed): string[] =>
  alert.runs.map(({ state }) => state).filter((state) => state !== "CONDITION_FALSE");

async function waiting({ sandbox }: Deployed): Promise<unknown> {
  const { rows } = await sandbox.query("select count(*) from findings_sent where sent_at is null");
  return rows[0]?.[0];
}

const steps = (of: { steps: { operation: string; urn: string }[] }): string[] =>
  of.steps.map(({ operation, urn }) => `${operation} ${urn.split("::").at(-1)}`);

describe("chain: from a file to a message", () => {
  const modes: Record<string, Settings> = {
    view: materialization({}),
    "dynamic-table": materialization({ mode: "dynamic-table", targetLagMinutes: 5 }),
    task: materialization({ mode: "task" }),
  };
  const told: string[][] = [];
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
      told.push(
        sandbox.outbox.delivered.map(({ body }) => body.replace(/between '.*' and '.*' /, "")),
      );
      await sandbox.close();
      expect(told.at(-1)).to.deep.equal(told[0]);
    });
  }

  it("tells a late event, whenever it happened", async () => {
    const all = await alerting();
    await arrives(all, "now");
    await all.sandbox.advance(quarter);
    await arrives(all, "late", { eventTime: "2025-01-01T00:00:00Z" });
    await all.sandbox.advance(quarter);
    expect(counts(all)).to.deep.equal([2, 2]);
    expect(all.sandbox.outbox.delivered[1]?.body).to.include('"when":"2025-01-01 00:00:00 UTC"');
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
      const [message, ...more] = all.sandbox.outbox.delivered;
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

describe("chain: an alert that fails", () => {
  it("tells later, once, when the topic's role was broken and is mended", async () => {
    const all = await alerting();
    const { sandbox, publisher } = all;
    const policies = [...publisher.policies];
    publisher.policies.clear();
    await arrives(all, "one");
    await sandbox.advance(2 * quarter);
    expect(states(all)).to.deep.equal(["ACTION_FAILED", "ACTION_FAILED"]);
    expect(all.alert.runs[0]?.error).to.match(/not authorized to perform sns:Publish/);
    expect(counts(all)).to.deep.equal([]);
    expect(await waiting(all)).to.equal(2);
    await arrives(all, "two");
    for (const [name, policy] of policies) publisher.policies.set(name, policy);
    await sandbox.advance(quarter);
    expect(counts(all), "both at once").to.deep.equal([4]);
    expect(await waiting(all)).to.equal(0);
    await sandbox.advance(4 * quarter);
    expect(counts(all)).to.deep.equal([4]);
    await sandbox.close();
  });

  const steps: [before: number, what: string, told: number[]][] = [
    [0, "before it has noted anything", [2]],
    [1, "between noting and sending", [2]],
    [2, "between sending and marking: told again rather than lost", [2, 2]],
  ];
  for (const [before, what, told] of steps) {
    it(`loses nothing ${what}`, async () => {
      const all = await alerting();
      await arrives(all, "one");
      all.alert.faults.push({ before, error: "the warehouse was suspended" });
      await all.sandbox.advance(quarter);
      expect(states(all)).to.deep.equal(["ACTION_FAILED"]);
      await all.sandbox.advance(4 * quarter);
      expect(states(all)).to.deep.equal(["ACTION_FAILED", "TRIGGERED"]);
      expect(counts(all)).to.deep.equal(told);
      await all.sandbox.close();
    });
  }

  it("tells what was noted although the detection is off by now", async () => {
    const all = await alerting();
    await arrives(all, "one");
    all.alert.faults.push({ before: 1, error: "the warehouse was suspended" });
    await all.sandbox.advance(quarter);
    await all.up({ config: disabledDetections("root_activity") });
    await all.sandbox.advance(quarter);
    expect(counts(all)).to.deep.equal([2]);
    await all.sandbox.close();
  });

  it("says that the integration is gone, and tells once it is there again", async () => {
    const all = await alerting(notifications({ email: { recipients: [address] } }));
    const { notifiers } = all.sandbox.snowflake;
    const [name = ""] = notifiers.names();
    notifiers.remove(name);
    await arrives(all, "one");
    await all.sandbox.advance(quarter);
    expect(all.alert.runs.at(-1)?.error).to.match(
      /integration 'SNOWTRAIL_DEV_EMAIL' does not exist/,
    );
    refresh(all.sandbox, "dev");
    await all.up();
    await all.sandbox.advance(quarter);
    expect(all.sandbox.outbox.delivered).to.have.lengthOf(1);
    await all.sandbox.close();
  });

  it("is resumed by a refresh when somebody has suspended it, and tells what came meanwhile", async () => {
    const all = await alerting();
    const { alerts: known } = all.sandbox.snowflake;
    const [name = ""] = known.names();
    known.names().forEach(() => Object.assign(all.alert, { started: undefined }));
    await arrives(all, "one");
    await all.sandbox.advance(10 * quarter);
    expect(all.alert.runs, name).to.be.empty;
    refresh(all.sandbox, "dev");
    await all.up();
    await all.sandbox.advance(quarter);
    expect(counts(all)).to.deep.equal([2]);
    await all.sandbox.close();
  });
});

describe("chain: a stack whose alerts are changed", () => {
  it("makes and deletes exactly what they need", async () => {
    const all = await Deployed.as({ config: { ...byTopic, ...unprotected } });
    expect(steps(await all.up({ config: alerts() }))).to.deep.equal([
      "create alerts-sent",
      "create alerts-begin",
      "create alerts-new-findings",
      "create alerts-message",
      "create alerts-alert",
    ]);
    expect(steps(await all.up())).to.deep.equal([]);
    expect(steps(await all.up({ config: alerts({ minimumSeverity: "low" }) }))).to.deep.equal([
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
    expect(all.sandbox.outbox.delivered.map(({ subject }) => subject)).to.deep.equal([
      "Snowtrail: 2 new findings, the gravest high: Console login without MFA",
    ]);
    await all.sandbox.close();
  });
});
