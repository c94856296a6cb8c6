import { employees, iamUser, tom } from "./callers";
import { account, at, home, Recorder, without, type JsonObject } from "./record";

/** Shapes that real logs hold and that a query must live with. */
export function oddRecords(): JsonObject[] {
  const recorder = new Recorder("odd");
  const [ana] = employees;
  const read = (minute: number, fields: JsonObject): JsonObject =>
    recorder.record(at(7, minute), {
      caller: ana,
      service: "ec2",
      name: "DescribeInstances",
      fields,
    });
  return [
    read(1, { readOnly: "true", managementEvent: "true" }),
    read(2, { userIdentity: { ...ana.identity, invokedBy: null }, resources: null }),
    read(3, { requestParameters: "null", responseElements: "null" }),
    read(4, { userIdentity: "anonymous", additionalEventData: "none" }),
    read(5, { eventTime: "not recorded" }),
    without(read(6, {}), "eventTime", "eventID"),
    without(read(7, {}), "userIdentity"),
    read(8, { sourceIPAddress: "AWS Internal", userAgent: "AWS Internal", tlsDetails: null }),
    read(9, {
      requestParameters: {
        durationMillis: 1.5e3,
        startTime: 1773730140000,
        "x-amz-id:a/b.c": true,
      },
    }),
    aggregated(),
    omitted(recorder),
    forged(recorder),
  ];
}

/** CloudTrail sums up data events of one resource in a record of another form. */
function aggregated(): JsonObject {
  return {
    eventVersion: "1.11",
    accountId: account,
    eventId: "5b1b7f3e-90c1-4a55-9d0f-8a7c6e5d4f32",
    eventCategory: "Aggregated",
    awsRegion: home,
    timeWindow: {
      windowStart: "2026-03-17T07:00:00Z",
      windowEnd: "2026-03-17T07:05:00Z",
      windowSize: "PT5M",
    },
    summary: {
      primaryDimension: { dimension: "eventName", statistics: [{ name: "GetObject", value: 412 }] },
    },
  };
}

/** A request too large for a record is replaced. */
function omitted(recorder: Recorder): JsonObject {
  return recorder.record(at(7, 12), {
    caller: tom,
    service: "budgets",
    name: "ModifyBudget",
    request: { requestParameters: "…too large", omitted: true },
  });
}

/** Who calls chooses the user agent: here, to clear a terminal, to break out of a page and to start a formula. */
function forged(recorder: Recorder): JsonObject {
  return recorder.record(at(7, 13), {
    caller: {
      identity: iamUser("ci-legacy", "AKIAIOSFODNN7EXAMPLE"),
      address: "203.0.113.77",
      agent: "=1+1\u001b[2J\u202e<script>alert(1)</script>",
    },
    service: "sts",
    name: "GetSessionToken",
    region: "us-east-1",
    error: ["AccessDenied", "Cannot call GetSessionToken with this credential"],
  });
}
