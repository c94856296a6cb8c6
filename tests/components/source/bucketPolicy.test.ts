import { expect } from "chai";

import { bucketPolicy, bucketStatements } from "../../../components/source/bucketPolicy";

const bucketArn = "arn:aws:s3:::logs";
const trailArn = "arn:aws:cloudtrail:eu-west-1:111122223333:trail/dev";

describe("components: the policy of a bucket of logs", () => {
  it("denies everything without TLS, and lets exactly one trail deliver", () => {
    expect(bucketPolicy({ bucketArn, logsPrefix: "AWSLogs/", trailArn })).to.deep.equal({
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "DenyInsecureTransport",
          Effect: "Deny",
          Principal: "*",
          Action: "s3:*",
          Resource: ["arn:aws:s3:::logs", "arn:aws:s3:::logs/*"],
          Condition: { Bool: { "aws:SecureTransport": "false" } },
        },
        {
          Sid: "CloudTrailChecksAcl",
          Effect: "Allow",
          Principal: { Service: "cloudtrail.amazonaws.com" },
          Action: "s3:GetBucketAcl",
          Resource: "arn:aws:s3:::logs",
          Condition: { StringEquals: { "aws:SourceArn": trailArn } },
        },
        {
          Sid: "CloudTrailDelivers",
          Effect: "Allow",
          Principal: { Service: "cloudtrail.amazonaws.com" },
          Action: "s3:PutObject",
          Resource: ["arn:aws:s3:::logs/AWSLogs/111122223333/*"],
          Condition: {
            StringEquals: {
              "aws:SourceArn": trailArn,
              "s3:x-amz-acl": "bucket-owner-full-control",
            },
          },
        },
      ],
    });
  });

  it("lets exactly the readers of other accounts read and list the logs, and nothing beside them", () => {
    const readerArns = [
      "arn:aws:iam::777788889999:role/snowflake",
      "arn:aws:iam::777788889999:user/auditor",
      "arn:aws:iam::444455556666:role/reader",
    ];
    const principal = {
      AWS: ["arn:aws:iam::777788889999:root", "arn:aws:iam::444455556666:root"],
    };
    const byReaders = { ArnEquals: { "aws:PrincipalArn": readerArns } };
    expect(bucketStatements({ bucketArn, logsPrefix: "AWSLogs/", readerArns })).to.deep.equal([
      {
        Sid: "ReadersRead",
        Effect: "Allow",
        Principal: principal,
        Action: ["s3:GetObject", "s3:GetObjectVersion"],
        Resource: "arn:aws:s3:::logs/AWSLogs/*",
        Condition: byReaders,
      },
      {
        Sid: "ReadersList",
        Effect: "Allow",
        Principal: principal,
        Action: "s3:ListBucket",
        Resource: "arn:aws:s3:::logs",
        Condition: { ...byReaders, StringLike: { "s3:prefix": "AWSLogs/*" } },
      },
      {
        Sid: "ReadersLocate",
        Effect: "Allow",
        Principal: principal,
        Action: "s3:GetBucketLocation",
        Resource: "arn:aws:s3:::logs",
        Condition: byReaders,
      },
    ]);
  });

  it("allows nothing to CloudTrail when there is no trail", () => {
    const { Statement } = bucketPolicy({ bucketArn, logsPrefix: "AWSLogs/" });
    expect(Statement.map(({ Sid }) => Sid)).to.deep.equal(["DenyInsecureTransport"]);
  });

  it("lets an organization's trail deliver below the organization and its management account", () => {
    const [, delivers] = bucketStatements({
      bucketArn,
      logsPrefix: "audit/AWSLogs/",
      trailArn,
      organizationId: "o-exampleorgid",
    });
    expect(delivers?.Resource).to.deep.equal([
      "arn:aws:s3:::logs/audit/AWSLogs/111122223333/*",
      "arn:aws:s3:::logs/audit/AWSLogs/o-exampleorgid/*",
    ]);
  });

  it("names the trail's own account, which need not be the bucket's", () => {
    const foreign = "arn:aws:cloudtrail:us-east-1:444455556666:trail/other";
    const [, delivers] = bucketStatements({
      bucketArn,
      logsPrefix: "AWSLogs/",
      trailArn: foreign,
    });
    expect(delivers?.Resource).to.deep.equal(["arn:aws:s3:::logs/AWSLogs/444455556666/*"]);
  });

  it("ties every statement for CloudTrail to the trail", () => {
    for (const { Condition } of bucketStatements({
      bucketArn,
      logsPrefix: "AWSLogs/",
      trailArn,
    })) {
      expect(Condition?.StringEquals?.["aws:SourceArn"]).to.equal(trailArn);
    }
  });
});
