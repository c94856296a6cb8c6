import { expect } from "chai";
import { deployProgram } from "../../../sandbox/pulumi/deploy";
import { provider } from "../pieces";
import { refusalOf } from "../refusal";
import {
  add,
  ids,
  load,
  news,
  program,
  reasonFor,
  sandboxWithDatabase,
  tables,
  typed,
  up,
  withWarehouse,
} from "./scheduled";

describe("a statement that is executed in the sandbox", () => {
  it("runs when it is made, and what reverts it when it is deleted", async () => {
    const sandbox = sandboxWithDatabase();
    await up(sandbox, {});
    await add(sandbox, "a");
    await up(sandbox, {
      stream: {},
      load: { revert: `insert into ${typed} select 'reverted'` },
    });
    expect(await ids(sandbox, "typed")).to.deep.equal(["a"]);
    await up(sandbox, { stream: {} });
    expect(await ids(sandbox, "typed")).to.deep.equal(["a", "reverted"]);
    await sandbox.close();
  });

  it("runs its new text before the old one is reverted, unless the old one is deleted first", async () => {
    const changed = async (deleteBeforeReplace: boolean): Promise<unknown[]> => {
      const sandbox = sandboxWithDatabase();
      const of = (id: string) => (): void => {
        const opts = withWarehouse();
        const dependsOn = tables(opts);
        const args = {
          execute: `insert overwrite into ${typed} select '${id}'`,
          revert: `insert overwrite into ${typed} select 'nothing'`,
        };
        load(args, { ...opts, dependsOn, deleteBeforeReplace });
      };
      await deployProgram(of("old"), { stack: "test", sandbox });
      await deployProgram(of("new"), { stack: "test", sandbox });
      const left = await ids(sandbox, "typed");
      await sandbox.close();
      return left;
    };
    expect(await changed(false)).to.deep.equal(["nothing"]);
    expect(await changed(true)).to.deep.equal(["new"]);
  });

  it("runs in a session without a schema, where names have to be qualified", async () => {
    const execute = "insert into typed select id from raw";
    expect(await reasonFor({ load: { execute } })).to.match(/there is no table or view typed/);
  });

  it("is refused without a warehouse, and without an order after what it names", async () => {
    const sandbox = sandboxWithDatabase();
    const without = program({ stream: {}, load: {} }, () => ({ provider: provider() }));
    expect((await refusalOf(without, { sandbox })).reason).to.match(/^000606 \(57P03\)/);
    const unordered = (): void => {
      const opts = withWarehouse();
      news({}, { ...opts, dependsOn: tables(opts) });
      load({}, opts);
    };
    const { reason } = await refusalOf(unordered, { sandbox: sandboxWithDatabase() });
    expect(reason).to.match(/nothing orders "\w+" before it|there is no table or view/);
  });
});
