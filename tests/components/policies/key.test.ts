import { expect } from "chai";

import {
  keyPolicy,
  readerKeyStatements,
  trailKeyStatements,
  usableKeyArn,
} from "../../../components/policies/key";

const trailArn = "arn:aws-cn:cloudtrail:cn-north-1:111122223333:trail/dev";
const key = {
  arn: "arn:aws:kms:eu-west-1:111122223333:key/0a1b2c3d-0000-4000-8000-000000000000",
  enabled: true,
  keyUsage: "ENCRYPT_DECRYPT",
  customerMasterKeySpec: "SYMMETRIC_DEFAULT",
};

describe("components: what a KMS key has to allow", () => {
  const encrypts = {
    Sid: "CloudTrailEncrypts",
    Effect: "Allow",
    Principal: { Service: "cloudtrail.amazonaws.com" },
    Action: "kms:GenerateDataKey*",
    Resource: "*",
    Condition: {
      StringEquals: { "aws:SourceArn": trailArn },
      StringLike: {
        "kms:EncryptionContext:aws:cloudtrail:arn": "arn:aws-cn:cloudtrail:*:111122223333:trail/*",
      },
    },
  };
  const describes = {
    Sid: "CloudTrailDescribesTheKey",
    Effect: "Allow",
    Principal: { Service: "cloudtrail.amazonaws.com" },
    Action: "kms:DescribeKey",
    Resource: "*",
    Condition: { StringEquals: { "aws:SourceArn": trailArn } },
  };

  it("lets exactly the one trail encrypt with it and describe it", () => {
    expect(trailKeyStatements(trailArn)).to.deep.equal([encrypts, describes]);
  });

  const readers = [
    "arn:aws-cn:iam::111122223333:role/reader",
    "arn:aws-cn:iam::444455556666:role/investigator",
    "arn:aws-cn:iam::444455556666:user/auditor",
  ];
  const place = { partition: "aws-cn", region: "cn-north-1" };
  const decrypt = {
    Sid: "ReadersDecrypt",
    Effect: "Allow",
    Principal: {
      AWS: ["arn:aws-cn:iam::111122223333:root", "arn:aws-cn:iam::444455556666:root"],
    },
    Action: "kms:Decrypt",
    Resource: "*",
    Condition: {
      ArnEquals: { "aws:PrincipalArn": readers },
      StringEquals: { "kms:ViaService": "s3.cn-north-1.amazonaws.com.cn" },
    },
  };

  it("lets exactly the readers decrypt what S3 gives them, in any account, and nothing else", () => {
    expect(readerKeyStatements(readers, place)).to.deep.equal([decrypt]);
  });

  it("lets the account administer a key of ours, and neither encrypt, decrypt nor grant", () => {
    const { Statement } = keyPolicy({ ...place, accountId: "111122223333", trailArn });
    const [administers, ...others] = Statement;
    expect(administers?.Principal).to.deep.equal({ AWS: "arn:aws-cn:iam::111122223333:root" });
    expect([administers?.Action].flat()).to.include("kms:PutKeyPolicy");
    for (const action of [administers?.Action].flat()) {
      expect(action).not.to.match(/[*]$(?<!kms:(Describe|Disable|Enable|Get|List|Update)[*])/);
      expect(action).not.to.match(/crypt|Generate|CreateGrant|Sign/);
    }
    expect(others).to.deep.equal([
      encrypts,
      describes,
      {
        Sid: "AccountDecrypts",
        Effect: "Allow",
        Principal: { AWS: "arn:aws-cn:iam::111122223333:root" },
        Action: "kms:Decrypt",
        Resource: "*",
        Condition: { StringEquals: { "kms:ViaService": "s3.cn-north-1.amazonaws.com.cn" } },
      },
    ]);
  });

  it("lets only those decrypt with a key of ours who are named, and no trail encrypt if there is none", () => {
    const { Statement } = keyPolicy({ ...place, accountId: "111122223333", readerArns: readers });
    expect(Statement.slice(1)).to.deep.equal([decrypt]);
  });

  it("is asked of a symmetric key that is enabled", () => {
    expect(usableKeyArn(key, "kmsKey")).to.equal(key.arn);
    expect(() => usableKeyArn({ ...key, enabled: false }, "kmsKey")).to.throw(
      /^kmsKey: the key .* is disabled/,
    );
    expect(() => usableKeyArn({ ...key, customerMasterKeySpec: "RSA_2048" }, "kmsKey")).to.throw(
      /^kmsKey: CloudTrail needs a symmetric key .* is RSA_2048/,
    );
    expect(() => usableKeyArn({ ...key, keyUsage: "GENERATE_VERIFY_MAC" }, "kmsKey")).to.throw(
      /for GENERATE_VERIFY_MAC/,
    );
  });
});
