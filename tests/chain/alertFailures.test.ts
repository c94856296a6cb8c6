import { expect } from "chai";
import { refresh } from "../../sandbox/pulumi/commands";
import { address, alerting, arrives, counts, quarter, states, told } from "./alerting";
import type { Deployed } from "./deployed";
import { disabledDetections, notifications } from "./settings";

async function waiting({ sandbox }: Deployed): Promise<unknown> {
  const { rows } = await sandbox.query("select count(*) from findings_sent where sent_at is null");
  return rows[0]?.[0];
}

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

  const faults: [before: number, what: string, messages: number[]][] = [
    [0, "before it has noted anything", [2]],
    [1, "between noting and sending", [2]],
    [2, "between sending and marking: told again rather than lost", [2, 2]],
  ];
  for (const [before, what, messages] of faults) {
    it(`loses nothing ${what}`, async () => {
      const all = await alerting();
      await arrives(all, "one");
      all.alert.faults.push({ before, error: "the warehouse was suspended" });
      await all.sandbox.advance(quarter);
      expect(states(all)).to.deep.equal(["ACTION_FAILED"]);
      await all.sandbox.advance(4 * quarter);
      expect(states(all)).to.deep.equal(["ACTION_FAILED", "TRIGGERED"]);
      expect(counts(all)).to.deep.equal(messages);
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
    expect(told(all)).to.have.lengthOf(1);
    await all.sandbox.close();
  });

  it("is resumed by a refresh when somebody has suspended it, and tells what came meanwhile", async () => {
    const all = await alerting();
    Object.assign(all.alert, { started: undefined });
    await arrives(all, "one");
    await all.sandbox.advance(10 * quarter);
    expect(all.alert.runs).to.be.empty;
    refresh(all.sandbox, "dev");
    await all.up();
    await all.sandbox.advance(quarter);
    expect(counts(all)).to.deep.equal([2]);
    await all.sandbox.close();
  });
});
