import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import * as random from "@pulumi/random";
import * as snowflake from "@pulumi/snowflake";
import { expect } from "chai";
import { integration, provider, Wait } from "../pieces";
import { bucket, database, stackIn, steps } from "./stack";

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
