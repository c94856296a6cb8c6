import { expect } from "chai";

import {
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
  it("lets exactly the one trail encrypt with it and describe it", () => {
    expect(trailKeyStatements(trailArn)).to.deep.equal([
      {
        Sid: "CloudTrailEncrypts",
        Effect: "Allow",
        Principal: { Service: "cloudtrail.amazonaws.com" },
        Action: "kms:GenerateDataKey*",
        Resource: "*",
        Condition: { StringEquals: { "aws:SourceArn": trailArn } },
      },
      {
        Sid: "CloudTrailDescribesTheKey",
        Effect: "Allow",
        Principal: { Service: "cloudtrail.amazonaws.com" },
        Action: "kms:DescribeKey",
        Resource: "*",
        Condition: { StringEquals: { "aws:SourceArn": trailArn } },
      },
    ]);
  });

  it("lets Snowflake's role decrypt and nothing else", () => {
    expect(readerKeyStatements("arn:aws:iam::111122223333:role/reader")).to.deep.equal([
      {
        Sid: "SnowflakeDecrypts",
        Effect: "Allow",
        Principal: { AWS: "arn:aws:iam::111122223333:role/reader" },
        Action: "kms:Decrypt",
        Resource: "*",
      },
    ]);
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
