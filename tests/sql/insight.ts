/** What a test says of an Insights event. */
export interface InsightChanges {
  /** Of the event. */
  [field: string]: unknown;
  /** Of `insightDetails`. */
  details?: Record<string, unknown>;
}

/** An Insights event: RunInstances is called unusually often. Given fields take the place of its own. */
export function insight({ details, ...changes }: InsightChanges = {}): Record<string, unknown> {
  return {
    eventVersion: "1.09",
    eventTime: "2026-03-17T09:10:00Z",
    awsRegion: "eu-central-1",
    eventID: "0c5c3c1e-0000-4000-8000-000000000001",
    eventType: "AwsCloudTrailInsight",
    recipientAccountId: "111122223333",
    sharedEventID: "5a3f9d70-0000-4000-8000-000000000001",
    insightDetails: {
      state: "Start",
      eventSource: "ec2.amazonaws.com",
      eventName: "RunInstances",
      insightType: "ApiCallRateInsight",
      insightContext: {
        statistics: {
          baseline: { average: 0.0000625 },
          insight: { average: 7.5 },
          insightDuration: 1,
          baselineDuration: 10081,
        },
        attributions: [
          {
            attribute: "userIdentityArn",
            insight: [{ value: "arn:aws:iam::111122223333:user/mallory", average: 7.5 }],
            baseline: [],
          },
        ],
      },
      ...details,
    },
    eventCategory: "Insight",
    ...changes,
  };
}
