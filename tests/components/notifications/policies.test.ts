import { expect } from "chai";

import {
  publishStatements,
  publisherKeyStatements,
  topicPolicy,
} from "../../../components/notifications/topicPolicy";
import { publishPolicy } from "../../../components/policies/topic";

const topicArn = "arn:aws-us-gov:sns:us-gov-west-1:123456789012:alerts";
const roleArn = "arn:aws-us-gov:iam::111122223333:role/publisher";
const kmsKeyArn =
  "arn:aws-us-gov:kms:us-gov-west-1:111122223333:key/0a1b2c3d-0000-4000-8000-000000000000";

describe("components: who may publish to a topic", () => {
  const allowed = {
    Sid: "SnowflakePublishes",
    Effect: "Allow",
    Principal: { AWS: ["arn:aws-us-gov:iam::111122223333:root"] },
    Action: "sns:Publish",
    Resource: topicArn,
    Condition: { ArnEquals: { "aws:PrincipalArn": roleArn } },
  };

  it("is Snowflake's role by its name, and nobody without TLS", () => {
    expect(topicPolicy({ topicArn, roleArn })).to.deep.equal({
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "DenyInsecureTransport",
          Effect: "Deny",
          Principal: "*",
          Action: "sns:Publish",
          Resource: topicArn,
          Condition: { Bool: { "aws:SecureTransport": "false" } },
        },
        allowed,
      ],
    });
  });

  it("is asked of the owner of a topic in the same words", () => {
    expect(publishStatements({ topicArn, roleArn })).to.deep.equal([allowed]);
  });
});

describe("components: what Snowflake's role may do with a topic", () => {
  it("is to publish, and nothing else", () => {
    expect(publishPolicy({ topicArn })).to.deep.equal({
      Version: "2012-10-17",
      Statement: [
        { Sid: "PublishMessages", Effect: "Allow", Action: "sns:Publish", Resource: topicArn },
      ],
    });
  });

  it("is to encrypt as well, with a given key", () => {
    expect(publishPolicy({ topicArn, kmsKeyArn }).Statement).to.deep.equal([
      { Sid: "PublishMessages", Effect: "Allow", Action: "sns:Publish", Resource: topicArn },
      {
        Sid: "EncryptMessages",
        Effect: "Allow",
        Action: ["kms:GenerateDataKey*", "kms:Decrypt"],
        Resource: kmsKeyArn,
      },
    ]);
  });

  it("has to be allowed by the key, too", () => {
    expect(publisherKeyStatements(roleArn)).to.deep.equal([
      {
        Sid: "SnowflakeEncrypts",
        Effect: "Allow",
        Principal: { AWS: ["arn:aws-us-gov:iam::111122223333:root"] },
        Action: ["kms:GenerateDataKey*", "kms:Decrypt"],
        Resource: "*",
        Condition: { ArnEquals: { "aws:PrincipalArn": roleArn } },
      },
    ]);
  });
});
