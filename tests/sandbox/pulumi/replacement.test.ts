import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import * as snowflake from "@pulumi/snowflake";
import { expect } from "chai";
import { integration, provider, Wait } from "../pieces";
import { database, stackIn, steps, urnOf } from "./stack";

describe("a replacement in the sandbox", () => {
  it("creates the new one before it deletes the old one", async () => {
    const { up, sandbox } = stackIn();
    await up(() => void new aws.s3.Bucket("logs", { bucket: "example-one" }));
    const changed = await up(() => void new aws.s3.Bucket("logs", { bucket: "example-two" }));
    expect(steps(changed)).to.deep.equal(["create-replacement logs", "delete-replaced logs"]);
    expect(sandbox.aws.buckets.names()).to.deep.equal(["example-two"]);
  });

  it("gives another name to what Pulumi names", async () => {
    const { up, sandbox } = stackIn();
    const program = (): void => void new snowflake.Warehouse("wh", {});
    const first = await up(program);
    const [before] = sandbox.snowflake.warehouses.names();
    const changed = await up(program, { replace: [urnOf(first, "wh")] });
    expect(steps(changed)).to.deep.equal(["create-replacement wh", "delete-replaced wh"]);
    const after = sandbox.snowflake.warehouses.names();
    expect(after).to.have.length(1);
    expect(after[0]).not.to.equal(before);
  });

  const reader =
    (opts: pulumi.CustomResourceOptions = {}) =>
    (): void =>
      void integration({}, { provider: provider(), ...opts });

  it("is refused a name that the old one still has, in the service's words", async () => {
    const { up, refused, sandbox } = stackIn();
    const replace = [urnOf(await up(reader()), "integration")];
    expect(await refused(reader(), { replace })).to.equal(
      "integration (snowflake:index/storageIntegration:StorageIntegration): " +
        "002002 (42710): SQL compilation error: Object 'EXAMPLE' already exists.",
    );
    expect(sandbox.snowflake.integrations.names()).to.deep.equal(['"EXAMPLE"']);
  });

  it("deletes first when the resource says so", async () => {
    const { up, sandbox } = stackIn();
    const replace = [urnOf(await up(reader()), "integration")];
    const before = sandbox.snowflake.integrations.get('"EXAMPLE"')?.externalId;
    const changed = await up(reader({ deleteBeforeReplace: true }), { replace });
    expect(steps(changed)).to.deep.equal([
      "delete-replaced integration",
      "create-replacement integration",
    ]);
    expect(sandbox.snowflake.integrations.get('"EXAMPLE"')?.externalId).not.to.equal(before);
  });

  it("deletes first under a name of the user's, when it was the provider that found the change", async () => {
    const { up } = stackIn();
    const role = (path: string) => (): void =>
      void new aws.iam.Role("role", {
        name: "example-reader",
        path,
        assumeRolePolicy: JSON.stringify({ Version: "2012-10-17", Statement: [] }),
      });
    await up(role("/one/"));
    expect(steps(await up(role("/two/")))).to.deep.equal([
      "delete-replaced role",
      "create-replacement role",
    ]);
  });

  it("creates first all the same when the resource forbids to delete first", async () => {
    const { up, refused } = stackIn();
    const opts = { deleteBeforeReplace: false };
    await up(() => void database({}, opts));
    expect(await refused(() => void database({ isTransient: true }, opts))).to.match(
      /Object 'DB' already exists/,
    );
  });

  it("deletes first what would have to be replaced too, and makes it again", async () => {
    const { up } = stackIn();
    const program = (isTransient: boolean) => (): void => {
      const made = database({ isTransient });
      const schema = new snowflake.Schema("schema", { database: made.name, name: "S" });
      new Wait("after", 1, { dependsOn: schema });
      new snowflake.Warehouse("comment", { name: "WH", comment: schema.name });
    };
    await up(program(false));
    // What only waits for it, or changes in place with it, stays.
    expect(steps(await up(program(true)))).to.deep.equal([
      "delete-replaced schema",
      "delete-replaced database",
      "create-replacement database",
      "create-replacement schema",
    ]);
  });

  it("counts replaceOnChanges among what would have to be replaced", async () => {
    const { up } = stackIn();
    const program = (isTransient: boolean) => (): void => {
      const made = database({ isTransient });
      const opts = { replaceOnChanges: ["comment"], deleteBeforeReplace: true };
      new snowflake.Warehouse("wh", { name: "WH", comment: made.name }, opts);
    };
    await up(program(false));
    expect(steps(await up(program(true)))).to.deep.equal([
      "delete-replaced wh",
      "delete-replaced database",
      "create-replacement database",
      "create-replacement wh",
    ]);
  });
});
