import type * as snowflake from "@pulumi/snowflake";
import { expect } from "chai";
import { provider } from "../pieces";
import { refusalOf } from "../refusal";
import { add, ids, program, reasonFor, sandboxWithDatabase, up } from "./scheduled";

describe("a dynamic table in the sandbox", () => {
  it("has at once what it reads, and what came since when its lag has passed", async () => {
    const sandbox = sandboxWithDatabase();
    await up(sandbox, {});
    await add(sandbox, "a");
    await up(sandbox, { dynamic: {} });
    expect(await ids(sandbox, "dynamic")).to.deep.equal(["a"]);
    await add(sandbox, "b");
    await sandbox.advance(59);
    expect(await ids(sandbox, "dynamic")).to.deep.equal(["a"]);
    await sandbox.advance(1);
    expect(await ids(sandbox, "dynamic")).to.deep.equal(["a", "b"]);
    await sandbox.close();
  });

  it("keeps what it has while its warehouse is gone", async () => {
    const sandbox = sandboxWithDatabase();
    await up(sandbox, { dynamic: {} });
    await add(sandbox, "a");
    sandbox.snowflake.warehouses.remove('"WH"');
    await sandbox.advance(60);
    expect(await ids(sandbox, "dynamic")).to.deep.equal([]);
    sandbox.given.warehouse("WH");
    await sandbox.advance(60);
    expect(await ids(sandbox, "dynamic")).to.deep.equal(["a"]);
    await sandbox.close();
  });

  it("keeps what it has when its lag is changed", async () => {
    const sandbox = sandboxWithDatabase();
    await up(sandbox, {});
    await add(sandbox, "a");
    await up(sandbox, { dynamic: {} });
    await up(sandbox, { dynamic: { targetLag: { maximumDuration: "1 hour" } } });
    await add(sandbox, "b");
    await sandbox.advance(600);
    expect(await ids(sandbox, "dynamic")).to.deep.equal(["a"]);
    await sandbox.close();
  });

  const refused: [string, Partial<snowflake.DynamicTableArgs>, RegExp][] = [
    ["with a lag below 60 seconds", { targetLag: { maximumDuration: "59 seconds" } }, /'59 sec/],
    ["with a lag that is none", { targetLag: { maximumDuration: "soon" } }, /'soon'/],
    ["on a warehouse that does not exist", { warehouse: "NONE" }, /Warehouse 'NONE' does not/],
    ["with a query that does not compile", { query: "select x from raw" }, /SQL compilation error/],
  ];
  for (const [what, args, reason] of refused) {
    it(`is refused ${what}`, async () => {
      expect(await reasonFor({ dynamic: args })).to.match(reason);
    });
  }

  it("is refused without its preview flag", async () => {
    const flagless = program({ dynamic: {} }, () => ({ provider: provider({ warehouse: "WH" }) }));
    const { reason } = await refusalOf(flagless, { sandbox: sandboxWithDatabase() });
    expect(reason).to.match(/^snowflake_dynamic_table_resource is currently a preview feature/);
  });
});
