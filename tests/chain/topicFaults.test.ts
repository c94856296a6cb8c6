import { expect } from "chai";
import { unsubscribe } from "../../sandbox/aws/sns";
import type { Step } from "../../sandbox/crossing/way";
import { adopting, another } from "./adopted";
import type { Deployed } from "./deployed";
import * as settings from "./settings";

describe("a fault on the way by a topic", () => {
  interface Fault {
    does: string;
    mode: string;
    fault: (deployed: Deployed) => void;
    step: Step;
    reason: RegExp;
  }

  const faults: Fault[] = [
    {
      does: "the topic's policy is deleted",
      mode: "sns",
      fault: ({ topic }) => (topic.policy = undefined),
      step: "topic",
      reason: /s3.amazonaws.com is not authorized to perform sns:Publish/,
    },
    {
      does: "the subscription is deleted",
      mode: "sns",
      fault: ({ topic, sandbox }) => {
        const [subscription] = topic.subscriptions;
        if (subscription) unsubscribe(sandbox.aws, topic.arn, subscription);
      },
      step: "subscription",
      reason: /no queue is subscribed to topic .*:snowtrail-dev-s3-events/,
    },
    {
      does: "the bucket tells another topic",
      mode: "sns",
      fault: ({ bucket }) => {
        for (const rule of bucket.notification?.value.rules ?? []) rule.destination += "-2";
      },
      step: "topic",
      reason: /topic .*-s3-events-2 does not exist/,
    },
    {
      does: "EventBridge is no longer told",
      mode: "eventbridge",
      fault: ({ bucket }) => {
        if (bucket.notification) bucket.notification.value.eventBridgeSince = undefined;
      },
      step: "notification",
      reason: /no notification covers s3:ObjectCreated:Put of this key/,
    },
    {
      does: "the rule hears of another folder",
      mode: "eventbridge",
      fault: ({ sandbox }) => {
        for (const rule of sandbox.aws.eventRules.values()) {
          rule.pattern = { detail: { object: { key: [{ prefix: "AWSLog/" }] } } };
        }
      },
      step: "rule",
      reason: /no rule of EventBridge matches/,
    },
    {
      does: "the rule's role trusts another rule",
      mode: "eventbridge",
      fault: ({ sandbox }) => {
        for (const role of sandbox.aws.roles.values()) {
          const trust = JSON.stringify(role.trust).replaceAll("-s3-events", "-other");
          role.trust = JSON.parse(trust) as object;
        }
      },
      step: "topic",
      reason: /events.amazonaws.com is not authorized to perform sts:AssumeRole/,
    },
    {
      does: "the rule's role may not publish",
      mode: "eventbridge",
      fault: ({ sandbox, topic }) => {
        topic.policy = undefined;
        for (const role of sandbox.aws.roles.values()) role.policies.delete("publish-events");
      },
      step: "topic",
      reason: /snowtrail-dev-eventbridge.* is not authorized to perform sns:Publish/,
    },
  ];

  for (const { does, mode, fault, step, reason } of faults) {
    it(`stops the chain at its step and says why: ${does}`, async () => {
      const deployed = await adopting({ mode });
      fault(deployed);
      const delivery = await deployed.deliver();
      expect(delivery).to.include({ arrived: false, step });
      expect(delivery.reason).to.match(reason);
    });
  }

  it("that is a deleted subscription is mended at once by a topic of another name", async () => {
    const deployed = await adopting({ mode: "sns" });
    const { sandbox, topic } = deployed;
    const [subscription] = topic.subscriptions;
    if (subscription) unsubscribe(sandbox.aws, topic.arn, subscription);
    expect(await deployed.deliver()).to.include({ step: "subscription" });

    await deployed.up({ config: settings.unprotected });
    const named = { mode: "sns", configuration: "merge", topic: { name: "log-files" } };
    await deployed.up({ config: settings.eventNotifications(named) });
    const loaded = await sandbox.refreshPipe(deployed.pipe);
    expect(loaded.map(({ arrived }) => arrived)).to.deep.equal([true]);
    expect(await deployed.deliver(...another())).to.include({ arrived: true });
    await sandbox.close();
  });
});
