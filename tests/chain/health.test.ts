import { expect } from "chai";
import type { Task } from "../../sandbox/snowflake/account";
import { Deployed } from "./deployed";
import { digestFile, digestKey, logKey, rootSigningIn } from "./events";
import { materialization, type Settings } from "./settings";

const hour = 3600;
const modes: Record<string, Settings> = {
  view: materialization({}),
  task: materialization({ mode: "task" }),
  "dynamic-table": materialization({ mode: "dynamic-table", targetLagMinutes: 60 }),
};
const cutOff = Buffer.from('{"Records":[');

for (const [mode, config] of Object.entries(modes)) {
  describe(`the health of a pipeline in the mode ${mode}`, () => {
    let deployed: Deployed;
    beforeEach(async () => {
      deployed = await Deployed.as({ config });
      await deployed.deliver();
      await deployed.sandbox.advance(hour);
    });
    afterEach(() => deployed.sandbox.close());

    it("is HEALTHY once a file has arrived, and PIPELINE has the figures", async () => {
      expect(await deployed.health()).to.equal("HEALTHY");
      const { rows } = await deployed.sandbox.query(
        "select last_file, files_last_day, events_last_day, failed_last_day, pipe_state, run_by, run_state from pipeline",
      );
      const run = {
        view: [null, null],
        task: ["task", "SUCCEEDED"],
        "dynamic-table": ["dynamic table", "SUCCEEDED"],
      }[mode];
      expect(rows).to.deep.equal([[logKey, 1, 1, 0, "RUNNING", ...(run ?? [])]]);
    });

    it("is QUIET while digests come and no logs, and TRAIL_STOPPED when not even digests come", async () => {
      await deployed.sandbox.advance(30 * hour);
      await deployed.deliver(digestKey, digestFile);
      expect(await deployed.health()).to.equal("QUIET");
      await deployed.sandbox.advance(2 * hour);
      expect(await deployed.health()).to.equal("QUIET");
      await deployed.sandbox.advance(2 * hour);
      expect(await deployed.health()).to.equal("TRAIL_STOPPED");
      await deployed.deliver(another("T1500Z"));
      expect(await deployed.health()).to.equal("HEALTHY");
    });

    it("is NOTIFICATIONS_MISSING when the notification is removed and a refresh finds files", async () => {
      delete deployed.bucket.notification;
      await deployed.sandbox.advance(4 * hour);
      await deployed.deliver(another("T1900Z"), rootSigningIn("unannounced"));
      expect(await deployed.health()).to.equal("TRAIL_STOPPED");
      await deployed.sandbox.refreshPipe(deployed.pipe);
      expect(await deployed.health()).to.equal("NOTIFICATIONS_MISSING");
    });

    it("is FILES_FAILING for a day after a file that is cut off, which LOAD_ERRORS names", async () => {
      const cut = another("T1500Z");
      await deployed.deliver(cut, cutOff);
      expect(await deployed.health()).to.equal("FILES_FAILING");
      const { rows } = await deployed.sandbox.query("select file_name, status from load_errors");
      expect(rows).to.deep.equal([[cut, "Load failed"]]);
      await deployed.sandbox.advance(25 * hour);
      await deployed.deliver(another("T1505Z"), rootSigningIn("next"));
      expect(await deployed.health()).to.equal("HEALTHY");
    });

    it("is PIPE_PAUSED while the pipe is paused, whatever else is wrong", async () => {
      await deployed.deliver(another("T1500Z"), cutOff);
      deployed.pipe.paused = true;
      await deployed.sandbox.advance(4 * hour);
      expect(await deployed.health()).to.equal("PIPE_PAUSED");
    });

    it("is ROLE_BROKEN until the role lets Snowflake in again", async () => {
      const { role } = deployed;
      const { trust } = role;
      role.trust = { Version: "2012-10-17", Statement: [] };
      await deployed.deliver(another("T1500Z"));
      expect(await deployed.health()).to.equal("ROLE_BROKEN");
      role.trust = trust;
      await deployed.sandbox.refreshPipe(deployed.pipe);
      expect(await deployed.health()).to.equal("HEALTHY");
    });
  });
}

describe("the health of a pipeline whose task has trouble", () => {
  let deployed: Deployed;
  beforeEach(async () => {
    deployed = await Deployed.as({ config: modes.task ?? {} });
    await deployed.deliver();
  });
  afterEach(() => deployed.sandbox.close());

  const task = (): Task => {
    const [found] = deployed.sandbox.snowflake.tasks.values();
    if (!found) throw new Error("there is no task");
    return found;
  };

  it("is TASK_FAILING after a run that failed, and HEALTHY after the next", async () => {
    // The run and the two in which it is tried again.
    task().faults.push("the warehouse was suspended", "again", "and again");
    await deployed.sandbox.advance(10);
    const { rows } = await deployed.sandbox.query(
      "select state, run_state, run_error from pipeline_health",
    );
    expect(rows).to.deep.equal([["TASK_FAILING", "FAILED", "and again"]]);
    await deployed.sandbox.advance(60);
    expect(await deployed.health()).to.equal("HEALTHY");
  });

  it("is TASK_SUSPENDED once it always fails, until it is started again", async () => {
    deployed.sandbox.snowflake.warehouses.remove('"SNOWTRAIL_DEV"');
    await deployed.sandbox.advance(60);
    expect(await deployed.health()).to.equal("TASK_FAILING");
    await deployed.sandbox.advance(600);
    expect(await deployed.health()).to.equal("TASK_SUSPENDED");
    deployed.sandbox.given.warehouse("SNOWTRAIL_DEV");
    task().started = deployed.sandbox.snowflake.now;
    await deployed.sandbox.advance(60);
    expect(await deployed.health()).to.equal("HEALTHY");
  });

  it("is EVENTS_LATE when somebody suspends it and it has something to do for two hours", async () => {
    await deployed.sandbox.advance(60);
    task().started = undefined;
    await deployed.sandbox.advance(2 * hour);
    await deployed.deliver(another("T1700Z"), rootSigningIn("late"));
    await deployed.sandbox.advance(hour);
    expect(await deployed.health()).to.equal("HEALTHY");
    await deployed.sandbox.advance(1.5 * hour);
    expect(await deployed.health()).to.equal("EVENTS_LATE");
  });
});

describe("the health of a pipeline whose dynamic table has trouble", () => {
  it("is DYNAMIC_TABLE_FAILING after a refresh that failed, and HEALTHY after the next", async () => {
    const deployed = await Deployed.as({ config: modes["dynamic-table"] ?? {} });
    const { sandbox } = deployed;
    await deployed.deliver();
    sandbox.snowflake.warehouses.remove('"SNOWTRAIL_DEV"');
    await sandbox.advance(hour);
    expect(await deployed.health()).to.equal("DYNAMIC_TABLE_FAILING");
    sandbox.given.warehouse("SNOWTRAIL_DEV");
    await sandbox.advance(hour);
    expect(await deployed.health()).to.equal("HEALTHY");
    await sandbox.close();
  });
});

/** The key of another log file. */
function another(time: string): string {
  return logKey.replace("T1455Z", time);
}
