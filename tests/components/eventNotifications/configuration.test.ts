import { expect } from "chai";

import {
  type BucketConfiguration,
  type OthersInputs,
  othersOf,
} from "../../../components/eventNotifications/configuration";

const queueArn = "arn:aws:sqs:eu-west-1:111122223333:example";
const topicArn = "arn:aws:sns:eu-west-1:111122223333:example";
const lambdaFunctionArn = "arn:aws:lambda:eu-west-1:111122223333:function:example";
const none: BucketConfiguration = {
  queues: [],
  topics: [],
  lambdaFunctions: [],
  eventbridge: false,
};

const entry = (
  id: string,
  filterPrefix = "reports/",
  events = ["s3:ObjectCreated:*"],
): { id: string; filterPrefix: string; filterSuffix: string; events: string[] } => ({
  id,
  filterPrefix,
  filterSuffix: "",
  events,
});

const ours = { ...entry("snowtrail-dev", "AWSLogs/"), queueArn };

function others(
  current: Partial<BucketConfiguration>,
  inputs: Partial<OthersInputs> = {},
): BucketConfiguration {
  return othersOf({
    bucketName: "audit-logs",
    current: { ...none, ...current },
    id: "snowtrail-dev",
    isMerged: true,
    prefix: "AWSLogs/",
    ...inputs,
  });
}

describe("components: what others have among the notifications of a bucket", () => {
  it("is nothing in a bucket that notifies of nothing, or of Snowtrail's own entry alone", () => {
    for (const isMerged of [true, false]) {
      expect(others({}, { isMerged })).to.deep.equal(none);
      expect(others({ queues: [ours] }, { isMerged })).to.deep.equal(none);
    }
  });

  it("knows Snowtrail's entry by its id, whatever it leads to", () => {
    const topics = [{ ...ours, topicArn }];
    expect(others({ topics }, { isMerged: false })).to.deep.equal(none);
  });

  it("is kept as it is, in the order of the ids", () => {
    const queues = [
      { ...entry("b", "b/"), queueArn },
      ours,
      { ...entry("a", "a/"), filterSuffix: ".csv", queueArn },
    ];
    const topics = [{ ...entry("c", "c/"), topicArn }];
    const lambdaFunctions = [{ ...entry("d", "d/"), lambdaFunctionArn }];
    expect(others({ queues, topics, lambdaFunctions, eventbridge: true })).to.deep.equal({
      queues: [queues[2], queues[0]],
      topics,
      lambdaFunctions,
      eventbridge: true,
    });
  });

  it("is refused by name unless it is to be kept", () => {
    const queues = [ours, { ...entry("b"), filterSuffix: ".csv", queueArn }];
    const lambdaFunctions = [
      { ...entry("d", "", ["s3:ObjectRemoved:Delete", "s3:ObjectRestore:*"]), lambdaFunctionArn },
    ];
    expect(() => others({ queues, lambdaFunctions }, { isMerged: false })).to.throw(
      "eventNotifications.configuration: the bucket audit-logs notifies of objects already, and Snowtrail would " +
        `replace that:\n  "b": "s3:ObjectCreated:*" below "reports/" ending in ".csv" to "${queueArn}"` +
        `\n  "d": "s3:ObjectRemoved:Delete", "s3:ObjectRestore:*" below "" to "${lambdaFunctionArn}"\nGive merge`,
    );
  });

  it("leaves EventBridge told, and is not refused for it", () => {
    const inputs = { isMerged: false };
    expect(others({ eventbridge: true }, inputs)).to.deep.equal({ ...none, eventbridge: true });
  });

  for (const [what, filterPrefix, events] of [
    ["the same prefix", "AWSLogs/", ["s3:ObjectCreated:*"]],
    ["a prefix within", "AWSLogs/111122223333/", ["s3:ObjectCreated:Put"]],
    ["a prefix around", "", ["s3:ObjectRemoved:*", "s3:ObjectCreated:CompleteMultipartUpload"]],
  ] as const) {
    it(`is refused by name where S3 would refuse both: ${what}`, () => {
      const topics = [{ ...entry("c", filterPrefix, [...events]), topicArn }];
      expect(() => others({ topics })).to.throw(
        /^eventNotifications[.]mode: the bucket audit-logs notifies already of objects that are created below "AWSLogs\/", and S3 takes no second destination for that:\n {2}"c": .* to "arn:aws:sns:eu-west-1:111122223333:example"\nGive mode eventbridge/,
      );
      expect(others({ topics }, { prefix: undefined }).topics).to.deep.equal(topics);
    });
  }

  it("stands beside Snowtrail's where prefix or event keep them apart", () => {
    const topics = [
      { ...entry("a", "AWSLogs-2/"), topicArn },
      { ...entry("b", "AWSLogs/", ["s3:ObjectRemoved:*", "s3:ObjectTagging:Put"]), topicArn },
    ];
    expect(others({ topics }).topics).to.deep.equal(topics);
  });

  it("is quoted: who configures a bucket writes to nobody's terminal", () => {
    const queues = [{ ...entry("\u001b[2J\n"), queueArn }];
    expect(() => others({ queues }, { isMerged: false })).to.throw('\n  "\\u001b[2J\\n": ');
  });
});
