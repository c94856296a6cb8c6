import * as pulumi from "@pulumi/pulumi";
import * as aws from "@pulumi/aws";
import { expect } from "chai";

import { childOptions, deletingBeforeReplacing } from "../../../components/children/options";
import { deployProgram } from "../../../sandbox/pulumi/deploy";
import { Graph } from "../deployment";

/** A component with a child of its own options and one of nearly none. */
class Parent extends pulumi.ComponentResource {
  constructor(name: string, opts?: pulumi.ComponentResourceOptions) {
    super("test:index:Parent", name, {}, deletingBeforeReplacing(opts));
    const { child, kept } = childOptions(this, opts);
    const bucket = new aws.s3.Bucket(`${name}-kept`, { bucket: "example-logs" }, kept);
    new aws.s3.BucketVersioning(
      `${name}-child`,
      { bucket: bucket.bucket, versioningConfiguration: { status: "Enabled" } },
      child,
    );
    new aws.s3.BucketOwnershipControls(
      `${name}-plain`,
      { bucket: bucket.bucket, rule: { objectOwnership: "BucketOwnerEnforced" } },
      { parent: this },
    );
    this.registerOutputs();
  }
}

async function deployed(opts?: pulumi.ComponentResourceOptions): Promise<Graph> {
  const deployment = await deployProgram(
    () => {
      new Parent("parent", opts);
    },
    { stack: "dev" },
  );
  await deployment.sandbox.close();
  return Graph.of(deployment);
}

describe("components: what the children of one have in common", () => {
  it("is that they are deleted before they are replaced, even one that says nothing about it", async () => {
    const graph = await deployed();
    const children = graph.childrenOf("parent");
    expect(children).to.deep.equal(["parent-child", "parent-kept", "parent-plain"]);
    for (const name of children) {
      expect(graph.named(name).deleteBeforeReplace, name).to.be.true;
    }
  });

  it("is no protection: only what is kept has it, and only as long as the component does", async () => {
    expect((await deployed()).protected()).to.deep.equal(["parent-kept"]);
    expect((await deployed({ protect: false })).protected()).to.be.empty;
  });

  it("leaves the caller's own options as they are", async () => {
    const graph = await deployed({
      transformations: [
        ({ type, props, opts }) =>
          type === "aws:s3/bucket:Bucket"
            ? { props: { ...(props as object), tags: { team: "security" } }, opts }
            : undefined,
      ],
    });
    expect(graph.named("parent-kept").inputs.tags).to.deep.equal({ team: "security" });
    expect(graph.named("parent-kept").deleteBeforeReplace).to.be.true;
  });
});
