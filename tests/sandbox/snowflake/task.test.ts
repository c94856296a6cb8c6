import type * as snowflake from "@pulumi/snowflake";
import { expect } from "chai";
import type { Sandbox } from "../../../sandbox/sandbox";
import type { Run } from "../../../sandbox/snowflake/account";
import { add, ids, reasonFor, sandboxWithDatabase, start, typed, up } from "./scheduled";

const runs = ({ snowflake }: Sandbox): Run[] => snowflake.tasks.values()[0]?.runs ?? [];
/** When a run was, since `start`. */
const seconds = ({ at }: Run): number => (at.getTime() - start.getTime()) / 1000;

describe("a task in the sandbox", () => {
  const refused: [string, Partial<snowflake.TaskArgs>, RegExp][] = [
    ["without a warehouse or a serverless size", { warehouse: undefined }, /neither a warehouse/],
    [
      "on a warehouse that does not exist",
      { warehouse: "NONE" },
      /Warehouse 'NONE' does not exist/,
    ],
    ["whose stream does not exist", { when: "system$stream_has_data('X')" }, /Stream 'X' does not/],
    ["started without schedule and condition", { when: undefined }, /cannot be resumed/],
    [
      "triggered without a warehouse",
      { warehouse: undefined, userTaskManagedInitialWarehouseSize: "XSMALL" },
      /TARGET_COMPLETION_INTERVAL is missing/,
    ],
  ];
  for (const [what, args, reason] of refused) {
    it(`is refused ${what}`, async () => {
      expect(await reasonFor({ stream: {}, task: args })).to.match(reason);
    });
  }

  it("runs when its stream has data, and not again for 30 seconds", async () => {
    const sandbox = sandboxWithDatabase();
    await up(sandbox, { stream: {}, task: {} });
    await sandbox.advance(5);
    await add(sandbox, "a");
    await sandbox.advance(5);
    await add(sandbox, "b");
    await sandbox.advance(60);
    expect(runs(sandbox).map((run) => [seconds(run), run.state])).to.deep.equal([
      [5, "SUCCEEDED"],
      [35, "SUCCEEDED"],
    ]);
    expect(await ids(sandbox, "typed")).to.deep.equal(["a", "b"]);
    await sandbox.close();
  });

  it("runs at its times, and skips those at which its condition does not hold", async () => {
    const sandbox = sandboxWithDatabase();
    await up(sandbox, { stream: {}, task: { schedule: { minutes: 1 } } });
    await sandbox.advance(90);
    await add(sandbox, "a");
    await sandbox.advance(90);
    expect(runs(sandbox).map((run) => [seconds(run), run.state])).to.deep.equal([
      [60, "SKIPPED"],
      [120, "SUCCEEDED"],
      [180, "SKIPPED"],
    ]);
    await sandbox.close();
  });

  it("does not run before it is started", async () => {
    const sandbox = sandboxWithDatabase();
    await up(sandbox, { stream: {}, task: { started: false } });
    await add(sandbox, "a");
    await sandbox.advance(60);
    expect(runs(sandbox)).to.deep.equal([]);
    await up(sandbox, { stream: {}, task: {} });
    await sandbox.advance(60);
    expect(await ids(sandbox, "typed")).to.deep.equal(["a"]);
    await sandbox.close();
  });

  it("fails while its table is gone, and says why", async () => {
    const sandbox = sandboxWithDatabase();
    await up(sandbox, { stream: {}, task: {} });
    await add(sandbox, "a");
    sandbox.snowflake.relations.remove(typed);
    await sandbox.advance(1);
    expect(runs(sandbox)[0]?.error).to.match(/there is no table or view typed/);
    await sandbox.close();
  });

  it("has the same runs behind it after a change", async () => {
    const sandbox = sandboxWithDatabase();
    await up(sandbox, { stream: {}, task: {} });
    await add(sandbox, "a");
    await sandbox.advance(1);
    await up(sandbox, { stream: {}, task: { schedule: { minutes: 5 } } });
    expect(runs(sandbox)).to.have.lengthOf(1);
    await sandbox.close();
  });
});
