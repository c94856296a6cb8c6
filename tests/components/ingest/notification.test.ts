import { expect } from "chai";

import { queueConfiguration } from "../../../components/ingest/notification";

describe("components: the notification that a bucket that exists needs", () => {
  it("tells the queue of created objects below the prefix, and of nothing else", () => {
    const queueArn = "arn:aws:sqs:eu-west-1:444455556666:sf-snowpipe-example";
    expect(queueConfiguration({ queueArn, logsPrefix: "AWSLogs/" })).to.deep.equal({
      QueueConfigurations: [
        {
          Id: "snowtrail",
          QueueArn: queueArn,
          Events: ["s3:ObjectCreated:*"],
          Filter: { Key: { FilterRules: [{ Name: "prefix", Value: "AWSLogs/" }] } },
        },
      ],
    });
  });
});
