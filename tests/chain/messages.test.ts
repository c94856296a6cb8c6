import { expect } from "chai";
import { Sandbox } from "../../sandbox/sandbox";
import { Deployed } from "./deployed";
import { notifications } from "./settings";

const address = "security@example.com";
const text = "Snowtrail can send messages this way.";
const slack = "https://hooks.slack.com/services/T0000/B0000/hunter2";
const teams = "https://prod-1.westeurope.logic.azure.com:443/workflows/hunter2/invoke?sig=x";
const key = "0123456789abcdef0123456789abcdef";

/** The program with one way for messages, in accounts that have the user who is written to. */
async function deployed(way: object): Promise<Deployed> {
  const sandbox = new Sandbox();
  sandbox.given.user(address);
  const all = await Deployed.as({ sandbox, config: notifications(way) });
  sandbox.confirmSubscriptions(address);
  return all;
}

/** Runs the statement that the stack gives to its operator. */
function tryOut({ outputs, sandbox }: Deployed): Promise<string | undefined> {
  const { testStatement } = outputs.notifications as { testStatement: string };
  return sandbox.call(testStatement);
}

describe("chain: the statement that tries a way for messages", () => {
  const ways: [way: string, settings: object, message: object][] = [
    [
      "a topic",
      { topic: { subscribers: [address] } },
      { to: address, subject: "AWS Notification Message", body: JSON.stringify({ message: text }) },
    ],
    [
      "Snowflake's own e-mail",
      { email: { recipients: [address] } },
      { to: address, subject: "Snowtrail: a test", body: text },
    ],
    [
      "Slack",
      { webhook: { service: "slack", secret: slack } },
      { to: slack, body: JSON.stringify({ text }) },
    ],
  ];
  for (const [way, settings, message] of ways) {
    it(`arrives by ${way}`, async () => {
      const all = await deployed(settings);
      const refused = await tryOut(all);
      await all.sandbox.close();
      expect(refused).to.be.undefined;
      expect(all.sandbox.outbox).to.deep.equal({ delivered: [message], refused: [] });
    });
  }

  it("arrives at the workflow of Teams that the whole URL names", async () => {
    const all = await deployed({ webhook: { service: "teams", secret: teams } });
    await tryOut(all);
    const [message] = all.sandbox.outbox.delivered;
    await all.sandbox.close();
    expect(message?.to).to.equal(teams.replace(":443", ""));
    expect(JSON.parse(message?.body ?? "")).to.have.nested.property(
      "attachments[0].content.body[0].text",
      text,
    );
  });

  it("arrives at the service of PagerDuty whose key the request holds", async () => {
    const all = await deployed({ webhook: { service: "pagerduty", secret: key } });
    await tryOut(all);
    const [message] = all.sandbox.outbox.delivered;
    await all.sandbox.close();
    expect(message?.to).to.equal("https://events.pagerduty.com/v2/enqueue");
    expect(JSON.parse(message?.body ?? "")).to.deep.include({
      routing_key: key,
      payload: { summary: text, source: "Snowtrail", severity: "error" },
    });
  });

  const broken: [does: string, settings: object, fault: (all: Deployed) => void, why: RegExp][] = [
    [
      "the topic's role is broken",
      { topic: { subscribers: [address] } },
      ({ publisher }) => publisher.policies.clear(),
      /not authorized to perform sns:Publish/,
    ],
    [
      "the recipient is no user any more",
      { email: { recipients: [address] } },
      ({ sandbox }) => sandbox.snowflake.verified.clear(),
      /does not send to security@example[.]com/,
    ],
    [
      "the recipient is not allowed any more",
      { email: { recipients: [address] } },
      ({ notifier }) => {
        if (notifier.kind === "email") notifier.allowed = [];
      },
      /does not send to security@example[.]com/,
    ],
    [
      "the webhook's secret is dropped",
      { webhook: { service: "slack", secret: slack } },
      ({ sandbox }) =>
        sandbox.snowflake.secrets.names().forEach((name) => sandbox.snowflake.secrets.remove(name)),
      /secret .*"NOTIFICATIONS_WEBHOOK" does not exist/,
    ],
  ];
  it("would give the secret away to a message that asks for it, which is why logs are sanitized", async () => {
    const all = await deployed({ webhook: { service: "slack", secret: slack } });
    const { testStatement } = all.outputs.notifications as { testStatement: string };
    await all.sandbox.call(testStatement.replace(text, "SNOWFLAKE_WEBHOOK_SECRET"));
    const [message] = all.sandbox.outbox.delivered;
    await all.sandbox.close();
    expect(message?.body).to.include("hunter2");
  });

  for (const [does, settings, fault, why] of broken) {
    it(`says why not, when ${does}`, async () => {
      const all = await deployed(settings);
      fault(all);
      expect(await tryOut(all)).to.match(why);
      expect(all.sandbox.outbox.delivered).to.be.empty;
      await all.sandbox.close();
    });
  }
});

describe("chain: from one way for messages to another", () => {
  const ways = {
    nowhere: {},
    "a topic": { topic: { subscribers: [address] } },
    "e-mail": { email: { recipients: [address] } },
    Slack: { webhook: { service: "slack", secret: slack } },
    PagerDuty: { webhook: { service: "pagerduty", secret: key } },
  };
  for (const [from, before] of Object.entries(ways)) {
    for (const [to, after] of Object.entries(ways)) {
      if (from === to) continue;
      it(`goes from ${from} to ${to}, and leaves nothing behind`, async () => {
        const all = await deployed(before);
        if (from === "a topic") await all.up({ config: { "snowtrail:protect": "false" } });
        const { pipe } = all;
        await all.up({ config: notifications(after) });
        const { aws, snowflake } = all.sandbox;
        expect(snowflake.notifiers.names()).to.have.length(to === "nowhere" ? 0 : 1);
        expect(snowflake.secrets.names()).to.have.length("webhook" in after ? 1 : 0);
        expect(aws.topics.names()).to.have.length(to === "a topic" ? 1 : 0);
        expect(all.pipe, "the same pipe").to.equal(pipe);
        expect(pipe.errorIntegration).to.equal(
          to === "a topic" ? "SNOWTRAIL_DEV_TOPIC" : undefined,
        );
        if (to !== "nowhere") expect(await tryOut(all)).to.be.undefined;
        await all.sandbox.close();
      });
    }
  }
});
