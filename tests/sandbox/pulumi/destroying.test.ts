import * as snowflake from "@pulumi/snowflake";
import { expect } from "chai";
import { destroy } from "../../../sandbox/pulumi/commands";
import { Wait } from "../pieces";
import { bucket, database, stack, stackIn, steps } from "./stack";

describe("destroying a stack in the sandbox", () => {
  it("deletes everything, what depends on others first", async () => {
    const { up, sandbox } = stackIn();
    await up(() => {
      const made = database();
      new snowflake.Schema("schema", { database: made.name, name: "S" });
      new Wait("wait", 1, { dependsOn: made });
    });
    const deleted = await destroy(sandbox, stack);
    expect(deleted.map((urn) => urn.split("::").at(-1))).to.deep.equal([
      "schema",
      "wait",
      "database",
    ]);
    expect(await destroy(sandbox, stack)).to.deep.equal([]);
  });

  it("leaves a stack that can be deployed again", async () => {
    const { up, sandbox } = stackIn();
    await up(() => void bucket());
    await destroy(sandbox, stack);
    expect(steps(await up(() => void bucket()))).to.deep.equal(["create logs"]);
  });

  it("stops before anything is deleted when something is protected", async () => {
    const { up, sandbox } = stackIn();
    await up(() => {
      bucket({}, { protect: true });
      database();
    });
    const failure = await destroy(sandbox, stack).catch((error: unknown) => error);
    expect(failure)
      .to.have.property("message")
      .that.matches(/::logs" cannot be deleted/);
    expect(sandbox.snowflake.databases.names()).to.deep.equal(['"DB"']);
  });
});
