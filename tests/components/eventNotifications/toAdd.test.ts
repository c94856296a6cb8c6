import { expect } from "chai";

import { configurationToAdd } from "../../../components/eventNotifications/toAdd";

const logsPrefix = "AWSLogs/";
const about = {
  Id: "snowtrail-dev",
  Events: ["s3:ObjectCreated:*"],
  Filter: { Key: { FilterRules: [{ Name: "prefix", Value: logsPrefix }] } },
};

describe("components: the notification that a bucket's owner adds", () => {
  it("tells the pipe's queue of created objects below the prefix, and of nothing else", () => {
    const destination = "arn:aws:sqs:eu-west-1:444455556666:sf-snowpipe-example";
    const entry = { id: "snowtrail-dev", destination, logsPrefix };
    for (const mode of ["bucket", "none"] as const) {
      expect(configurationToAdd(mode, entry)).to.deep.equal({
        QueueConfigurations: [{ QueueArn: destination, ...about }],
      });
    }
  });

  it("tells the topic of the same", () => {
    const destination = "arn:aws:sns:eu-west-1:111122223333:example-log-files";
    expect(
      configurationToAdd("sns", { id: "snowtrail-dev", destination, logsPrefix }),
    ).to.deep.equal({ TopicConfigurations: [{ TopicArn: destination, ...about }] });
  });

  it("tells EventBridge of everything, which S3 does not restrict", () => {
    expect(
      configurationToAdd("eventbridge", { id: "snowtrail-dev", destination: "", logsPrefix }),
    ).to.deep.equal({ EventBridgeConfiguration: {} });
  });
});
