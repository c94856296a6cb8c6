import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import * as random from "@pulumi/random";
import { expect } from "chai";
import { deployProgram } from "../../../sandbox/pulumi/deploy";
import { Sandbox } from "../../../sandbox/sandbox";
import { refusalOf } from "../refusal";

const stack = "test";

describe("a deployment onto the sandbox", () => {
  it("sees dependencies, parents and options as the engine would", async () => {
    const { resources } = await deployProgram(
      () => {
        const parent = new pulumi.ComponentResource("test:index:Parent", "parent");
        const bucket = new aws.s3.Bucket(
          "logs",
          { bucket: "example-logs" },
          { parent, protect: true, ignoreChanges: ["tags"] },
        );
        const block = new aws.s3.BucketPublicAccessBlock("block", { bucket: bucket.bucket });
        new aws.s3.BucketVersioning(
          "versioning",
          { bucket: bucket.id, versioningConfiguration: { status: "Enabled" } },
          { dependsOn: block, deleteBeforeReplace: true, replaceOnChanges: ["bucket"] },
        );
      },
      { stack },
    );
    const [, parent, bucket, block, versioning] = resources;
    expect(bucket).to.include({ name: "logs", parent: parent?.urn, protect: true });
    expect(bucket?.urn).to.equal(
      "urn:pulumi:test::snowtrail::test:index:Parent$aws:s3/bucket:Bucket::logs",
    );
    expect(bucket?.ignoreChanges).to.deep.equal(["tags"]);
    expect(versioning?.dependencies).to.have.members([bucket?.urn, block?.urn]);
    expect(versioning?.propertyDependencies.bucket).to.deep.equal([bucket?.urn]);
    expect(versioning).to.include({ deleteBeforeReplace: true, protect: false });
    expect(versioning?.replaceOnChanges).to.deep.equal(["bucket"]);
  });

  it("gives the stack's outputs, with secrets masked", async () => {
    const { outputs } = await deployProgram(
      () => {
        const id = new random.RandomId("suffix", { byteLength: 4 });
        return { length: id.hex.apply((hex) => hex.length), key: pulumi.secret("s3cret") };
      },
      { stack },
    );
    expect(outputs).to.deep.equal({ length: 8, key: "[secret]" });
  });

  it("leaves computed outputs unknown in a preview, and makes nothing", async () => {
    const sandbox = new Sandbox();
    const { outputs } = await deployProgram(
      () => {
        const bucket = new aws.s3.Bucket("logs", { bucket: "example-logs" });
        return { name: bucket.bucket, arn: bucket.arn };
      },
      { stack, sandbox, preview: true },
    );
    expect(outputs).to.deep.equal({ name: "example-logs", arn: "[unknown]" });
    expect(sandbox.aws.buckets.names()).to.deep.equal([]);
  });

  it("refuses a resource type that it does not know, and names the resource", async () => {
    const error = await refusalOf(() => {
      new aws.sqs.Queue("queue");
    });
    expect(error).to.include({ resource: "queue", type: "aws:sqs/queue:Queue" });
    expect(error.reason).to.equal("the sandbox does not know this resource type");
  });

  it("refuses a call that it does not know", async () => {
    const error = await refusalOf(() => {
      void aws.getAvailabilityZones();
    });
    expect(error.resource).to.match(/getAvailabilityZones$/);
  });

  it("refuses an input that it does not know", async () => {
    const error = await refusalOf(() => {
      new aws.s3.Bucket("logs", { acl: "public-read" });
    });
    expect(error.message).to.equal('logs (aws:s3/bucket:Bucket): takes no input "acl"');
  });

  it("refuses a missing input, in a preview too", async () => {
    const program = (): void => {
      // The SDK's own check looks for undefined only, so a promised undefined gets past it.
      const policy = Promise.resolve(undefined) as unknown as Promise<string>;
      new aws.s3.BucketPolicy("policy", { bucket: "example", policy });
    };
    for (const preview of [false, true]) {
      const error = await refusalOf(program, { preview });
      expect(error.reason).to.equal('misses the required input "policy"');
    }
  });

  it("refuses two resources with one URN", async () => {
    const error = await refusalOf(() => {
      new aws.s3.Bucket("logs");
      new aws.s3.Bucket("logs");
    });
    expect(error.reason).to.match(/^Duplicate resource URN .*::logs'/);
  });

  it("ends with the error that the program throws", async () => {
    const failed = await deployProgram(
      () => {
        throw new Error("no such setting");
      },
      { stack },
    ).catch((error: unknown) => error);
    expect(failed).to.be.instanceOf(Error).with.property("message", "no such setting");
  });

  it("ends with the error of a chain that nobody awaits", async () => {
    const failed = await deployProgram(
      () => {
        new aws.s3.Bucket("logs").arn.apply(() => {
          throw new Error("not this bucket");
        });
      },
      { stack },
    ).catch((error: unknown) => error);
    expect(failed).to.be.instanceOf(Error).with.property("message", "not this bucket");
  });

  it("makes nothing after the first failure", async () => {
    const sandbox = new Sandbox();
    await refusalOf(
      () => {
        const wrong = new aws.s3.Bucket("wrong", { bucket: "NotABucketName" });
        new aws.s3.Bucket("later", { bucket: "example-later" }, { dependsOn: wrong });
      },
      { sandbox },
    );
    expect(sandbox.aws.buckets.names()).to.deep.equal([]);
  });

  it("does not see the environment's credentials", async () => {
    process.env.AWS_REGION = "ap-south-1";
    try {
      const { outputs } = await deployProgram(() => ({ region: aws.getRegionOutput().region }), {
        stack,
        config: { "aws:region": "eu-west-1" },
      });
      expect(outputs.region).to.equal("eu-west-1");
      expect(process.env.AWS_REGION).to.equal("ap-south-1");
    } finally {
      delete process.env.AWS_REGION;
    }
  });

  it("takes one deployment after the other, in the order they were asked for", async () => {
    const ran: string[] = [];
    const program = (name: string) => () => {
      ran.push(`${name} begins`);
      new random.RandomId(name, { byteLength: 2 }).hex.apply(() => ran.push(`${name} ends`));
    };
    await Promise.all([
      deployProgram(program("one"), { stack }),
      deployProgram(program("two"), { stack }),
    ]);
    expect(ran).to.deep.equal(["one begins", "one ends", "two begins", "two ends"]);
  });
});
