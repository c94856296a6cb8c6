import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import * as random from "@pulumi/random";
import * as snowflake from "@pulumi/snowflake";
import { expect } from "chai";
import { destroy, unprotect } from "../../../sandbox/pulumi/commands";
import { deployProgram, type Deployment } from "../../../sandbox/pulumi/deploy";
import { Sandbox } from "../../../sandbox/sandbox";
import { integration, provider, Wait } from "../pieces";
import { refusalOf } from "../refusal";

const stack = "test";

/** Deploys a program onto the one stack of a sandbox, as often as one likes. */
function stackIn(sandbox = new Sandbox()) {
  return {
    sandbox,
    up: (program: () => void, options: { preview?: boolean; replace?: string[] } = {}) =>
      deployProgram(program, { stack, sandbox, ...options }),
    refused: async (program: () => void, options: { replace?: string[] } = {}) =>
      (await refusalOf(program, { sandbox, ...options })).message,
  };
}

function steps({ steps }: Deployment): string[] {
  return steps
    .filter(({ urn }) => !urn.includes("pulumi:providers"))
    .map(({ operation, urn }) => `${operation} ${urn.split("::").at(-1)}`);
}

function urnOf({ resources }: Deployment, name: string): string {
  const found = resources.find((resource) => resource.name === name);
  if (!found) throw new Error(`no resource ${name}`);
  return found.urn;
}

const bucket = (args: aws.s3.BucketArgs = {}, opts: pulumi.CustomResourceOptions = {}) =>
  new aws.s3.Bucket("logs", { bucket: "example-logs", ...args }, opts);

const database = (args: snowflake.DatabaseArgs = {}, opts: pulumi.CustomResourceOptions = {}) =>
  new snowflake.Database("database", { name: "DB", ...args }, opts);

describe("an update of a stack in the sandbox", () => {
  it("does nothing when the program registers the same", async () => {
    const { up } = stackIn();
    const program = (): void => {
      const made = bucket({ tags: { team: "security" } });
      new aws.s3.BucketPublicAccessBlock("block", { bucket: made.id, blockPublicPolicy: true });
      new Wait("wait", 30);
      new random.RandomId("id", { byteLength: 4 });
    };
    await up(program);
    const again = await up(program);
    expect(again.steps).to.deep.equal([]);
    expect(again.resources.map(({ operation }) => operation)).to.deep.equal(
      again.resources.map(() => "same"),
    );
    expect(Math.max(...again.resources.map(({ finished }) => finished))).to.equal(0);
  });

  it("changes in place what the provider changes in place, and tells the program", async () => {
    const { up } = stackIn();
    await up(() => void bucket({ tags: { team: "a" } }));
    let tags: unknown;
    const changed = await up(() => {
      bucket({ tags: { team: "b" } }).tagsAll.apply((value) => (tags = value));
    });
    expect(steps(changed)).to.deep.equal(["update logs"]);
    expect(changed.resources.find(({ name }) => name === "logs")?.changed).to.deep.equal(["tags"]);
    expect(tags).to.deep.equal({ team: "b" });
  });

  it("takes an input away with what it gave", async () => {
    const { up } = stackIn();
    await up(() => void new snowflake.Warehouse("wh", { name: "WH", comment: "for people" }));
    const changed = await up(() => void new snowflake.Warehouse("wh", { name: "WH" }));
    expect(steps(changed)).to.deep.equal(["update wh"]);
    const outputs = changed.resources.find(({ name }) => name === "wh")?.outputs;
    expect(outputs).to.include({ name: "WH" }).and.not.to.have.property("comment");
  });

  it("ignores the changes that the program ignores", async () => {
    const { up } = stackIn();
    await up(() => void bucket({ tags: { team: "a" } }));
    const program = (): void => void bucket({ tags: { team: "b" } }, { ignoreChanges: ["tags"] });
    expect((await up(program)).steps).to.deep.equal([]);
    expect(steps(await up(() => void bucket({ tags: { team: "b" } })))).to.deep.equal([
      "update logs",
    ]);
  });

  it("deletes in the end what is no longer registered, what depends on others first", async () => {
    const { up, sandbox } = stackIn();
    await up(() => {
      const made = bucket();
      const versioning = new aws.s3.BucketVersioning("versioning", {
        bucket: made.id,
        versioningConfiguration: { status: "Enabled" },
      });
      new Wait("wait", 1, { dependsOn: versioning });
    });
    const changed = await up(() => void new random.RandomId("id", { byteLength: 2 }));
    expect(steps(changed)).to.deep.equal([
      "create id",
      "delete wait",
      "delete versioning",
      "delete logs",
    ]);
    expect(changed.deleted).to.have.length(3);
    expect(sandbox.aws.buckets.names()).to.deep.equal([]);
  });

  it("decides the same in a preview, and does nothing", async () => {
    const { up, sandbox } = stackIn();
    await up(() => void bucket());
    const other = (): void => void database();
    const previewed = await up(other, { preview: true });
    expect(sandbox.aws.buckets.names()).to.deep.equal(["example-logs"]);
    expect(sandbox.snowflake.databases.names()).to.deep.equal([]);
    expect(previewed.steps).to.deep.equal((await up(other)).steps);
  });

  it("refuses what it could not honour", async () => {
    const { refused } = stackIn();
    const opts: Record<string, pulumi.CustomResourceOptions> = {
      import: { import: "example-logs" },
      "paths into an input": { ignoreChanges: ["tags.team"] },
    };
    for (const [what, given] of Object.entries(opts)) {
      expect(await refused(() => void bucket({}, given))).to.contain(`does not know ${what}`);
    }
  });

  it("leaves what is retained, and forgets it", async () => {
    const { up, sandbox } = stackIn();
    await up(() => void bucket({}, { retainOnDelete: true }));
    expect(steps(await up(() => undefined))).to.deep.equal(["delete logs"]);
    expect(sandbox.aws.buckets.names()).to.deep.equal(["example-logs"]);
    expect((await up(() => undefined)).steps).to.deep.equal([]);
  });
});

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

