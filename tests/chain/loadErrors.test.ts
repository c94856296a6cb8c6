import { expect } from "chai";
import { Sandbox } from "../../sandbox/sandbox";
import { Deployed } from "./deployed";
import { logFile, logKey } from "./events";
import { statementsOf } from "./policies";
import { kmsKey, notifications } from "./settings";

const address = "security@example.com";
const config = notifications({ topic: { subscribers: [address] } });
const broken = new TextEncoder().encode('{"Records": [');

/** The program with a topic, whose one subscriber has confirmed. */
async function deployed(options: Parameters<typeof Deployed.as>[0] = {}): Promise<Deployed> {
  const all = await Deployed.as({ ...options, config: { ...config, ...options.config } });
  all.sandbox.confirmSubscriptions(address);
  return all;
}

describe("chain: a file that cannot be loaded", () => {
  it("is told to the subscribers, by its name and with what was wrong", async () => {
    const all = await deployed();
    const { step } = await all.deliver(logKey, broken);
    const { delivered, refused } = all.sandbox.outbox;
    await all.sandbox.close();
    expect(step).to.equal("copy");
    expect(refused).to.be.empty;
    expect(delivered.map(({ to }) => to)).to.deep.equal([address]);
    const body = JSON.parse(delivered[0]?.body ?? "") as Record<string, unknown>;
    expect(body).to.deep.include({
      messageType: "INGEST_FAILED_FILE",
      pipeName: "SNOWTRAIL_DEV.CLOUDTRAIL.CLOUDTRAIL_PIPE",
    });
    const [failed] = body.messages as Record<string, string>[];
    expect(logKey.endsWith(failed?.fileName ?? "nothing")).to.be.true;
    expect(failed?.firstError).not.to.be.empty;
  });

  it("is told once for each file, and a sound one not at all", async () => {
    const all = await deployed();
    await all.deliver();
    expect(all.sandbox.outbox.delivered).to.be.empty;
    await all.deliver(logKey.replace("Z_", "Z_a"), broken);
    await all.deliver(logKey.replace("Z_", "Z_b"), broken);
    expect(all.sandbox.outbox.delivered).to.have.length(2);
    await all.sandbox.close();
  });

  it("is told to nobody who has not confirmed", async () => {
    const all = await Deployed.as({ config });
    await all.deliver(logKey, broken);
    expect(all.sandbox.outbox).to.deep.equal({ delivered: [], refused: [] });
    await all.sandbox.close();
  });

  it("is told to nobody without notifications, as it was before there were any", async () => {
    const all = await Deployed.as();
    await all.deliver(logKey, broken);
    expect(all.pipe.errorIntegration).to.be.undefined;
    expect(all.sandbox.outbox).to.deep.equal({ delivered: [], refused: [] });
    await all.sandbox.close();
  });

  it("cannot break out of the message by its name", async () => {
    const all = await deployed();
    const hostile = logKey.replace("Z_", 'Z_","fileName":"x<!channel>_');
    const { step, reason } = await all.deliver(hostile, broken);
    expect(step, reason).to.equal("copy");
    const [message] = all.sandbox.outbox.delivered;
    await all.sandbox.close();
    const { messages } = JSON.parse(message?.body ?? "") as { messages: { fileName: string }[] };
    expect(messages.map(({ fileName }) => hostile.endsWith(fileName))).to.deep.equal([true]);
  });
});

const key = "arn:aws:kms:eu-west-1:111122223333:key/0a1b2c3d-0000-4000-8000-000000000000";

describe("chain: messages that do not leave Snowflake", () => {
  const faults: [does: string, fault: (all: Deployed) => void, reason: RegExp][] = [
    [
      "the role is gone",
      ({ sandbox, publisher }) => sandbox.aws.roles.remove(publisher.name),
      /Error assuming AWS_ROLE: role .* does not exist/,
    ],
    [
      "the role trusts another external id",
      ({ publisher }) => {
        publisher.trust = JSON.parse(
          JSON.stringify(publisher.trust).replace("_SFCRole=", "_SFCRole=9"),
        ) as object;
      },
      /Error assuming AWS_ROLE: .*not authorized to perform sts:AssumeRole/,
    ],
    [
      "the role's policy is gone",
      ({ publisher }) => publisher.policies.clear(),
      /not authorized to perform sns:Publish/,
    ],
    [
      "the role may publish to another topic",
      ({ publisher, topic }) => {
        for (const { value } of publisher.policies.values()) {
          for (const statement of statementsOf(value)) statement.Resource = `${topic.arn}2`;
        }
      },
      /not authorized to perform sns:Publish/,
    ],
    [
      "the topic's policy denies it",
      ({ topic }) => {
        const [deny] = statementsOf(topic.policy?.value);
        delete deny?.Condition;
      },
      /sns:Publish .* with an explicit deny/,
    ],
    [
      "the topic is gone",
      ({ sandbox, topic }) => sandbox.aws.topics.remove(topic.arn),
      /topic .* does not exist/,
    ],
    [
      "the topic is encrypted with a key that the role may not use",
      ({ sandbox, topic }) => {
        topic.key = key;
        sandbox.given.key(key);
      },
      /not authorized to perform kms:GenerateDataKey/,
    ],
    ["the integration is disabled", ({ notifier }) => (notifier.enabled = false), /is disabled/],
    [
      "the integration is dropped",
      ({ sandbox, notifier }) => sandbox.snowflake.notifiers.remove(`"${notifier.name}"`),
      /does not exist/,
    ],
  ];
  for (const [does, fault, reason] of faults) {
    it(`because ${does}, and files are loaded all the same`, async () => {
      const all = await deployed({ sandbox: new Sandbox({ region: "eu-west-1" }) });
      fault(all);
      await all.deliver(logKey.replace("Z_", "Z_a"), broken);
      const { arrived } = await all.deliver(logKey, logFile);
      const { delivered, refused } = all.sandbox.outbox;
      await all.sandbox.close();
      expect(arrived).to.be.true;
      expect(delivered).to.be.empty;
      expect(refused).to.have.length(1);
      expect(refused[0]?.reason).to.match(reason);
    });
  }

  it("leave with a key of one's own, which the role may use", async () => {
    const sandbox = new Sandbox({ region: "eu-west-1" });
    sandbox.given.key(key);
    const topic = { kmsKeyArn: key, subscribers: [address] };
    const all = await deployed({
      sandbox,
      config: { ...notifications({ topic }), ...kmsKey(key) },
    });
    await all.deliver(logKey, broken);
    const { delivered, refused } = sandbox.outbox;
    await sandbox.close();
    expect(refused).to.be.empty;
    expect(delivered).to.have.length(1);
  });

  it("leave by a new integration as well, whose external id the role follows", async () => {
    const all = await deployed();
    await all
      .up({
        config: notifications({ topic: { subscribers: [address] }, integrationName: "ALERTS" }),
      })
      .catch((error: unknown) => expect(String(error)).to.match(/protect/));
    await all.up({ config: { "snowtrail:protect": "false" } });
    await all.up({
      config: notifications({ topic: { subscribers: [address] }, integrationName: "ALERTS" }),
    });
    await all.deliver(logKey, broken);
    const { delivered, refused } = all.sandbox.outbox;
    const { errorIntegration } = all.pipe;
    await all.sandbox.close();
    expect(errorIntegration).to.equal("ALERTS");
    expect(refused).to.be.empty;
    expect(delivered).to.have.length(1);
  });
});
