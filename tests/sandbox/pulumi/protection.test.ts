import * as snowflake from "@pulumi/snowflake";
import { expect } from "chai";
import { unprotect } from "../../../sandbox/pulumi/commands";
import { bucket, database, stack, stackIn, steps, urnOf } from "./stack";

describe("protection in the sandbox", () => {
  it("keeps what is no longer registered", async () => {
    const { up, refused, sandbox } = stackIn();
    await up(() => void bucket({}, { protect: true }));
    expect(await refused(() => undefined)).to.match(
      /^logs .*: resource "urn:.*::logs" cannot be deleted\nbecause it is protected\./,
    );
    expect(sandbox.aws.buckets.names()).to.deep.equal(["example-logs"]);
  });

  it("keeps what would be replaced, also together with another", async () => {
    const { up, refused, sandbox } = stackIn();
    const program = (isTransient: boolean, kept: "database" | "schema") => (): void => {
      const made = database({ isTransient }, { protect: kept === "database" });
      const opts = { protect: kept === "schema" };
      new snowflake.Schema("schema", { database: made.name, name: "S" }, opts);
    };
    await up(program(false, "database"));
    expect(await refused(program(true, "database"))).to.match(
      /^database .*: unable to replace resource ".*::database"\nas it is currently marked for protection\./,
    );
    await up(program(false, "schema"));
    expect(await refused(program(true, "schema"))).to.match(
      /^schema .*: unable to replace resource ".*::schema" as part of replacing ".*::database" as it is/,
    );
    expect(sandbox.snowflake.databases.names()).to.deep.equal(['"DB"']);
  });

  it("ends in the state by command, and for good with the program", async () => {
    const { up, refused, sandbox } = stackIn();
    const kept = (): void => void bucket({}, { protect: true });
    const first = await up(kept);
    unprotect(sandbox, stack, urnOf(first, "logs"));
    await up(kept);
    expect(await refused(() => undefined)).to.match(/because it is protected/);
    await up(() => void bucket());
    expect(steps(await up(() => undefined))).to.deep.equal(["delete logs"]);
  });
});
