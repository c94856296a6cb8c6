import { expect } from "chai";
import { refresh } from "../../sandbox/pulumi/commands";
import { alerting, arrives, counts, quarter, toldOfHealth } from "./alerting";
import { logKey } from "./events";
import { materialization, type Settings } from "./settings";

describe("chain: changes of the pipeline's health", () => {
  const modes: Record<string, Settings> = {
    view: materialization({}),
    task: materialization({ mode: "task" }),
    "dynamic-table": materialization({ mode: "dynamic-table", targetLagMinutes: 5 }),
  };
  for (const [mode, config] of Object.entries(modes)) {
    it(`are told once each in the mode ${mode}, while findings are told as ever`, async () => {
      const all = await alerting(config);
      const { role, sandbox } = all;
      await arrives(all, "one");
      await sandbox.advance(quarter);
      expect(toldOfHealth(all), "healthy").to.deep.equal([]);
      const { trust } = role;
      role.trust = { Version: "2012-10-17", Statement: [] };
      await all.deliver(logKey.replace("_Ab1", "_Refused"));
      await sandbox.advance(3 * quarter);
      expect(toldOfHealth(all)).to.deep.equal(["ROLE_BROKEN"]);
      role.trust = trust;
      await sandbox.refreshPipe(all.pipe);
      await sandbox.advance(3 * quarter);
      expect(toldOfHealth(all)).to.deep.equal(["ROLE_BROKEN", "HEALTHY"]);
      all.pipe.paused = true;
      await sandbox.advance(quarter);
      expect(toldOfHealth(all).at(-1)).to.equal("PIPE_PAUSED");
      expect(counts(all)).to.deep.equal([2, 2]);
      await sandbox.close();
    });
  }

  it("are told of a task that fails, and once it is well again", async () => {
    const all = await alerting(modes.task);
    const { sandbox } = all;
    await arrives(all, "one");
    const [task] = sandbox.snowflake.tasks.values();
    task?.faults.push(...Array.from({ length: 30 }, () => "the warehouse was suspended"));
    await sandbox.advance(quarter);
    expect(toldOfHealth(all)).to.deep.equal(["TASK_SUSPENDED"]);
    expect(sandbox.outbox.delivered[0]?.body).to.include('"reason":"the warehouse was suspended"');
    refresh(sandbox, "dev");
    await all.up();
    await sandbox.advance(quarter);
    expect(toldOfHealth(all)).to.deep.equal(["TASK_SUSPENDED", "HEALTHY"]);
    expect(counts(all)).to.deep.equal([2]);
    await sandbox.close();
  });

  it("are told later, all of them, when the topic's role was broken", async () => {
    const all = await alerting();
    const { sandbox, publisher } = all;
    await arrives(all, "one");
    await sandbox.advance(quarter);
    const policies = [...publisher.policies];
    publisher.policies.clear();
    all.pipe.paused = true;
    await sandbox.advance(quarter);
    all.pipe.paused = false;
    await sandbox.advance(quarter);
    expect(toldOfHealth(all)).to.deep.equal([]);
    for (const [name, policy] of policies) publisher.policies.set(name, policy);
    await sandbox.advance(quarter);
    expect(toldOfHealth(all)).to.deep.equal(["HEALTHY"]);
    expect(sandbox.outbox.delivered.at(-1)?.body).to.include(
      '"before":"HEALTHY, then PIPE_PAUSED"',
    );
    await sandbox.close();
  });
});
