import { expect } from "chai";

import {
  logGroupArn,
  logGroupPolicy,
  logGroupTrust,
} from "../../../components/source/logGroupPolicies";

const trailArn = "arn:aws:cloudtrail:eu-west-1:111122223333:trail/dev";
const groupArn = logGroupArn({
  partition: "aws",
  region: "eu-west-1",
  accountId: "111122223333",
  name: "audit/trail",
});

describe("components: how a trail writes to a log group", () => {
  it("is trusted for exactly the one trail", () => {
    expect(logGroupTrust(trailArn)).to.deep.equal({
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "CloudTrailAssumesThisRole",
          Effect: "Allow",
          Principal: { Service: "cloudtrail.amazonaws.com" },
          Action: "sts:AssumeRole",
          Condition: { StringEquals: { "aws:SourceArn": trailArn } },
        },
      ],
    });
  });

  const statement = (...Resource: string[]): object => ({
    Version: "2012-10-17",
    Statement: [
      {
        Sid: "WriteEvents",
        Effect: "Allow",
        Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
        Resource,
      },
    ],
  });
  const streams = "arn:aws:logs:eu-west-1:111122223333:log-group:audit/trail:log-stream:";

  it("may write the streams of the trail's account and region alone", () => {
    expect(logGroupPolicy({ trailArn, logGroupArn: groupArn })).to.deep.equal(
      statement(`${streams}111122223333_CloudTrail_eu-west-1*`),
    );
  });

  it("may write those of the organization's accounts for an organization's trail", () => {
    const organizationId = "o-exampleorgid";
    expect(logGroupPolicy({ trailArn, logGroupArn: groupArn, organizationId })).to.deep.equal(
      statement(`${streams}111122223333_CloudTrail_eu-west-1*`, `${streams}o-exampleorgid_*`),
    );
  });
});
