/** The stack's settings that the tests of the chain use, in the words of Pulumi.yaml. */
export type Settings = Record<string, string>;

export const adoptBucket = (name: string): Settings => ({
  "snowtrail:bucket": JSON.stringify({ existing: name }),
});

/** Adopts a bucket, and lets Snowtrail set its policy and its notifications. */
export const ownBucket = (name: string): Settings => ({
  "snowtrail:bucket": JSON.stringify({ existing: name, ownPolicy: true, ownNotification: true }),
});

export const adoptTrail = (name: string): Settings => ({
  "snowtrail:trail": JSON.stringify({ existing: name }),
});

export const noTrail: Settings = { "snowtrail:trail": JSON.stringify({ skip: true }) };

export const adoptDatabase = (name: string): Settings => ({
  "snowtrail:database": JSON.stringify({ existing: name }),
});

export const kmsKey = (key: string): Settings => ({ "snowtrail:kmsKey": key });

export const prefix = (value: string): Settings => ({ "snowtrail:prefix": value });

export const roleName = (name: string): Settings => ({ "snowtrail:roleName": name });

export const eventKinds = (...kinds: string[]): Settings => ({
  "snowtrail:eventKinds": JSON.stringify(kinds),
});

export const disabledDetections = (...ids: string[]): Settings => ({
  "snowtrail:disabledDetections": JSON.stringify(ids),
});

export const detectionsFolder = (folder: string): Settings => ({
  "snowtrail:detectionsFolder": folder,
});

export const materialization = (args: {
  mode?: string;
  targetLagMinutes?: number;
  scheduleMinutes?: number;
}): Settings => ({ "snowtrail:materialization": JSON.stringify(args) });

export const unprotected: Settings = { "snowtrail:protect": "false" };

/** Alerts that are on. */
export const alerts = (
  args: { minimumSeverity?: string; detections?: string[]; scheduleMinutes?: number } = {},
): Settings => ({ "snowtrail:alerts": JSON.stringify({ enabled: true, ...args }) });

export const notifications = (way: object): Settings => ({
  "snowtrail:notifications": JSON.stringify(way),
});
