import { expect } from "chai";
import { matchesEvent } from "../../../cli/verify/eventPattern";

const event = {
  source: "aws.s3",
  "detail-type": "Object Created",
  detail: { bucket: { name: "example-logs" }, object: { key: "AWSLogs/any" } },
};
const key = (...wanted: unknown[]): object => ({ detail: { object: { key: wanted } } });

const cases: [is: string, taken: boolean | undefined, pattern: object | string][] = [
  ["no field", true, {}],
  ["a value of the field", true, { source: ["aws.ec2", "aws.s3"] }],
  ["another value", false, { source: ["aws.ec2"] }],
  ["a prefix of the value", true, key({ prefix: "AWSLogs/" })],
  ["another prefix", false, key({ prefix: "AWSLogs/1" })],
  ["another field that is not so", false, { source: ["aws.s3"], ...key("other") }],
  ["an operator that is not known", undefined, key({ wildcard: "AWSLogs/*" })],
  [
    "an operator that is not known, beside a value that is so",
    true,
    key({ suffix: "z" }, "AWSLogs/any"),
  ],
  [
    "an operator that is not known, beside a field that is not so",
    false,
    { source: ["aws.ec2"], ...key({ suffix: "z" }) },
  ],
  ["a field that the event has not", undefined, { account: ["111122223333"] }],
  ["no JSON", undefined, "<html>"],
];

describe("whether a pattern of EventBridge takes an event", () => {
  for (const [is, taken, pattern] of cases) {
    const told = taken === undefined ? "is left open" : taken ? "is so" : "is not so";
    it(`${told} with ${is}`, () => {
      const text = typeof pattern === "string" ? pattern : JSON.stringify(pattern);
      expect(matchesEvent(text, event)).to.equal(taken);
    });
  }
});
