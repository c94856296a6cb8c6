/** A record, or whatever else may stand among the Records of a file. */
export type Event = Record<string, unknown>;

/** A common record with these fields in place of its own. A field that is `undefined` is left out. */
export function event(fields: Event): Event {
  const record: Event = {
    eventVersion: "1.11",
    userIdentity: {
      type: "IAMUser",
      principalId: "AIDACKCEVSQ6C2EXAMPLE",
      arn: "arn:aws:iam::111122223333:user/alice",
      accountId: "111122223333",
      accessKeyId: "AKIAIOSFODNN7EXAMPLE",
      userName: "alice",
    },
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
