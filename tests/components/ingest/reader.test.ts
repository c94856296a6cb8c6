import { expect } from "chai";

import { policyDocument } from "../../../components/policies/document";
import { readerBucketStatements } from "../../../components/policies/reader";
import { accounts, deployIngest, keyArn, logs } from "./deployIngest";

describe("components: SnowflakeIngest's role", () => {
  it("makes the role in another account by a provider of its own, and tells the bucket's owner what that needs", async () => {
    const roleAccount = {
      id: "777788889999",
      assumeRoleArn: "arn:aws:iam::777788889999:role/deployer",
    };
    const { graph, outputs } = await deployIngest({ roleAccount }, { preview: true });
    const { inputs, urn } = graph.named("ingest-role-account");
    expect(inputs).to.include({
      region: "us-east-1",
      allowedAccountIds: '["777788889999"]',
      assumeRoles: JSON.stringify([{ roleArn: roleAccount.assumeRoleArn }]),
    });
    expect(inputs).not.to.have.property("profile");
    for (const name of graph.childrenOf("ingest")) {
      const isThere = ["ingest-role", "ingest-role-policy"].includes(name);
      expect(graph.named(name).provider === urn, name).to.equal(isThere);
    }
    const arn = "arn:aws:iam::777788889999:role/snowtrail-dev-snowflake";
    expect(graph.named("ingest-integration").inputs.storageAwsRoleArn).to.equal(arn);
    const { bucketName } = logs;
    expect(JSON.parse(String(outputs.bucketPolicyToMerge))).to.deep.equal(
      policyDocument(
        ...readerBucketStatements({
          bucketArn: `arn:aws:s3:::${bucketName}`,
          logsPrefix: "AWSLogs/",
          readerArns: [arn],
        }),
      ),
    );
    const plain = await deployIngest();
    expect(plain.outputs).not.to.have.property("bucketPolicyToMerge");
  });

  it("tags the role", async () => {
    const { graph } = await deployIngest({ tags: { team: "security" } });
    expect(graph.named("ingest-role").inputs.tags).to.deep.equal({ team: "security" });
  });

  it("decrypts with a given key, and tells what the key's policy may need", async () => {
    const sandbox = accounts();
    sandbox.given.key(keyArn);
    const { graph, outputs } = await deployIngest(
      { logs: { ...logs, kmsKeyArn: keyArn } },
      { sandbox },
    );
    expect(graph.named("ingest-role-policy").inputs.policy).to.include(
      `"Action":"kms:Decrypt","Resource":"${keyArn}"`,
    );
    expect(outputs.keyPolicyToMerge).to.include(String(outputs.roleArn));
  });

  it("speaks of the bucket in its partition's words", async () => {
    const { graph } = await deployIngest({}, { sandbox: accounts("cn-north-1") });
    expect(graph.named("ingest-integration").inputs).to.deep.include({
      storageProvider: "S3CHINA",
      storageAllowedLocations: ["s3china://audit-logs/AWSLogs/"],
    });
    expect(graph.named("ingest-role-policy").inputs.policy).to.include(
      "arn:aws-cn:s3:::audit-logs/AWSLogs/*",
    );
  });
});
