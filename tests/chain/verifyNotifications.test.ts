import { expect } from "chai";
import type { EventRule, Topic } from "../../sandbox/aws/account";
import { given } from "../../sandbox/resource/order";
import { Deployed } from "./deployed";
import { eventNotifications } from "./settings";
import { those, Verified } from "./verified";

/** What is done, and what puts it right again. */
type Fault = (deployed: Deployed) => () => void;

const topicOf = ({ sandbox }: Deployed): Topic => {
  const [topic] = sandbox.aws.topics.values();
  if (!topic) throw new Error("there is no topic");
  return topic;
};
const ruleOf = ({ sandbox }: Deployed): EventRule => {
  const [rule] = sandbox.aws.eventRules.values();
  if (!rule) throw new Error("there is no rule");
  return rule;
};

/** Gives a property another value for a while. */
function changed<Of, Key extends keyof Of>(of: Of, key: Key, to: Of[Key]): () => void {
  const before = of[key];
  of[key] = to;
  return () => {
    of[key] = before;
  };
}

const silent: Fault = ({ bucket }) => {
  const { notification } = bucket;
  delete bucket.notification;
  return () => Object.assign(bucket, { notification });
};
const unsubscribed: Fault = (deployed) => changed(topicOf(deployed), "subscriptions", []);

const modes: Record<
  string,
  { links: string[]; faults: [does: string, fault: Fault, link: string][] }
> = {
  sns: {
    links: ["notification", "topic"],
    faults: [
      ["the bucket's notifications are deleted", silent, "notification"],
      ["the pipe's subscription is deleted", unsubscribed, "topic"],
      [
        "the topic's policy is for another bucket",
        (deployed) => {
          const { policy } = topicOf(deployed);
          if (policy === undefined) throw new Error("the topic has no policy");
          const text = JSON.stringify(policy.value).replaceAll(":s3:::", ":s3:::other-");
          return changed(policy, "value", JSON.parse(text) as object);
        },
        "topic",
      ],
      [
        "the topic is deleted",
        (deployed) => {
          const { topics } = deployed.sandbox.aws;
          const topic = topicOf(deployed);
          topics.remove(topic.arn);
          return () => topics.add(topic.arn, topic, given);
        },
        "topic",
      ],
    ],
  },
  eventbridge: {
    links: ["notification", "rule", "topic"],
    faults: [
      ["the bucket's notifications are deleted", silent, "notification"],
      ["the pipe's subscription is deleted", unsubscribed, "topic"],
      ["the rule is disabled", (deployed) => changed(ruleOf(deployed), "enabled", false), "rule"],
      [
        "the rule is about another bucket",
        (deployed) => {
          const rule = ruleOf(deployed);
          const text = JSON.stringify(rule.pattern).replace(deployed.bucket.name, "example-other");
          return changed(rule, "pattern", JSON.parse(text) as EventRule["pattern"]);
        },
        "rule",
      ],
      [
        "the rule has no target",
        (deployed) => changed(ruleOf(deployed), "targets", new Map()),
        "rule",
      ],
      [
        "the rule is deleted",
        (deployed) => {
          const { eventRules } = deployed.sandbox.aws;
          const rule = ruleOf(deployed);
          eventRules.remove(rule.name);
          return () => eventRules.add(rule.name, rule, given);
        },
        "rule",
      ],
    ],
  },
};

for (const [mode, { links, faults }] of Object.entries(modes)) {
  describe(`snowtrail verify, where the pipe hears by ${mode}`, () => {
    let deployed: Deployed;
    let verified: Verified;
    before(async () => {
      deployed = await Deployed.as({ config: eventNotifications({ mode }) });
      // EventBridge hears of a bucket some minutes after it was switched on.
      await deployed.sandbox.advance(600);
      await deployed.deliver();
      verified = await Verified.open(() => deployed);
    });
    after(async () => {
      await verified.close();
      await deployed.sandbox.close();
    });

    it("finds every link ok", async () => {
      const told = await verified.told();
      expect(those(told.links, "ok")).to.include.members(links);
      expect(told.status).to.equal(0);
    });

    for (const [does, fault, link] of faults) {
      it(`names the link "${link}" when ${does}`, async () => {
        const mend = fault(deployed);
        const told = await verified.told();
        mend();
        expect(those(told.links, "not ok")).to.deep.equal([link]);
        expect(told.status).to.equal(1);
      });
    }
  });
}

describe("snowtrail verify, where somebody else makes the bucket notify the pipe", () => {
  it("tells what has to be added until it was", async () => {
    const deployed = await Deployed.as({ config: eventNotifications({ mode: "none" }) });
    const verified = await Verified.open(() => deployed);
    const { links } = await verified.told();
    expect(links.get("notification")).to.include({
      state: "not ok",
      found: "the bucket notifies nobody",
    });
    expect(links.get("notification")?.to_do).to.include("`notificationToAdd`");
    await verified.close();
    await deployed.sandbox.close();
  });
});
