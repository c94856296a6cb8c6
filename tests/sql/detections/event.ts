/** A record, or whatever else may stand among the Records of a file. */
export type Event = Record<string, unknown>;

/** The events that a detection is tried on. Each name says the rule that the event shows. */
export interface Scenarios {
  /** Events that are found. */
  firing: Record<string, Event>;
  /** Ordinary events that are not found. */
  quiet: Record<string, Event>;
  /** Events that differ from a firing one in a single thing, and are not found. */
  nearMisses: Record<string, Event>;
}

/** A common record with these fields in place of its own. A field that is `undefined` is left out. */
export function event(fields: Event): Event {
  const record: Event = {
    eventVersion: "1.11",
    userIdentity: alice,
    eventTime: "2026-03-17T09:00:00Z",
    eventSource: "ec2.amazonaws.com",
    eventName: "DescribeInstances",
    awsRegion: "eu-west-1",
    sourceIPAddress: "192.0.2.10",
    userAgent: "aws-cli/2.25.4",
    requestParameters: null,
    responseElements: null,
    requestID: "2f7d0c5e-8a41-4a7b-9e35-7a1f0d9c4b11",
    readOnly: true,
    eventType: "AwsApiCall",
    managementEvent: true,
    recipientAccountId: "111122223333",
    eventCategory: "Management",
    ...fields,
  };
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined));
}

/** Makes variants of one firing event. */
export function variantsOf(fields: Event): (changes?: Event) => Event {
  return (changes = {}) => event({ ...fields, ...changes });
}

/** An IAM user who calls with an access key. */
export const alice = {
  type: "IAMUser",
  principalId: "AIDACKCEVSQ6C2EXAMPLE",
  arn: "arn:aws:iam::111122223333:user/alice",
  accountId: "111122223333",
  accessKeyId: "AKIAIOSFODNN7EXAMPLE",
  userName: "alice",
};

/** Somebody in the session of a role. */
export const session = {
  type: "AssumedRole",
  principalId: "AROAIDPPEZS35WEXAMPLE:bob",
  arn: "arn:aws:sts::111122223333:assumed-role/admin/bob",
  accountId: "111122223333",
  sessionContext: { attributes: { mfaAuthenticated: "false" } },
};

/** The root user in a console session. */
export const root = {
  type: "Root",
  principalId: "111122223333",
  arn: "arn:aws:iam::111122223333:root",
  accountId: "111122223333",
  accessKeyId: "ASIAIOSFODNN7EXAMPLE",
};
