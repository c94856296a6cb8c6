import * as aws from "@pulumi/aws";
import { expect } from "chai";
import { deployProgram } from "../../../sandbox/pulumi/deploy";
import { Sandbox } from "../../../sandbox/sandbox";
import { bucketArn, bucketName } from "../pieces";
import { refusalOf } from "../refusal";

const trailArn = "arn:aws:cloudtrail:us-east-1:111122223333:trail/example";
const service = { Service: "cloudtrail.amazonaws.com" };

function bucketPolicy(folder: string, sourceArn = trailArn): object {
  const source = { "aws:SourceArn": sourceArn };
  return {
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Principal: service,
        Action: "s3:GetBucketAcl",
        Resource: bucketArn,
        Condition: { StringEquals: source },
      },
      {
        Effect: "Allow",
        Principal: service,
        Action: "s3:PutObject",
        Resource: `${bucketArn}/${folder}/*`,
        Condition: { StringEquals: { ...source, "s3:x-amz-acl": "bucket-owner-full-control" } },
      },
    ],
  };
}

function trail(args: Partial<aws.cloudtrail.TrailArgs> = {}): () => { arn: unknown } {
  return () => ({
    arn: new aws.cloudtrail.Trail("trail", { name: "example", s3BucketName: bucketName, ...args })
      .arn,
  });
}

function sandboxWith(policy?: object): Sandbox {
  const sandbox = new Sandbox();
  sandbox.given.bucket(bucketName, policy);
  return sandbox;
}

describe("creating a trail in the sandbox", () => {
  it("succeeds when the bucket's policy lets exactly this trail write", async () => {
    const sandbox = sandboxWith(bucketPolicy("AWSLogs/111122223333"));
    const { outputs } = await deployProgram(trail(), { stack: "test", sandbox });
    expect(outputs.arn).to.equal(trailArn);
  });

  const insufficient: Record<string, object | undefined> = {
    "there is no policy": undefined,
    "the policy admits another folder": bucketPolicy("AWSLogs/444455556666"),
    "the policy admits another trail": bucketPolicy("AWSLogs/111122223333", `${trailArn}-2`),
  };
  for (const [why, policy] of Object.entries(insufficient)) {
    it(`is refused when ${why}`, async () => {
      const { reason } = await refusalOf(trail(), { sandbox: sandboxWith(policy) });
      expect(reason).to.match(/InsufficientS3BucketPolicyException/);
    });
  }

  it("is refused when the policy is set, but not before it", async () => {
    const { reason } = await refusalOf(
      () => {
        const policy = JSON.stringify(bucketPolicy("AWSLogs/111122223333"));
        new aws.s3.BucketPolicy("policy", { bucket: bucketName, policy });
        const later = new Promise<string>((resolve) => setTimeout(() => resolve(bucketName), 50));
        new aws.cloudtrail.Trail("trail", { name: "example", s3BucketName: later });
      },
      { sandbox: sandboxWith() },
    );
    expect(reason).to.match(/nothing orders "policy" before it/);
  });

  it("asks the organization's folder to be open too, for an organization's trail", async () => {
    const sandbox = sandboxWith(bucketPolicy("AWSLogs/111122223333"));
    sandbox.given.organization("o-exampleorgid");
    const { reason } = await refusalOf(trail({ isOrganizationTrail: true }), { sandbox });
    expect(reason)
      .to.match(/InsufficientS3BucketPolicy/)
      .and.match(/o-exampleorgid/);

    const open = sandboxWith(bucketPolicy("AWSLogs"));
    open.given.organization("o-exampleorgid");
    await deployProgram(trail({ isOrganizationTrail: true }), { stack: "test", sandbox: open });
  });

  it("is refused a key that does not exist or does not let CloudTrail encrypt", async () => {
    const kmsKeyId = "arn:aws:kms:us-east-1:111122223333:key/11111111-2222-3333-4444-555555555555";
    const policy = bucketPolicy("AWSLogs/111122223333");
    const missing = await refusalOf(trail({ kmsKeyId }), { sandbox: sandboxWith(policy) });
    expect(missing.reason).to.match(/KmsKeyNotFoundException/);

    const locked = sandboxWith(policy);
    const root = { AWS: "arn:aws:iam::111122223333:root" };
    locked.given.key(kmsKeyId, {
      Version: "2012-10-17",
      Statement: [{ Effect: "Allow", Principal: root, Action: "kms:*", Resource: "*" }],
    });
    const { reason } = await refusalOf(trail({ kmsKeyId }), { sandbox: locked });
    expect(reason).to.match(/InsufficientEncryptionPolicyException/);
  });

  it("is refused a name that is taken", async () => {
    const sandbox = sandboxWith(bucketPolicy("AWSLogs/111122223333"));
    await deployProgram(trail(), { stack: "one", sandbox });
    const { reason } = await refusalOf(trail(), { stack: "two", sandbox });
    expect(reason).to.match(/TrailAlreadyExistsException/);
  });
});