describe("a deployment that fails in the sandbox", () => {
  const program = (name: string) => (): void => {
    const made = bucket();
    const second = new aws.s3.Bucket("second", { bucket: name }, { dependsOn: made });
    new aws.s3.Bucket("third", { bucket: "example-third" }, { dependsOn: second });
  };

  it("remembers what it made, and is resumed by the next", async () => {
    const { up, refused, sandbox } = stackIn();
    expect(await refused(program("Wrong"))).to.match(/^second .*InvalidBucketName/);
    expect(sandbox.aws.buckets.names()).to.deep.equal(["example-logs"]);
    expect(steps(await up(program("example-second")))).to.deep.equal([
      "create second",
      "create third",
    ]);
  });

  it("deletes nothing, and leaves that to the next", async () => {
    const { up, refused, sandbox } = stackIn();
    await up(() => {
      bucket();
      new snowflake.Warehouse("gone", { name: "GONE" });
    });
    const failing = (name: string) => (): void => {
      const made = bucket({ bucket: "example-other" });
      new aws.s3.Bucket("second", { bucket: name }, { dependsOn: made });
    };
    await refused(failing("Wrong"));
    expect(sandbox.aws.buckets.names()).to.deep.equal(["example-logs", "example-other"]);
    expect(sandbox.snowflake.warehouses.names()).to.deep.equal(['"GONE"']);
    expect(steps(await up(failing("example-second")))).to.have.members([
      "create second",
      "delete gone",
      "delete-replaced logs",
    ]);
    expect(sandbox.aws.buckets.names()).to.deep.equal(["example-other", "example-second"]);
  });
});

describe("a replacement that fails in the sandbox", () => {
  it("after the old one is gone is made up for by the next", async () => {
    const { up, refused, sandbox } = stackIn();
    const program = (location: string, storageProvider: string) => (): void => {
      const args = { storageAllowedLocations: [location], storageProvider };
      const opts = { provider: provider(), deleteBeforeReplace: true };
      new snowflake.Warehouse("wh", { name: "WH", comment: integration(args, opts).name });
    };
    await up(program("s3://example-logs/", "S3"));
    expect(await refused(program("s3://example-logs/", "S3GOV"))).to.match(/begins with s3gov:/);
    expect(sandbox.snowflake.integrations.names()).to.deep.equal([]);
    expect(steps(await up(program("s3gov://example-logs/", "S3GOV")))).to.deep.equal([
      "create integration",
    ]);
  });
});

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
