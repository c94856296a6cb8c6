import { expect } from "chai";

import { roleArn, trustPolicy } from "../../../components/role/trustPolicy";

describe("components: who may assume Snowflake's role", () => {
  it("is exactly the integration's user with the integration's external id", () => {
    expect(trustPolicy("arn:aws:iam::444455556666:user/abc1-s-xyz", "EXT_1")).to.deep.equal({
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "SnowflakeAssumesThisRole",
          Effect: "Allow",
          Principal: { AWS: "arn:aws:iam::444455556666:user/abc1-s-xyz" },
          Action: "sts:AssumeRole",
          Condition: { StringEquals: { "sts:ExternalId": "EXT_1" } },
        },
      ],
    });
  });

  it("is asked of a role whose ARN is known before the role exists", () => {
    expect(roleArn("aws-us-gov", "111122223333", "reader")).to.equal(
      "arn:aws-us-gov:iam::111122223333:role/reader",
    );
  });
});
