import { expect } from "chai";

import { eventPattern, eventRuleTrust } from "../../../components/eventNotifications/eventRule";

describe("components: the rule of EventBridge", () => {
  it("hears of objects that are created in the one bucket below the prefix", () => {
    expect(eventPattern({ bucketName: "audit-logs", logsPrefix: "AWSLogs/" })).to.deep.equal({
      source: ["aws.s3"],
      "detail-type": ["Object Created"],
      detail: { bucket: { name: ["audit-logs"] }, object: { key: [{ prefix: "AWSLogs/" }] } },
    });
  });

  it("alone may assume the role that publishes", () => {
    const ruleArn = "arn:aws-us-gov:events:us-gov-west-1:111122223333:rule/snowtrail-dev-s3-events";
    expect(eventRuleTrust(ruleArn)).to.deep.equal({
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "EventBridgeAssumesThisRole",
          Effect: "Allow",
          Principal: { Service: "events.amazonaws.com" },
          Action: "sts:AssumeRole",
          Condition: {
            ArnEquals: { "aws:SourceArn": ruleArn },
            StringEquals: { "aws:SourceAccount": "111122223333" },
          },
        },
      ],
    });
  });
});
