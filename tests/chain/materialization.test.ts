import { join } from "node:path";
import { expect } from "chai";
import { sampleFiles } from "../../sandbox/demo/samples";
import { refresh } from "../../sandbox/pulumi/commands";
import { Sandbox } from "../../sandbox/sandbox";
import type { Task } from "../../sandbox/snowflake/account";
import { stepsOf } from "../sandbox/steps";
import { Deployed } from "./deployed";
import { logKey, rootSigningIn } from "./events";
import { materialization, type Settings } from "./settings";

const modes: Record<string, Settings> = {
  view: materialization({}),
  "dynamic-table": materialization({ mode: "dynamic-table", targetLagMinutes: 5 }),
  task: materialization({ mode: "task" }),
};

/** Ids of the events in CLOUDTRAIL, as often as they are there. */
async function events({ sandbox }: Deployed): Promise<unknown[]> {
  const { rows } = await sandbox.query("select eventID from cloudtrail order by 1");
  return rows.flat();
}

/** A file with one event comes. Each has a key of its own. */
async function arrives(deployed: Deployed, eventID: string, file = eventID): Promise<void> {
  const delivery = await deployed.deliver(
    logKey.replace("_Ab1Cd2Ef3Gh4Ij5K", `_${file.padEnd(16, "0")}`),
    rootSigningIn(eventID),
  );
  expect(delivery, eventID).to.include({ arrived: true });
}

/** What is made, in order, and what is deleted, in order, by the mode that is switched to or from. */
const made: Record<string, string[]> = {
  view: [],
  "dynamic-table": ["views-events-dynamic"],
  task: ["views-events", "views-raw-stream", "views-initial-load", "views-load-events"],
};

describe("a stack whose materialization is switched", () => {
  for (const from of Object.keys(modes)) {
    for (const to of Object.keys(modes).filter((mode) => mode !== from)) {
      it(`from ${from} to ${to} makes the new, shows it, and then deletes the old`, async () => {
        const deployed = await Deployed.as({ config: modes[from] ?? {} });
        await arrives(deployed, "before");
        const expected = [
          ...(made[to] ?? []).map((name) => `create ${name}`),
          "update views-cloudtrail",
          "update views-pipeline",
          ...[...(made[from] ?? [])].reverse().map((name) => `delete ${name}`),
        ];
        expect(
          stepsOf(await deployed.up({ config: modes[to] ?? {}, preview: true })),
        ).to.deep.equal(expected);
        expect(stepsOf(await deployed.up({ config: modes[to] ?? {} }))).to.deep.equal(expected);
        expect(stepsOf(await deployed.up())).to.deep.equal([]);
        await deployed.sandbox.close();
      });

      it(`from ${from} to ${to} loses no event and doubles none`, async () => {
        const deployed = await Deployed.as({ config: modes[from] ?? {} });
        const { sandbox } = deployed;
        await arrives(deployed, "first");
        await sandbox.advance(600);
        // Not taken by the old mode when the new one comes.
        await arrives(deployed, "between");
        await deployed.up({ config: modes[to] ?? {} });
        expect(await events(deployed), "at once").to.deep.equal(["between", "first"]);
        await arrives(deployed, "later");
        await sandbox.advance(600);
        expect(await events(deployed)).to.deep.equal(["between", "first", "later"]);
        // And back, over what came in both.
        await deployed.up({ config: modes[from] ?? {} });
        await arrives(deployed, "last");
        await sandbox.advance(600);
        expect(await events(deployed)).to.deep.equal(["between", "first", "last", "later"]);
        expect(await deployed.findings()).to.have.lengthOf(8);
        await sandbox.close();
      });
    }
  }
});

describe("the findings of a stack", () => {
  const files = sampleFiles(join(__dirname, "..", "..", "samples"));

  /** What is found in the samples, of which half come before a quarter of an hour passes, and half after. */
  async function found(mode: Settings): Promise<unknown[][]> {
    const sandbox = new Sandbox({ region: "eu-west-1", now: new Date("2026-03-18T01:00:00Z") });
    const deployed = await Deployed.as({ config: mode, sandbox });
    const half = files.length / 2;
    for (const some of [files.slice(0, half), files.slice(half)]) {
      for (const { key, body } of some) await deployed.deliver(key, body);
      await sandbox.advance(900);
    }
    const { rows } = await sandbox.query(
      "select * from findings order by detection_id, eventID, file_name, record::string",
    );
    await sandbox.close();
    return rows;
  }

  it("are the same from the same files, whatever the mode", async () => {
    const ofViews = await found(modes.view ?? {});
    expect(ofViews).not.to.be.empty;
    expect(await found(modes.task ?? {})).to.deep.equal(ofViews);
    expect(await found(modes["dynamic-table"] ?? {})).to.deep.equal(ofViews);
  });
});

describe("a stack with a task on a warehouse that is limited", () => {
  it("loses nothing while the quota is used up, and goes on once it is raised and the task resumed", async () => {
    const limited = JSON.stringify({ resourceMonitor: { creditQuota: 5 } });
    const deployed = await Deployed.as({
      config: { ...modes.task, "snowtrail:warehouse": limited },
    });
    const { sandbox } = deployed;
    const [monitor] = sandbox.snowflake.resourceMonitors.values();
    const [task] = sandbox.snowflake.tasks.values();
    if (!monitor || !task) throw new Error("there is no monitor, or no task");
    monitor.exceeded = true;
    await arrives(deployed, "a");
    await sandbox.advance(3600);
    expect(task.runs.map(({ error }) => error)).to.deep.equal(
      Array<string>(10).fill(
        "090073 (22000): Warehouse 'SNOWTRAIL_DEV' cannot be resumed because resource monitor 'SNOWTRAIL_DEV' has exceeded its quota.",
      ),
    );
    expect(task.started, "after ten failures in a row").to.equal(undefined);
    monitor.exceeded = false;
    task.started = sandbox.snowflake.now;
    await sandbox.advance(60);
    expect(await events(deployed)).to.deep.equal(["a"]);
    await sandbox.close();
  });
});

