import { expect } from "chai";
import type { EventRule, Topic } from "../../sandbox/aws/account";
import { Deployed } from "./deployed";
import { eventNotifications } from "./settings";
import { those, Verified } from "./verified";

interface Fault {
  does: string;
  fault: (deployed: Deployed) => void;
  link: string;
}

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

const silent: Fault = {
  does: "the bucket's notifications are deleted",
  fault: ({ bucket }) => delete bucket.notification,
  link: "notification",
};
const unsubscribed: Fault = {
  does: "the pipe's subscription is deleted",
  fault: (deployed) => (topicOf(deployed).subscriptions = []),
  link: "topic",
};

const modes: Record<string, { links: string[]; faults: Fault[] }> = {
  sns: {
    links: ["notification", "topic"],
    faults: [
      silent,
      unsubscribed,
      {
        does: "the topic's policy is for another bucket",
        fault: (deployed) => {
          const { policy } = topicOf(deployed);
          if (policy === undefined) throw new Error("the topic has no policy");
          const text = JSON.stringify(policy.value);
          policy.value = JSON.parse(text.replaceAll(":s3:::", ":s3:::other-")) as object;
        },
        link: "topic",
      },
      {
        does: "the topic is deleted",
        fault: (deployed) => deployed.sandbox.aws.topics.remove(topicOf(deployed).arn),
        link: "topic",
      },
    ],
  },
  eventbridge: {
    links: ["notification", "rule", "topic"],
    faults: [
      silent,
      unsubscribed,
      {
        does: "the rule is disabled",
        fault: (deployed) => (ruleOf(deployed).enabled = false),
        link: "rule",
      },
      {
        does: "the rule is about another bucket",
        fault: (deployed) => {
          const rule = ruleOf(deployed);
          const text = JSON.stringify(rule.pattern);
          rule.pattern = JSON.parse(
            text.replace(deployed.bucket.name, "example-other"),
          ) as EventRule["pattern"];
        },
        link: "rule",
      },
      {
        does: "the rule has no target",
        fault: (deployed) => {
          ruleOf(deployed).targets.clear();
        },
        link: "rule",
      },
      {
        does: "the rule is deleted",
        fault: (deployed) => deployed.sandbox.aws.eventRules.remove(ruleOf(deployed).name),
        link: "rule",
      },
    ],
  },
};

for (const [mode, { links, faults }] of Object.entries(modes)) {
  describe(`snowtrail verify, where the pipe hears by ${mode}`, () => {
    let deployed: Deployed;
    let verified: Verified;
    beforeEach(async () => {
      deployed = await Deployed.as({ config: eventNotifications({ mode }) });
      // EventBridge hears of a bucket some minutes after it was switched on.
      await deployed.sandbox.advance(600);
      await deployed.deliver();
    });
    afterEach(() => deployed.sandbox.close());
    before(async () => {
      verified = await Verified.open(() => deployed);
    });
    after(() => verified.close());

    it("finds every link ok", async () => {
      const told = await verified.told();
      expect(those(told.links, "ok")).to.include.members(links);
      expect(told.status).to.equal(0);
    });

    for (const { does, fault, link } of faults) {
      it(`names the link "${link}" when ${does}`, async () => {
        fault(deployed);
        const told = await verified.told();
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
