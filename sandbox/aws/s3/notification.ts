import { z } from "zod";
import { ordered } from "../../inventory";
import { resourceType, type Creation, type ResourceType } from "../../pulumi/resourceType";
import { AwsError } from "../account";
import { bucketFor, refuseSecondOwner, type Bucket } from "./bucket";

/** Which objects of a bucket are told to which queue. */
export interface NotificationRule {
  queueArn: string;
  events: string[];
  prefix: string;
  suffix: string;
}

const events = z.array(z.string().regex(/^s3:[A-Za-z]+:(\*|[A-Za-z]+)$/, "is no S3 event")).min(1);

const notification = resourceType("aws:s3/bucketNotification:BucketNotification", {
  replacedBy: ["bucket"],
  // Topics, functions and EventBridge are not simulated, so they are not taken.
  inputs: z.strictObject({
    bucket: z.string(),
    queues: z
      .array(
        z.strictObject({
          id: z.string().optional(),
          queueArn: z.string(),
          events,
          filterPrefix: z.string().optional(),
          filterSuffix: z.string().optional(),
        }),
      )
      .optional(),
    region: z.string().optional(),
  }),
  create(inputs, creation) {
    const operation = `creating S3 Bucket (${inputs.bucket}) Notification`;
    const bucket = bucketFor(inputs.bucket, operation, creation);
    const rules = (inputs.queues ?? []).map(({ queueArn, events, ...filter }) => ({
      queueArn,
      events,
      prefix: filter.filterPrefix ?? "",
      suffix: filter.filterSuffix ?? "",
    }));
    for (const { queueArn } of rules) checkQueue(queueArn, bucket, operation, creation);
    const clash = overlap(rules);
    if (clash !== undefined) {
      throw new AwsError(
        operation,
        "InvalidArgument",
        `Configuration is ambiguously defined. Cannot have overlapping suffixes in two rules if the prefixes are overlapping for the same event type: ${clash}`,
      );
    }
    refuseSecondOwner(bucket.notification, "notification", operation, creation);
    bucket.notification = { value: rules, origin: creation.origin };
    return { id: bucket.name, outputs: { region: bucket.region } };
  },
});

export const notificationTypes: ResourceType[] = [notification];

/** S3 sends a test message before it takes a configuration. */
function checkQueue(
  arn: string,
  bucket: Bucket,
  operation: string,
  { sandbox, at }: Creation,
): void {
  const found = sandbox.aws.queues.find(arn);
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
