import type { Asked } from "./asked";

/** The trail, as CloudTrail tells it. */
export interface Trail {
  bucket: string;
  /** Key prefix before `AWSLogs/`, without a slash at its end; empty if there is none. */
  prefix: string;
}

/** How the trail does. */
export interface TrailStatus {
  isLogging: boolean;
  /** S3's code for the last delivery; empty if it succeeded. */
  deliveryError: string;
  /** When a log file or a digest was last delivered, whichever was later. */
  delivered: Date | undefined;
  /** When logging was last started. */
  started: Date | undefined;
}

/** Whom a bucket tells of its objects. */
export interface BucketNotifications {
  targets: readonly NotificationTarget[];
  /** Whether EventBridge is told of all of them. */
  tellsEventBridge: boolean;
}

/** A destination of a bucket's notifications. */
export interface NotificationTarget {
  arn: string;
  events: readonly string[];
  prefix: string;
  suffix: string;
}

/** Who hears of what is published to a topic. */
export interface Subscription {
  endpoint: string;
  isConfirmed: boolean;
}

/** A rule of EventBridge. */
export interface EventRule {
  isEnabled: boolean;
  /** JSON. */
  pattern: string;
  /** ARNs of what it passes events on to. */
  targets: readonly string[];
}

/** A topic on the way to the pipe. */
export interface EventTopic {
  /** The text of its policy. */
  policy: string;
  subscriptions: readonly Subscription[];
}

/** What DESCRIBE INTEGRATION says. */
export interface Integration {
  isEnabled: boolean;
  allowedLocations: readonly string[];
  blockedLocations: readonly string[];
  roleArn: string;
}

/** What SYSTEM$VALIDATE_STORAGE_INTEGRATION says. */
export interface Access {
  /** Where it ended: at the integration itself, at its role, or at what the role wanted to do. */
  refused?: "integration" | "role" | "access";
  /** Why it was refused; empty if it was not. */
  reason: string;
  /** What was tried. */
  tried: "list" | "read";
}

/** What DESCRIBE STAGE says. */
export interface Stage {
  url: string;
  integration: string;
}

/** What SYSTEM$PIPE_STATUS says. */
export interface PipeStatus {
  state: string;
  error: string;
  channel: string;
  filesWaiting: number;
}

/** What PIPELINE_HEALTH says. */
export interface Health {
  state: string;
  toDo: string;
  /** What went wrong last in the pipe, the task or the dynamic table; empty if nothing did. */
  error: string;
  /** Seconds since a file was loaded last; undefined if none was in 14 days. */
  loadedAgo: number | undefined;
  /** Seconds since the newest event happened; undefined if none was loaded in a day. */
  lag: number | undefined;
}

/** An alert, and how its last run ended. */
export interface Alert {
  state: string;
  lastRun: string;
  error: string;
}

/** A raw table, and the pipe that loads into it. */
export interface LoadFacts {
  rawTable: Asked<true | undefined>;
  pipeStatus: Asked<PipeStatus | undefined>;
  /** The pattern of the pipe's COPY; empty if it is not told. */
  pipePattern: Asked<string | undefined>;
}

/** What both clouds told of a stack. What does not exist, or the one who asks may not see, is the value undefined. */
export interface Facts extends LoadFacts {
  /** Undefined for a stack without a trail of its own. */
  trail: Asked<Trail | undefined> | undefined;
  trailStatus: Asked<TrailStatus | undefined> | undefined;
  /** The policy's text; an empty one if the bucket has none. */
  bucketPolicy: Asked<string | undefined>;
  notification: Asked<BucketNotifications | undefined>;
  /** Undefined for a stack whose pipe does not hear by EventBridge. */
  rule: Asked<EventRule | undefined> | undefined;
  /** Undefined for a stack whose pipe does not hear by a topic. */
  eventTopic: Asked<EventTopic | undefined> | undefined;
  integration: Asked<Integration | undefined>;
  access: Asked<Access>;
  stage: Asked<Stage | undefined>;
  /** Undefined if a place below the stage can be listed, or else why not. */
  listing: Asked<string | undefined>;
  /** What loads Insights events; undefined for a stack that loads none. */
  insights: LoadFacts | undefined;
  /** Undefined for a stack whose CLOUDTRAIL reads the raw table. */
  events: Asked<{ state: string } | undefined> | undefined;
  /** By name: undefined if it answers, or else what it fails with. */
  views: ReadonlyMap<string, Asked<string | undefined>>;
  detections: ReadonlyMap<string, Asked<string | undefined>>;
  health: Asked<Health | undefined>;
  /** Undefined for a stack without a topic. */
  subscriptions: Asked<Subscription[] | undefined> | undefined;
  /** By name; empty for a stack without alerts. */
  alerts: ReadonlyMap<string, Asked<Alert | undefined>>;
}

/** Those of them that AWS is asked for. */
export type AwsFacts = Pick<
  Facts,
  | "trail"
  | "trailStatus"
  | "bucketPolicy"
  | "notification"
  | "rule"
  | "eventTopic"
  | "subscriptions"
>;

/** Those that Snowflake is asked for. */
export type SnowflakeFacts = Omit<Facts, keyof AwsFacts>;
