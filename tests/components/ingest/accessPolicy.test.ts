import { expect } from "chai";

import { type AccessPolicyInputs, accessPolicy } from "../../../components/ingest/accessPolicy";

const inputs: AccessPolicyInputs = {
  bucketArn: "arn:aws:s3:::logs",
  logsPrefix: "audit/AWSLogs/",
};

const actionsOf = (given: AccessPolicyInputs): string[] =>
  accessPolicy(given).Statement.flatMap(({ Action }) => Action);

describe("components: what Snowflake's role may do", () => {
  it("reads and lists below the prefix, and asks where the bucket is", () => {
    expect(accessPolicy(inputs)).to.deep.equal({
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "ReadLogs",
          Effect: "Allow",
          Action: ["s3:GetObject", "s3:GetObjectVersion"],
          Resource: "arn:aws:s3:::logs/audit/AWSLogs/*",
        },
        {
          Sid: "ListLogs",
          Effect: "Allow",
          Action: "s3:ListBucket",
          Resource: "arn:aws:s3:::logs",
          Condition: { StringLike: { "s3:prefix": "audit/AWSLogs/*" } },
        },
        {
          Sid: "LocateBucket",
          Effect: "Allow",
          Action: "s3:GetBucketLocation",
          Resource: "arn:aws:s3:::logs",
        },
      ],
    });
  });

  it("holds no action that writes or deletes", () => {
    expect(actionsOf(inputs).filter((action) => !/^s3:(Get|List)/.test(action))).to.be.empty;
  });

  it("decrypts with the one key that the logs are encrypted with, and only what S3 gives it", () => {
    const kmsKeyArn = "arn:aws:kms:eu-west-1:111122223333:key/0a1b2c3d-0000-4000-8000-000000000000";
    expect(accessPolicy({ ...inputs, kmsKeyArn }).Statement.at(-1)).to.deep.equal({
      Sid: "DecryptLogs",
      Effect: "Allow",
      Action: "kms:Decrypt",
      Resource: kmsKeyArn,
      Condition: { StringEquals: { "kms:ViaService": "s3.eu-west-1.amazonaws.com" } },
    });
  });
});
