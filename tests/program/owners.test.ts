import { expect } from "chai";

import {
  type PolicyDocument,
  type Statement,
  policyDocument,
} from "../../components/policies/document";
import { deploy } from "../../sandbox/pulumi/deploy";
import { Sandbox } from "../../sandbox/sandbox";
import { keyArn, stored } from "./deployed";

describe("program: what it asks of the owners of what exists", () => {
  const root: Statement = {
    Sid: "Root",
    Effect: "Allow",
    Principal: { AWS: "arn:aws:iam::111122223333:root" },
    Action: "kms:*",
    Resource: "*",
  };
  const config = stored({ bucket: { existing: "audit-logs" }, kmsKey: { existing: "alias/logs" } });

  /** Accounts with a bucket and a key that allow nothing beyond what is asked. */
  function barely(bucketPolicy?: PolicyDocument, keyStatements: Statement[] = []): Sandbox {
    const sandbox = new Sandbox({ region: "eu-west-1" });
    sandbox.given.bucket("audit-logs", bucketPolicy);
    sandbox.given.key(keyArn, policyDocument(root, ...keyStatements), "alias/logs");
    return sandbox;
  }

  async function asked(): Promise<{ bucket: PolicyDocument; key: PolicyDocument }> {
    const { outputs, sandbox } = await deploy({
      stack: "dev",
      sandbox: barely(),
      preview: true,
      config,
    });
    await sandbox.close();
    const { bucketPolicyToMerge, trailKeyPolicyToMerge } = outputs.toDo as Record<string, string>;
    return {
      bucket: JSON.parse(bucketPolicyToMerge ?? "") as PolicyDocument,
      key: JSON.parse(trailKeyPolicyToMerge ?? "") as PolicyDocument,
    };
  }

  it("is known from a preview, and is enough", async () => {
    const { bucket, key } = await asked();
    const sandbox = barely(bucket, key.Statement);
    const { outputs } = await deploy({ stack: "dev", sandbox, config });
    await sandbox.close();
    expect(outputs.trail).to.deep.equal({
      arn: "arn:aws:cloudtrail:eu-west-1:111122223333:trail/snowtrail-dev",
    });
  });

  it("is needed: without it the trail is refused", async () => {
    const { bucket, key } = await asked();
    for (const sandbox of [barely(undefined, key.Statement), barely(bucket)]) {
      const failure = await deploy({ stack: "dev", sandbox, config }).catch(
        (error: unknown) => error,
      );
      await sandbox.close();
      expect(String(failure)).to.match(/source-trail/);
    }
  });
});
