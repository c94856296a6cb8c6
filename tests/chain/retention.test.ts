import { expect } from "chai";
import { Sandbox } from "../../sandbox/sandbox";
import { Deployed } from "./deployed";
import { logKey, rootSigningIn } from "./events";
import { materialization, retention, type Settings } from "./settings";

const day = 86_400;

const modes: Record<string, Settings> = {
  view: materialization({}),
  "dynamic-table": materialization({ mode: "dynamic-table", targetLagMinutes: 720 }),
  task: materialization({ mode: "task", retentionDays: 15 }),
};

async function deployed(settings: Settings): Promise<Deployed> {
  const sandbox = new Sandbox({ now: new Date("2026-03-17T15:00:00Z") });
  return Deployed.as({ config: settings, sandbox });
}

const keyOf = (eventID: string): string =>
  logKey.replace("_Ab1Cd2Ef3Gh4Ij5K", `_${eventID.padEnd(16, "0")}`);

const arrives = (stack: Deployed, eventID: string): Promise<{ arrived: boolean }> =>
  stack.deliver(keyOf(eventID), rootSigningIn(eventID));

const idsIn = async ({ sandbox }: Deployed, relation: string): Promise<unknown[]> =>
  (await sandbox.query(`select eventID from ${relation} order by 1`)).rows.flat();

const rawRows = async ({ sandbox }: Deployed): Promise<unknown> =>
  (await sandbox.query("select count(*) from cloudtrail_raw")).rows.flat()[0];

describe("a stack that deletes old log files", () => {
  for (const [mode, settings] of Object.entries(modes)) {
    it(`in mode ${mode} keeps each for as long as it was told to, and no longer`, async () => {
      const stack = await deployed({ ...settings, ...retention({ rawDays: 15 }) });
      const { sandbox } = stack;
      await arrives(stack, "old");
      await sandbox.advance(14 * day);
      await arrives(stack, "new");
      await sandbox.advance(day / 2);
      expect(await rawRows(stack), "within 15 days").to.equal(2);
      expect(await idsIn(stack, "cloudtrail")).to.deep.equal(["new", "old"]);
      await sandbox.advance(2 * day);
      expect(await rawRows(stack), "after 15 days").to.equal(1);
      expect(await idsIn(stack, "cloudtrail")).to.deep.equal(["new"]);
      await arrives(stack, "later");
      await sandbox.advance(day);
      expect(await idsIn(stack, "cloudtrail")).to.deep.equal(["later", "new"]);
      await sandbox.close();
    });
  }

  it("does not make the pipe load them again", async () => {
    const stack = await deployed(retention({ rawDays: 15 }));
    await arrives(stack, "old");
    await stack.sandbox.advance(17 * day);
    expect(await rawRows(stack)).to.equal(0);
    expect(await arrives(stack, "old")).to.include({ arrived: false });
    for (const delivery of await stack.sandbox.refreshPipe(stack.pipe)) {
      expect(delivery).to.include({ arrived: false });
    }
    expect(await rawRows(stack)).to.equal(0);
    await stack.sandbox.close();
  });

  it("deletes nothing in a run that fails, and goes on with the next", async () => {
    const stack = await deployed(retention({ rawDays: 15 }));
    const { sandbox } = stack;
    const task = sandbox.snowflake.tasks.values().find(({ name }) => name.startsWith("EXPIRE"));
    await arrives(stack, "old");
    await sandbox.advance(15.5 * day);
    task?.faults.push("000630 (57014): Statement reached its statement timeout");
    await sandbox.advance(day);
    expect(task?.runs.at(-1)?.state).to.equal("FAILED");
    expect(await rawRows(stack)).to.equal(1);
    await sandbox.advance(day);
    expect(await rawRows(stack)).to.equal(0);
    await sandbox.close();
  });
});

describe("a stack that deletes old events of its table", () => {
  it("keeps the log files, and does not load them into the table again", async () => {
    const stack = await deployed(materialization({ mode: "task", retentionDays: 20 }));
    const { sandbox } = stack;
    await arrives(stack, "old");
    await sandbox.advance(10 * day);
    await arrives(stack, "new");
    await sandbox.advance(5 * day);
    expect(await idsIn(stack, "cloudtrail")).to.deep.equal(["new", "old"]);
    await sandbox.advance(7 * day);
    expect(await idsIn(stack, "cloudtrail")).to.deep.equal(["new"]);
    expect(await rawRows(stack)).to.equal(2);
    await arrives(stack, "later");
    await sandbox.advance(day);
    expect(await idsIn(stack, "cloudtrail")).to.deep.equal(["later", "new"]);
    await sandbox.close();
  });
});

describe("a stack with time travel", () => {
  it("is refused where the account's edition has less of it", async () => {
    const sandbox = new Sandbox();
    sandbox.snowflake.longestTimeTravel = 1;
    const failure = await Deployed.as({ config: retention({ timeTravelDays: 7 }), sandbox }).catch(
      String,
    );
    expect(failure).to.include("Exceeds maximum allowable retention time (1 day(s)).");
    const standard = new Sandbox();
    standard.snowflake.longestTimeTravel = 1;
    await Deployed.as({ config: retention({ timeTravelDays: 1 }), sandbox: standard });
    await standard.close();
  });
});
