import { expect } from "chai";

import { keyPolicy } from "../../../components/policies/key";
import { Sandbox } from "../../../sandbox/sandbox";
import { leavingToIam } from "../../sandbox/keyPolicy";
import { deploySource, keyArn, trailArn } from "./deploySource";

describe("components: CloudTrailSource with a KMS key", () => {
  const cloudtrail = { Service: "cloudtrail.amazonaws.com" };
  const withKey = (): Sandbox => {
    const sandbox = new Sandbox();
    sandbox.given.key(
      keyArn,
      leavingToIam(
        { Effect: "Allow", Principal: cloudtrail, Action: "kms:GenerateDataKey*", Resource: "*" },
        { Effect: "Allow", Principal: cloudtrail, Action: "kms:DescribeKey", Resource: "*" },
      ),
      "alias/logs",
    );
    return sandbox;
  };

  it("encrypts bucket and trail with the key that the alias means", async () => {
    const { graph, outputs } = await deploySource(
      { kmsKey: { existing: "alias/logs" } },
      { sandbox: withKey() },
    );
    expect(graph.named("source-encryption").inputs.rules).to.deep.equal([
      {
        applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: keyArn },
        bucketKeyEnabled: false,
      },
    ]);
    expect(graph.named("source-trail").inputs.kmsKeyId).to.equal(keyArn);
    expect(outputs.kmsKeyArn).to.equal(keyArn);
  });

  it("tells what the key's policy needs", async () => {
    const { outputs } = await deploySource(
      { kmsKey: { existing: "alias/logs" } },
      { sandbox: withKey() },
    );
    expect(outputs.keyPolicyToMerge).to.include("kms:GenerateDataKey*").and.to.include(trailArn);
  });

  it("fails on a key that does not exist, before anything is encrypted with it", async () => {
    const failure = await deploySource({ kmsKey: { existing: "alias/none" } }).catch(
      (error: unknown) => error,
    );
    expect(String(failure)).to.match(/alias\/none/);
  });
});

describe("components: CloudTrailSource with a key of its own", () => {
  const reader = "arn:aws:iam::111122223333:role/reader";
  const kmsKey = { create: true, decryptedBy: [reader] };

  it("makes a key that rotates, its alias, and encrypts bucket and trail with it", async () => {
    const { graph, outputs } = await deploySource({ kmsKey });
    const { inputs, outputs: made, id } = graph.named("source-key");
    expect(inputs).to.include({ enableKeyRotation: true, deletionWindowInDays: 30 });
    expect(graph.named("source-key-alias").inputs).to.deep.equal({
      name: "alias/snowtrail-dev-logs",
      targetKeyId: id,
    });
    expect(graph.named("source-trail").inputs.kmsKeyId).to.equal(made.arn);
    expect(JSON.stringify(graph.named("source-encryption").inputs)).to.include(made.arn);
    expect(outputs).to.include({ kmsKey: id, kmsKeyArn: made.arn });
    expect(outputs).not.to.have.property("keyPolicyToMerge");
    expect(graph.protected()).to.include("source-key");
  });

  it("names the one trail and the readers in the key's policy, before either exists", async () => {
    const { graph } = await deploySource({ kmsKey }, { preview: true });
    const policy = String(graph.named("source-key").inputs.policy);
    expect(JSON.parse(policy)).to.deep.equal(
      keyPolicy({
        partition: "aws",
        region: "us-east-1",
        accountId: "111122223333",
        trailArn,
        readerArns: [reader],
      }),
    );
  });
});
