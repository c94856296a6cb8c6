import * as snowflake from "@pulumi/snowflake";
import { expect } from "chai";
import { refresh } from "../../../sandbox/pulumi/commands";
import { deployProgram } from "../../../sandbox/pulumi/deploy";
import { refusalOf } from "../refusal";
import { stepsOf } from "../steps";
import {
  add,
  ids,
  insert,
  news,
  place,
  program,
  reasonFor,
  sandboxWithDatabase,
  tables,
  up,
  withWarehouse,
} from "./scheduled";

describe("a stream in the sandbox", () => {
  it("is refused on a table that does not exist, and on what is no table", async () => {
    expect(await reasonFor({ stream: { table: '"EXAMPLE"."PUBLIC"."NOTHING"' } })).to.match(
      /Table '"EXAMPLE"."PUBLIC"."NOTHING"' does not exist/,
    );
    const onView = (): void => {
      const opts = withWarehouse();
      const dependsOn = tables(opts);
      const statement = "select id from raw";
      const view = new snowflake.View(
        "seen",
        { ...place, name: "SEEN", statement },
        { ...opts, dependsOn },
      );
      news({ table: view.fullyQualifiedName }, opts);
    };
    const { reason } = await refusalOf(onView, { sandbox: sandboxWithDatabase() });
    expect(reason).to.match(/Object found is of type 'VIEW', not specified type 'TABLE'/);
  });

  it("is refused where nothing orders the table before it", async () => {
    const unordered = (): void => {
      const opts = withWarehouse();
      tables(opts);
      news({}, opts);
    };
    const { reason } = await refusalOf(unordered, { sandbox: sandboxWithDatabase() });
    expect(reason).to.match(/nothing orders "RAW" before it/);
  });

  it("switches change tracking on, which a refresh takes for a change if the table did not ask for it", async () => {
    const sandbox = sandboxWithDatabase();
    await up(sandbox, { stream: {} });
    refresh(sandbox, "test");
    const again = await deployProgram(program({ stream: {} }), { stack: "test", sandbox });
    expect(stepsOf(again)).to.include("update RAW");
    await sandbox.close();
  });

  it("begins anew when it is told to begin elsewhere", async () => {
    const sandbox = sandboxWithDatabase();
    await up(sandbox, { stream: { showInitialRows: "false" } });
    await add(sandbox, "a");
    await sandbox.snowflake.runner.insert(insert, {});
    expect(await ids(sandbox, "news")).to.deep.equal([]);
    await up(sandbox, { stream: {} });
    expect(await ids(sandbox, "news")).to.deep.equal(["a"]);
    await sandbox.close();
  });
});
