import type { Asked } from "../../../cli/verify/asked";
import type { Facts, LoadFacts, NotificationTarget } from "../../../cli/verify/facts";
import type { StackOutputs } from "../../../cli/verify/stack";

/** A stack in which everything is as it should be, and parts of what both clouds tell of it, to be changed. */

export const now = new Date("2026-03-17T12:00:00Z");
export const hoursAgo = (hours: number): Date => new Date(now.getTime() - hours * 3_600_000);

export const queue = "arn:aws:sqs:eu-west-1:444455556666:sf-snowpipe-example";
export const roleArn = "arn:aws:iam::111122223333:role/snowtrail-dev";
const trailArn = "arn:aws:cloudtrail:eu-west-1:111122223333:trail/snowtrail-dev";
export const location = "s3://example-logs/AWSLogs/";
const name = (last: string): string => `"SNOWTRAIL_DEV"."CLOUDTRAIL"."${last}"`;

export const stack: StackOutputs = {
  bucketName: "example-logs",
  logsLocation: location,
  trail: { arn: trailArn },
  database: "SNOWTRAIL_DEV",
  schema: "CLOUDTRAIL",
  warehouse: "SNOWTRAIL_DEV",
  integration: "SNOWTRAIL_DEV",
  roleArn,
  stage: name("CLOUDTRAIL_STAGE"),
  rawTable: name("CLOUDTRAIL_RAW"),
  pipe: name("CLOUDTRAIL_PIPE"),
  filePattern: ".*[.]json[.]gz",
  notificationChannel: queue,
  cloudtrail: name("CLOUDTRAIL"),
  insights: {
    view: name("CLOUDTRAIL_INSIGHTS"),
    rawTable: name("CLOUDTRAIL_INSIGHTS_RAW"),
    pipe: name("CLOUDTRAIL_INSIGHTS_PIPE"),
    filePattern: ".*-Insight/.*",
  },
  findings: name("FINDINGS"),
  detections: { root_activity: name("ROOT_ACTIVITY") },
  health: {
    LOAD_ERRORS: name("LOAD_ERRORS"),
    PIPELINE: name("PIPELINE"),
    PIPELINE_HEALTH: name("PIPELINE_HEALTH"),
  },
  eventNotifications: {},
  events: { task: name("LOAD_CLOUDTRAIL_EVENTS") },
  notifications: { topicArn: "arn:aws:sns:eu-west-1:111122223333:snowtrail-dev" },
  findingAlerts: { alert: name("FINDINGS_ALERT") },
};

export const value = <Value>(value: Value): Asked<Value> => ({ value });

const policy = JSON.stringify({
  Statement: {
    Effect: "Allow",
    Principal: { Service: "cloudtrail.amazonaws.com" },
    Action: "s3:PutObject",
    Resource: "arn:aws:s3:::example-logs/AWSLogs/111122223333/*",
  },
});
export const status = {
  isLogging: true,
  deliveryError: "",
  delivered: hoursAgo(0.5),
  started: hoursAgo(99),
};
export const target = {
  arn: queue,
  events: ["s3:ObjectCreated:*"],
  prefix: "AWSLogs/",
  suffix: "",
};
/** What a bucket tells that notifies these, and not EventBridge. */
export const telling = (...targets: NotificationTarget[]): Facts["notification"] =>
  value({ targets, tellsEventBridge: false });
export const integration = {
  isEnabled: true,
  allowedLocations: [location],
  blockedLocations: [],
  roleArn,
};
export const pipe = { state: "RUNNING", error: "", channel: queue, filesWaiting: 0 };
export const health = { state: "HEALTHY", toDo: "Nothing.", error: "", loadedAgo: 180, lag: 600 };
export const alert = { state: "started", lastRun: "TRIGGERED", error: "" };

export const insights: LoadFacts = {
  rawTable: value(true as const),
  pipeStatus: value(pipe),
  pipePattern: value(".*-Insight/.*"),
};

export const sound: Facts = {
  trail: value({ bucket: "example-logs", prefix: "" }),
  trailStatus: value(status),
  bucketPolicy: value(policy),
  notification: telling(target),
  rule: undefined,
  eventTopic: undefined,
  integration: value(integration),
  access: value({ reason: "", tried: "read" as const }),
  stage: value({ url: location, integration: "SNOWTRAIL_DEV" }),
  listing: value(undefined),
  rawTable: value(true as const),
  pipeStatus: value(pipe),
  pipePattern: value(".*[.]json[.]gz"),
  insights,
  events: value({ state: "started" }),
  views: new Map([[name("CLOUDTRAIL"), value(undefined)]]),
  detections: new Map([[name("ROOT_ACTIVITY"), value(undefined)]]),
  health: value(health),
  subscriptions: value([{ endpoint: "security@example.com", isConfirmed: true }]),
  alerts: new Map([[name("FINDINGS_ALERT"), value(alert)]]),
};
