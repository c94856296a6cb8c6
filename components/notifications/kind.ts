/** Which way messages take, and so how they have to be written. */
export const NotificationKind = {
  Topic: "topic",
  Email: "email",
  Slack: "slack",
  Teams: "teams",
  PagerDuty: "pagerduty",
} as const;
export type NotificationKind = (typeof NotificationKind)[keyof typeof NotificationKind];
