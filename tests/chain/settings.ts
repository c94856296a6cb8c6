import { readCatalogue } from "../../sql/catalogue";

/** The stack's settings that the tests of the chain use, in the words of Pulumi.yaml. */
export type Settings = Record<string, string>;

export const adoptBucket = (name: string): Settings => ({
  "snowtrail:bucket": JSON.stringify({ existing: name }),
});

/** Adopts a bucket, and lets Snowtrail set its policy. */
export const ownBucket = (name: string): Settings => ({
  "snowtrail:bucket": JSON.stringify({ existing: name, ownPolicy: true }),
});

/** How the pipe hears of new files. */
export const eventNotifications = (choice: {
  mode?: string;
  configuration?: string;
  topic?: { existing?: string; name?: string; kmsKeyArn?: string };
}): Settings => ({ "snowtrail:eventNotifications": JSON.stringify(choice) });

export const adoptTrail = (name: string): Settings => ({
  "snowtrail:trail": JSON.stringify({ existing: name }),
});

export const noTrail: Settings = { "snowtrail:trail": JSON.stringify({ skip: true }) };

export const adoptDatabase = (name: string): Settings => ({
  "snowtrail:database": JSON.stringify({ existing: name }),
});

export const kmsKey = (existing: string): Settings => ({
  "snowtrail:kmsKey": JSON.stringify({ existing }),
});

/** A key of Snowtrail's own. */
export const newKey = (args: { decryptedBy?: string[] } = {}): Settings => ({
  "snowtrail:kmsKey": JSON.stringify({ create: true, ...args }),
});

/** The trail, by the keys of the setting. */
export const trail = (args: object): Settings => ({ "snowtrail:trail": JSON.stringify(args) });

/** The account of Snowflake's role, by the keys of the setting. */
export const roleAccount = (args: object): Settings => ({
  "snowtrail:roleAccount": JSON.stringify(args),
});

export const prefix = (value: string): Settings => ({ "snowtrail:prefix": value });

export const roleName = (name: string): Settings => ({ "snowtrail:roleName": name });

export const eventKinds = (...kinds: string[]): Settings => ({
  "snowtrail:eventKinds": JSON.stringify(kinds),
});

/** Insights beside the events, recorded by the trail and loaded. */
export const insights: Settings = {
  ...trail({ insightSelectors: [{ insightType: "ApiCallRateInsight" }] }),
  ...eventKinds("events", "insights"),
};

/** The detections that are on: few, since each is a view that is made, and a part of FINDINGS that is planned. */
export const detectionsOn = [
  "console_login_without_mfa",
  "root_activity",
  "s3_bucket_policy_changes",
  "security_group_changes",
  "unauthorized_api_calls",
];
const others = readCatalogue()
  .detections.map(({ id }) => id)
  .filter((id) => !detectionsOn.includes(id));

/** Has these on as well. */
export const moreDetections = (...ids: string[]): Settings => ({
  "snowtrail:disabledDetections": JSON.stringify(others.filter((id) => !ids.includes(id))),
});

/** Switches these off, beside those that no test of the chain is about. */
export const disabledDetections = (...ids: string[]): Settings => ({
  "snowtrail:disabledDetections": JSON.stringify([...others, ...ids]),
});

export const detectionsFolder = (folder: string): Settings => ({
  "snowtrail:detectionsFolder": folder,
});

export const materialization = (args: {
  mode?: string;
  targetLagMinutes?: number;
  scheduleMinutes?: number;
  retentionDays?: number;
}): Settings => ({ "snowtrail:materialization": JSON.stringify(args) });

export const unprotected: Settings = { "snowtrail:protect": "false" };

/** Alerts that are on. */
export const alerts = (
  args: { minimumSeverity?: string; detections?: string[]; scheduleMinutes?: number } = {},
): Settings => ({ "snowtrail:alerts": JSON.stringify({ enabled: true, ...args }) });

export const notifications = (way: object): Settings => ({
  "snowtrail:notifications": JSON.stringify(way),
});

export const accessRoles = (grantees: Record<string, string[]>): Settings => ({
  "snowtrail:accessRoles": JSON.stringify(grantees),
});

export const retention = (days: { timeTravelDays?: number; rawDays?: number }): Settings => ({
  "snowtrail:retention": JSON.stringify(days),
});
