import { expect } from "chai";
import { advice, type Advice } from "../../../cli/verify/advice";
import type { Facts } from "../../../cli/verify/facts";
import type { Step } from "../../../cli/verify/finding";
import { walk, type Verdict } from "../../../cli/verify/walk";
import {
  alert,
  health,
  hoursAgo,
  insights,
  integration,
  location,
  now,
  pipe,
  queue,
  roleArn,
  sound,
  stack,
  status,
  target,
  telling,
  value,
} from "./sound";

function verdict(step: Step, changes: Partial<Facts>): Verdict {
  const found = walk({ ...sound, ...changes }, stack, now).find((each) => each.step === step);
  if (!found) throw new Error(`nothing is said of ${step}`);
  return found;
}

const failing = (...names: string[]): Facts["views"] =>
  new Map(names.map((each) => [each, value("it fails")]));

const fine: [is: string, step: Step, changes: Partial<Facts>, found: string][] = [
  [
    "a trail that has just begun",
    "delivery",
    { trailStatus: value({ ...status, delivered: undefined, started: hoursAgo(0.5) }) },
    "nothing yet: it began to log 30 minutes ago",
  ],
  [
    "a policy that is not understood",
    "bucket",
    { bucketPolicy: value("{}") },
    "it has conditions that only AWS can judge: the last delivery shows whether it does",
  ],
  [
    "a notification of more than the logs",
    "notification",
    { notification: telling({ ...target, prefix: "", suffix: ".gz" }) },
    "it tells the pipe's queue of each new log",
  ],
  [
    "a second queue",
    "notification",
    { notification: telling({ ...target, arn: `${queue}-2` }, target) },
    "it tells the pipe's queue of each new log",
  ],
  [
    "an integration of all places",
    "integration",
    { integration: value({ ...integration, allowedLocations: ["*"] }) },
    `it allows ${location}`,
  ],
  [
    "no file yet to try",
    "read",
    { access: value({ reason: "", tried: "list" }) },
    "they can be listed",
  ],
  [
    "files that wait",
    "pipe",
    { pipeStatus: value({ ...pipe, filesWaiting: 3 }) },
    "it runs, and 3 files wait",
  ],
  [
    "a quiet account",
    "load",
    { health: value({ ...health, state: "QUIET", loadedAgo: 200_000 }) },
    "the last file was loaded 2 days ago; messages arrive, and no logs",
  ],
  [
    "a table of events that lags",
    "load",
    { health: value({ ...health, state: "EVENTS_LATE" }) },
    "the last file was loaded 3 minutes ago",
  ],
  [
    "no event of today",
    "lag",
    { health: value({ ...health, lag: undefined }) },
    "no event was loaded in a day",
  ],
];

