import { gzipSync } from "node:zlib";

import { insight } from "../sql/insight";

/** Root signs in to the console without a second factor: two shipped detections speak of it. */
const rootSignsIn = {
  eventVersion: "1.11",
  userIdentity: {
    type: "Root",
    principalId: "111122223333",
    arn: "arn:aws:iam::111122223333:root",
    accountId: "111122223333",
  },
  eventTime: "2026-03-17T14:52:03Z",
  eventSource: "signin.amazonaws.com",
  eventName: "ConsoleLogin",
  awsRegion: "us-east-1",
  sourceIPAddress: "198.51.100.7",
  userAgent: "Mozilla/5.0",
  requestParameters: null,
  responseElements: { ConsoleLogin: "Success" },
  additionalEventData: { MFAUsed: "No", MobileVersion: "No" },
  eventID: "0d0f1c3e-3c2a-4b52-9a44-3f1f4c2b7a10",
  readOnly: false,
  eventType: "AwsConsoleSignIn",
  managementEvent: true,
  recipientAccountId: "111122223333",
  eventCategory: "Management",
};

/** A log file as CloudTrail delivers it, with one event: root signs in. */
export function rootSigningIn(eventID: string, changes: object = {}): Uint8Array {
  return gzipSync(JSON.stringify({ Records: [{ ...rootSignsIn, eventID, ...changes }] }));
}

/** The same, with an id of its own. */
export const logFile = rootSigningIn(rootSignsIn.eventID);

/** A digest: JSON without records. */
export const digestFile = gzipSync(
  JSON.stringify({ awsAccountId: "111122223333", digestS3Bucket: "example", logFiles: [] }),
);

/** A file of Insights events. */
export const insightFile = gzipSync(JSON.stringify({ Records: [insight()] }));

const account = "AWSLogs/111122223333";
const day = "eu-west-1/2026/03/17";

export const logKey = `${account}/CloudTrail/${day}/111122223333_CloudTrail_eu-west-1_20260317T1455Z_Ab1Cd2Ef3Gh4Ij5K.json.gz`;
export const insightKey = `${account}/CloudTrail-Insight/${day}/111122223333_CloudTrail-Insight_eu-west-1_20260317T1455Z_Ab1Cd2Ef3Gh4Ij5K.json.gz`;
export const digestKey = `${account}/CloudTrail-Digest/${day}/111122223333_CloudTrail-Digest_eu-west-1_example_eu-west-1_20260317T150000Z.json.gz`;
