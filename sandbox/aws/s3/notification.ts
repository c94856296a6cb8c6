import { isDeepStrictEqual } from "node:util";
import { z } from "zod";
import { ordered } from "../../resource/inventory";
import type { ResourceType } from "../../resource/type";
import type { Aws, Bucket, NotificationRule } from "../account";
import { AwsError } from "../error";
import type { AwsRequest } from "../type";
import { bucketConfiguration } from "./configuration";

const events = z.array(z.string().regex(/^s3:[A-Za-z]+:(\*|[A-Za-z]+)$/, "is no S3 event")).min(1);

const queues = z.array(
  z.strictObject({
    id: z.string().optional(),
    queueArn: z.string(),
    events,
    filterPrefix: z.string().optional(),
    filterSuffix: z.string().optional(),
  }),
);

const notification = bucketConfiguration("aws:s3/bucketNotification:BucketNotification", {
  part: "notification",
  operation: (bucket) => `creating S3 Bucket (${bucket}) Notification`,
  // Topics, functions and EventBridge are not simulated, so they are not taken.
  inputs: z.strictObject({
    bucket: z.string(),
    queues: queues.optional(),
    region: z.string().optional(),
  }),
  value(inputs, bucket, operation, request) {
    const rules = rulesOf(inputs.queues ?? []);
    for (const { queueArn } of rules) checkQueue(queueArn, bucket, operation, request);
    const clash = overlap(rules);
    if (clash !== undefined) {
      throw new AwsError(
        operation,
        "InvalidArgument",
        `Configuration is ambiguously defined. Cannot have overlapping suffixes in two rules if the prefixes are overlapping for the same event type: ${clash}`,
      );
    }
    return rules;
  },
  same: isSameRules,
  read: (rules) => ({
    queues: rules.map(({ queueArn, events, prefix, suffix }) => ({
      queueArn,
      events,
      filterPrefix: prefix,
      filterSuffix: suffix,
    })),
  }),
});

export const notificationTypes: ResourceType<Aws>[] = [notification];

function rulesOf(given: z.infer<typeof queues>): NotificationRule[] {
  return given.map(({ queueArn, events, filterPrefix = "", filterSuffix = "" }) => ({
    queueArn,
    events,
    prefix: filterPrefix,
    suffix: filterSuffix,
  }));
}

/** An id that nobody gave is S3's to choose, and no change. */
function isSameRules(input: string, before: unknown, after: unknown): boolean {
  const [one, other] = [queues.safeParse(before), queues.safeParse(after)];
  if (input !== "queues" || !one.success || !other.success) return false;
  return isDeepStrictEqual(rulesOf(one.data), rulesOf(other.data));
}

/** S3 sends a test message before it takes a configuration. */
function checkQueue(
  arn: string,
  bucket: Bucket,
  operation: string,
  { account, at }: AwsRequest,
): void {
  const found = account.queues.find(arn);
  const queue = found && ordered(found, `queue ${arn}`, at).value;
  if (queue?.bucket !== bucket.name) {
    throw new AwsError(
      operation,
      "InvalidArgument",
      `Unable to validate the following destination configurations: ${arn} ${queue ? "does not admit this bucket" : "does not exist"}`,
    );
  }
}

function overlap(rules: NotificationRule[]): string | undefined {
  for (const [n, one] of rules.entries()) {
    for (const other of rules.slice(n + 1)) {
      const prefixes = one.prefix.startsWith(other.prefix) || other.prefix.startsWith(one.prefix);
      const suffixes = one.suffix.endsWith(other.suffix) || other.suffix.endsWith(one.suffix);
      const event = one.events.find((a) => other.events.some((b) => covers(a, b) || covers(b, a)));
      if (prefixes && suffixes && event !== undefined) {
        return `"${one.prefix}" and "${other.prefix}" for ${event}`;
      }
    }
  }
  return undefined;
}

function covers(pattern: string, event: string): boolean {
  return pattern === event || (pattern.endsWith(":*") && event.startsWith(pattern.slice(0, -1)));
}

/** The rules that an event of an object matches, or why there are none. */
export function matchingRules(
  { notification }: Bucket,
  event: string,
  key: string,
): NotificationRule[] | string {
  if (!notification || notification.value.length === 0) return "the bucket has no notification";
  const matching = notification.value.filter(
    ({ events, prefix, suffix }) =>
      events.some((pattern) => covers(pattern, event)) &&
      key.startsWith(prefix) &&
      key.endsWith(suffix),
  );
  if (matching.length > 0) return matching;
  return `no notification covers ${event} of this key: ${notification.value
    .map(
      ({ events, prefix, suffix }) =>
        `${events.join(", ")} under "${prefix}"${suffix && ` ending in "${suffix}"`}`,
    )
    .join("; ")}`;
}