const broken: [is: string, step: Step, changes: Partial<Facts>, found: string, todo: Advice][] = [
  [
    "a trail that is gone",
    "trail",
    { trail: value(undefined) },
    "the credentials see no such trail",
    "trailGone",
  ],
  [
    "a trail that is stopped",
    "trail",
    { trailStatus: value({ ...status, isLogging: false }) },
    "its logging is stopped",
    "trailStopped",
  ],
  [
    "a trail into another bucket",
    "trail",
    { trail: value({ bucket: "other", prefix: "" }) },
    "it delivers into other/AWSLogs/ and not into example-logs/AWSLogs/",
    "trailElsewhere",
  ],
  [
    "a trail below another prefix",
    "trail",
    { trail: value({ bucket: "example-logs", prefix: "a" }) },
    "it delivers into example-logs/a/AWSLogs/ and not into example-logs/AWSLogs/",
    "trailElsewhere",
  ],
  [
    "a bucket that is gone",
    "bucket",
    { bucketPolicy: value(undefined) },
    "the bucket example-logs does not exist",
    "bucketGone",
  ],
  [
    "a bucket without a policy",
    "bucket",
    { bucketPolicy: value("") },
    "the bucket has no policy",
    "bucketPolicy",
  ],
  [
    "a policy for nobody",
    "bucket",
    { bucketPolicy: value('{"Statement":[]}') },
    "it does not let this trail deliver",
    "bucketPolicy",
  ],
  [
    "a delivery that failed",
    "delivery",
    { trailStatus: value({ ...status, deliveryError: "AccessDenied" }) },
    "the last delivery failed with AccessDenied",
    "deliveryRefused",
  ],
  [
    "a delivery of long ago",
    "delivery",
    { trailStatus: value({ ...status, delivered: hoursAgo(4) }) },
    "the last delivery was 4 hours ago",
    "deliveryLate",
  ],
  [
    "no delivery at all",
    "delivery",
    { trailStatus: value({ ...status, delivered: undefined }) },
    "nothing was ever delivered",
    "deliveryLate",
  ],
  [
    "a bucket that notifies nobody",
    "notification",
    { notification: telling() },
    "the bucket notifies nobody",
    "notification",
  ],
  [
    "a notification of another queue",
    "notification",
    { notification: telling({ ...target, arn: `${queue}-2` }) },
    `the bucket notifies ${queue}-2, and not the pipe's queue ${queue}`,
    "notification",
  ],
  [
    "a pipe that listens on another queue",
    "notification",
    { pipeStatus: value({ ...pipe, channel: `${queue}-2` }) },
    `the bucket notifies ${queue}, and not the pipe's queue ${queue}-2`,
    "notification",
  ],
  [
    "a notification of another folder",
    "notification",
    { notification: telling({ ...target, prefix: "AWSLogs/1" }) },
    "the pipe's queue is told of AWSLogs/1 alone, and not of AWSLogs/",
    "notification",
  ],
  [
    "a notification of other names",
    "notification",
    { notification: telling({ ...target, suffix: ".csv" }) },
    "the pipe's queue is told of names that end in .csv alone",
    "notification",
  ],
  [
    "a notification of what is removed",
    "notification",
    { notification: telling({ ...target, events: ["s3:ObjectRemoved:*"] }) },
    "the pipe's queue is told of s3:ObjectRemoved:*, and not of created objects",
    "notification",
  ],
  [
    "an integration that blocks the logs",
    "integration",
    { integration: value({ ...integration, blockedLocations: [location] }) },
    `it blocks ${location}`,
    "integration",
  ],
  [
    "an integration with another role",
    "integration",
    { integration: value({ ...integration, roleArn: `${roleArn}-2` }) },
    `it assumes ${roleArn}-2, and not ${roleArn}`,
    "integration",
  ],
  [
    "a role that trusts another",
    "role",
    { access: value({ refused: "role", reason: "Error assuming AWS_ROLE", tried: "list" }) },
    "Error assuming AWS_ROLE",
    "role",
  ],
  [
    "a role that may not read",
    "read",
    { access: value({ refused: "access", reason: "Access Denied", tried: "read" }) },
    "Access Denied",
    "read",
  ],
  [
    "a stage of another integration",
    "stage",
    { stage: value({ url: location, integration: "OTHER" }) },
    "it uses the integration OTHER, and not SNOWTRAIL_DEV",
    "stage",
  ],
  [
    "a pipe that is paused",
    "pipe",
    { pipeStatus: value({ ...pipe, state: "PAUSED" }) },
    "it is paused",
    "pipePaused",
  ],
  [
    "a pipe that is stopped",
    "pipe",
    { pipeStatus: value({ ...pipe, state: "STALLED_COMPILATION_ERROR", error: "no column" }) },
    "STALLED_COMPILATION_ERROR: no column",
    "pipeStopped",
  ],
  [
    "a pipe of Insights that is paused",
    "insights",
    { insights: { ...insights, pipeStatus: value({ ...pipe, state: "PAUSED" }) } },
    "it is paused",
    "pipePaused",
  ],
  [
    "a pipe of Insights with another pattern",
    "insights",
    { insights: { ...insights, pipePattern: value(".*") } },
    "it takes .*, and not .*-Insight/.*",
    "pipePattern",
  ],
  [
    "Insights without their raw table",
    "insights",
    { insights: { ...insights, rawTable: value(undefined) } },
    "it does not exist, or the role that asks may not see it",
    "rawTable",
  ],
  [
    "views that fail",
    "views",
    { views: failing("A", "B", "C") },
    "A: it fails, and 2 more",
    "views",
  ],
  [
    "a task that is suspended",
    "events",
    { events: value({ state: "suspended" }) },
    "it is suspended",
    "events",
  ],
  [
    "a task that fails",
    "events",
    { health: value({ ...health, state: "TASK_FAILING", error: "no warehouse" }) },
    "TASK_FAILING: no warehouse",
    "events",
  ],
  [
    "files that fail",
    "load",
    { health: value({ ...health, state: "FILES_FAILING", toDo: "Look into LOAD_ERRORS." }) },
    "FILES_FAILING: Look into LOAD_ERRORS.",
    "loading",
  ],
  [
    "a table of events that lags",
    "lag",
    { health: value({ ...health, state: "EVENTS_LATE", toDo: "Resume it." }) },
    "EVENTS_LATE: Resume it.",
    "loading",
  ],
  [
    "a topic without subscribers",
    "subscriptions",
    { subscriptions: value([]) },
    "nobody has subscribed to the topic",
    "nobody",
  ],
  [
    "a subscription that waits",
    "subscriptions",
    { subscriptions: value([{ endpoint: "a@example.com", isConfirmed: false }]) },
    "not confirmed: a@example.com",
    "unconfirmed",
  ],
  [
    "an alert that is suspended",
    "alerts",
    { alerts: new Map([["A", value({ ...alert, state: "suspended" })]]) },
    "A is suspended",
    "alertStopped",
  ],
  [
    "an alert that fails",
    "alerts",
    { alerts: new Map([["A", value({ ...alert, lastRun: "ACTION_FAILED", error: "refused" })]]) },
    "A, ACTION_FAILED: refused",
    "alertFailed",
  ],
];

describe("what snowtrail verify makes of one fact", () => {
  for (const [is, step, changes, found] of fine) {
    it(`is that "${step}" is ok with ${is}`, () => {
      expect(verdict(step, changes)).to.deep.equal({ step, state: "ok", found, toDo: "" });
    });
  }

  for (const [is, step, changes, found, todo] of broken) {
    it(`is that "${step}" is not ok with ${is}`, () => {
      const toDo = advice[todo];
      expect(verdict(step, changes)).to.deep.equal({ step, state: "not ok", found, toDo });
    });
  }
});