describe("a stack with a task", () => {
  let deployed: Deployed;
  beforeEach(async () => {
    deployed = await Deployed.as({ config: modes.task ?? {} });
  });
  afterEach(() => deployed.sandbox.close());

  const task = (): Task => {
    const [found] = deployed.sandbox.snowflake.tasks.values();
    if (!found) throw new Error("there is no task");
    return found;
  };
  const states = (): string[] => task().runs.map(({ state }) => state);

  it("loads what has come as soon as it has, and runs at no other time", async () => {
    await deployed.sandbox.advance(3600);
    expect(states()).to.deep.equal([]);
    await arrives(deployed, "a");
    expect(await events(deployed)).to.deep.equal([]);
    await deployed.sandbox.advance(1);
    expect(await events(deployed)).to.deep.equal(["a"]);
    expect(states()).to.deep.equal(["SUCCEEDED"]);
  });

  it("shows an event once that two trails deliver", async () => {
    await arrives(deployed, "a", "one");
    await deployed.sandbox.advance(60);
    await arrives(deployed, "a", "two");
    await deployed.sandbox.advance(60);
    expect(states()).to.deep.equal(["SUCCEEDED", "SUCCEEDED"]);
    expect(await events(deployed)).to.deep.equal(["a"]);
  });

  it("loses nothing when a run fails: it is taken back whole, and the next takes all of it", async () => {
    await arrives(deployed, "a");
    // The run and the two in which it is tried again.
    task().faults.push("the warehouse was suspended", "again", "and again");
    await deployed.sandbox.advance(10);
    expect(task().runs).to.deep.include({
      at: task().runs[0]?.at,
      state: "FAILED",
      error: "and again",
    });
    expect(await events(deployed)).to.deep.equal([]);
    await arrives(deployed, "b");
    await deployed.sandbox.advance(60);
    expect(states()).to.deep.equal(["FAILED", "SUCCEEDED"]);
    expect(await events(deployed)).to.deep.equal(["a", "b"]);
  });

  it("tries a run that fails again at once", async () => {
    await arrives(deployed, "a");
    task().faults.push("the warehouse was suspended", "again");
    await deployed.sandbox.advance(10);
    expect(states()).to.deep.equal(["SUCCEEDED"]);
  });

  it("suspends the task after ten failures in a row, and loads all that is missing once it is resumed", async () => {
    await arrives(deployed, "a");
    deployed.sandbox.snowflake.warehouses.remove('"SNOWTRAIL_DEV"');
    await deployed.sandbox.advance(3600);
    expect(states()).to.deep.equal([
      ...Array.from({ length: 9 }, () => "FAILED"),
      "FAILED_AND_AUTO_SUSPENDED",
    ]);
    expect(task().started).to.equal(undefined);
    deployed.sandbox.given.warehouse("SNOWTRAIL_DEV");
    await arrives(deployed, "b");
    refresh(deployed.sandbox, "dev");
    expect(stepsOf(await deployed.up())).to.deep.equal(["update views-load-events"]);
    await deployed.sandbox.advance(60);
    expect(await events(deployed)).to.deep.equal(["a", "b"]);
  });

  it("makes table, stream, load and task anew together, with all events, when the table is replaced", async () => {
    await arrives(deployed, "a");
    await deployed.sandbox.advance(60);
    const replaced = await deployed.up({ replace: [deployed.urn("views-events")] });
    const four = ["views-events", "views-raw-stream", "views-initial-load", "views-load-events"];
    expect(stepsOf(replaced)).to.deep.equal([
      ...[...four].reverse().map((name) => `delete-replaced ${name}`),
      ...four.map((name) => `create-replacement ${name}`),
    ]);
    expect(await events(deployed)).to.deep.equal(["a"]);
    await arrives(deployed, "b");
    await deployed.sandbox.advance(60);
    expect(await events(deployed)).to.deep.equal(["a", "b"]);
  });

  it("makes stream, load and task anew, and doubles nothing, when the stream is replaced", async () => {
    await arrives(deployed, "a");
    await deployed.sandbox.advance(60);
    await deployed.up({ replace: [deployed.urn("views-raw-stream")] });
    expect(await events(deployed)).to.deep.equal(["a"]);
    await arrives(deployed, "b");
    await deployed.sandbox.advance(60);
    expect(await events(deployed)).to.deep.equal(["a", "b"]);
  });

  it("runs on schedule where one is given, and leaves out the runs that nothing has come for", async () => {
    await deployed.up({ config: materialization({ mode: "task", scheduleMinutes: 10 }) });
    await deployed.sandbox.advance(600);
    await arrives(deployed, "a");
    await deployed.sandbox.advance(599);
    expect(await events(deployed)).to.deep.equal([]);
    await deployed.sandbox.advance(1);
    expect(await events(deployed)).to.deep.equal(["a"]);
    expect(states()).to.deep.equal(["SKIPPED", "SUCCEEDED"]);
  });
});

describe("a stack with a dynamic table", () => {
  it("shows what has come when its lag has passed", async () => {
    const deployed = await Deployed.as({ config: modes["dynamic-table"] ?? {} });
    await arrives(deployed, "a");
    await deployed.sandbox.advance(299);
    expect(await events(deployed)).to.deep.equal([]);
    await deployed.sandbox.advance(1);
    expect(await events(deployed)).to.deep.equal(["a"]);
    await deployed.sandbox.close();
  });
});
