import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";

import { CloudTrailSource } from "../../../components";
import { deployProgram } from "../../../sandbox/pulumi/deploy";
import { Sandbox } from "../../../sandbox/sandbox";
import { deploySource, trailArn } from "./deploySource";

describe("components: CloudTrailSource", () => {
  it("makes a bucket, its hardening, its policy and a trail, and nothing else", async () => {
    const { graph } = await deploySource();
    expect(graph.childrenOf("source")).to.deep.equal([
      "source-bucket",
      "source-bucket-policy",
      "source-encryption",
      "source-lifecycle",
      "source-ownership",
      "source-public-access",
      "source-suffix",
      "source-trail",
      "source-versioning",
    ]);
  });

  it("blocks every way to make the bucket public", async () => {
    const { graph } = await deploySource();
    expect(graph.named("source-public-access").inputs).to.deep.include({
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    });
    expect(graph.named("source-ownership").inputs.rule).to.deep.equal({
      objectOwnership: "BucketOwnerEnforced",
    });
  });

  it("never destroys logs with the bucket, and keeps versions of them", async () => {
    const { graph } = await deploySource();
    expect(graph.named("source-bucket").inputs.forceDestroy).to.equal(false);
    expect(graph.named("source-versioning").inputs.versioningConfiguration).to.deep.equal({
      status: "Enabled",
    });
  });

  it("encrypts with S3's own keys unless a key is given", async () => {
    const { graph } = await deploySource();
    expect(graph.named("source-encryption").inputs.rules).to.deep.equal([
      {
        applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" },
        bucketKeyEnabled: false,
      },
    ]);
    expect(graph.named("source-trail").inputs).not.to.have.property("kmsKeyId");
  });

  it("makes a trail of all regions with validated log files", async () => {
    const { graph } = await deploySource();
    expect(graph.named("source-trail").inputs).to.deep.equal({
      name: "snowtrail-dev",
      s3BucketName: graph.named("source-bucket").inputs.bucket,
      isMultiRegionTrail: true,
      isOrganizationTrail: false,
      includeGlobalServiceEvents: true,
      enableLogFileValidation: true,
      enableLogging: true,
    });
  });

  it("creates the trail after the policy that CloudTrail tests, and the policy after the public access block", async () => {
    const { graph } = await deploySource();
    expect(graph.waitsFor("source-trail")).to.include("source-bucket-policy");
    expect(graph.waitsFor("source-bucket-policy")).to.include("source-public-access");
    expect(graph.waitsFor("source-lifecycle")).to.include("source-versioning");
  });

  it("protects bucket and trail, unless its own option says otherwise", async () => {
    const kept = ["source-bucket", "source-trail"];
    expect((await deploySource()).graph.protected()).to.deep.equal(kept);
    const asked = await deploySource({}, { opts: { protect: true } });
    expect(asked.graph.protected()).to.deep.equal(["source", ...kept]);
    const free = await deploySource({}, { opts: { protect: false } });
    expect(free.graph.protected()).to.be.empty;
  });

  it("deletes each of its resources before it replaces it, since their names are fixed", async () => {
    const { graph } = await deploySource();
    for (const name of graph.childrenOf("source")) {
      expect(graph.named(name).deleteBeforeReplace, name).to.be.true;
    }
  });

  it("tags what takes tags, and else leaves them to the provider", async () => {
    const tags = { team: "security", stage: pulumi.output("dev") };
    const { graph } = await deploySource({ tags });
    for (const name of ["source-bucket", "source-trail"]) {
      expect(graph.named(name).inputs.tags, name).to.deep.equal({ team: "security", stage: "dev" });
    }
    const { graph: untagged } = await deploySource();
    expect(untagged.named("source-bucket").inputs).not.to.have.property("tags");
  });

  it("writes the computed ARN of the trail into the bucket's policy", async () => {
    const { graph, outputs } = await deploySource();
    expect(outputs.trailArn).to.equal(trailArn);
    const policy = JSON.stringify(graph.named("source-bucket-policy").inputs.policy);
    expect(policy.split(trailArn)).to.have.length(3);
  });

  it("tells an ingest where the logs are", async () => {
    const { graph, outputs } = await deploySource({ prefix: "audit" });
    const name = String(graph.named("source-bucket").inputs.bucket);
    expect(name).to.match(/^snowtrail-dev-logs-[0-9a-f]{8}$/);
    const { bucket, bucketPolicy, trail, ...told } = outputs;
    expect({ bucket, bucketPolicy, trail }, "the resources themselves").to.deep.equal({
      bucket: graph.named("source-bucket").id,
      bucketPolicy: graph.named("source-bucket-policy").id,
      trail: graph.named("source-trail").id,
    });
    expect(told).to.deep.equal({
      bucketName: name,
      bucketArn: `arn:aws:s3:::${name}`,
      logsPrefix: "audit/AWSLogs/",
      logsLocation: `s3://${name}/audit/AWSLogs/`,
      trailArn,
    });
    expect(graph.named("source-trail").inputs.s3KeyPrefix).to.equal("audit");
  });

  it("speaks the dialect of its partition", async () => {
    const sandbox = new Sandbox({ region: "us-gov-west-1" });
    const { outputs } = await deploySource({ bucket: { name: "logs" } }, { sandbox });
    expect(outputs).to.deep.include({
      bucketArn: "arn:aws-us-gov:s3:::logs",
      logsLocation: "s3gov://logs/AWSLogs/",
      trailArn: "arn:aws-us-gov:cloudtrail:us-gov-west-1:111122223333:trail/snowtrail-dev",
    });
  });

  it("lets an organization's trail deliver below the organization", async () => {
    const sandbox = new Sandbox();
    sandbox.given.organization("o-exampleorgid");
    const { graph } = await deploySource(
      { trail: { organization: { id: "o-exampleorgid" } } },
      { sandbox },
    );
    expect(graph.named("source-trail").inputs.isOrganizationTrail).to.equal(true);
    expect(JSON.stringify(graph.named("source-bucket-policy").inputs.policy)).to.include(
      "/AWSLogs/o-exampleorgid/*",
    );
  });
});

describe("components: CloudTrailSource with contradicting arguments", () => {
  it("is refused before anything is registered, with every mistake in one error", async () => {
    const made: string[] = [];
    const failure = await deployProgram(
      () => {
        new CloudTrailSource("source", {
          baseName: "B",
          bucket: { existing: "logs", name: "others" },
          prefix: "/a",
        });
      },
      { stack: "dev", onResource: ({ type }) => made.push(type) },
    ).catch((error: unknown) => error);
    expect(String(failure)).to.match(/CloudTrailSource "source" cannot be made:/);
    expect(String(failure)).to.match(/\n {2}bucket[.]name: is for a new bucket/);
    expect(String(failure)).to.match(/\n {2}prefix: "\/a" has a slash/);
    expect(made.filter((type) => !type.startsWith("pulumi:"))).to.be.empty;
  });
});
