import { isDeepStrictEqual } from "node:util";
import { z } from "zod";
import { ordered, type Inventory } from "../../resource/inventory";
import type { Properties } from "../../resource/properties";
import { call, type Call, type ResourceType } from "../../resource/type";
import type {
  Aws,
  Bucket,
  Destination,
  NotificationConfiguration,
  NotificationRule,
} from "../account";
import { AwsError } from "../error";
import { servicePublishRefusal } from "../publishing";
import type { AwsRequest } from "../type";
import { bucketConfiguration } from "./configuration";

const what = {
  id: z.string().optional(),
  events: z.array(z.string().regex(/^s3:[A-Za-z]+:(\*|[A-Za-z]+)$/, "is no S3 event")).min(1),
  filterPrefix: z.string().optional(),
  filterSuffix: z.string().optional(),
};

const lists = {
  queues: z.array(z.strictObject({ ...what, queueArn: z.string() })).optional(),
  topics: z.array(z.strictObject({ ...what, topicArn: z.string() })).optional(),
  lambdaFunctions: z.array(z.strictObject({ ...what, lambdaFunctionArn: z.string() })).optional(),
};

const inputs = z.strictObject({
  bucket: z.string(),
  ...lists,
  eventbridge: z.boolean().optional(),
  region: z.string().optional(),
});

type Inputs = z.infer<typeof inputs>;

const notification = bucketConfiguration("aws:s3/bucketNotification:BucketNotification", {
  part: "notification",
  operation: (bucket) => `creating S3 Bucket (${bucket}) Notification`,
  inputs,
  async value(given, bucket, operation, request) {
    const rules = rulesOf(given);
    for (const rule of rules) await checkDestination(rule, bucket, operation, request);
    const clash = overlap(rules);
    if (clash !== undefined) {
      throw new AwsError(
        operation,
        "InvalidArgument",
        `Configuration is ambiguously defined. Cannot have overlapping suffixes in two rules if the prefixes are overlapping for the same event type: ${clash}`,
      );
    }
    const since = bucket.notification?.value.eventBridgeSince ?? request.account.now;
    return { rules, eventBridgeSince: given.eventbridge ? since : undefined };
  },
  left: { rules: [], eventBridgeSince: undefined },
  same: isSame,
  read: propertiesOf,
});

export const notificationTypes: ResourceType<Aws>[] = [notification];

/** Looks at what a bucket notifies of: nothing, if nobody has configured it. */
export const getBucketNotification: Call<Aws> = call(
  "aws:s3/getBucketNotification:getBucketNotification",
  z.strictObject({ bucket: z.string(), region: z.string().optional() }),
  ({ bucket: name }, { buckets }) => {
    const bucket = buckets.get(name);
    if (!bucket) {
      throw new AwsError(
        `reading S3 Bucket Notification (${name})`,
        "NoSuchBucket",
        "The specified bucket does not exist",
      );
    }
    const empty = { rules: [], eventBridgeSince: undefined };
    const value = bucket.notification?.value ?? empty;
    return { bucket: name, region: bucket.region, ...propertiesOf(value) };
  },
);

/** How the provider tells a configuration: every filter is a text. */
function propertiesOf({ rules, eventBridgeSince }: NotificationConfiguration): Properties {
  const to = (service: string, key: string): Properties[] =>
    rules
      .filter(({ destination }) => destination.split(":")[2] === service)
      .map(({ id, destination, events, prefix, suffix }, number) => ({
        id: id === "" ? `tf-s3-${service}-${number}` : id,
        [key]: destination,
        events,
        filterPrefix: prefix,
        filterSuffix: suffix,
      }));
  return {
    queues: to("sqs", "queueArn"),
    topics: to("sns", "topicArn"),
    lambdaFunctions: to("lambda", "lambdaFunctionArn"),
    eventbridge: eventBridgeSince !== undefined,
  };
}

function rulesOf({ queues = [], topics = [], lambdaFunctions = [] }: Inputs): NotificationRule[] {
  return [
    ...queues.map(({ queueArn, ...rest }) => ({ ...rest, destination: queueArn })),
    ...topics.map(({ topicArn, ...rest }) => ({ ...rest, destination: topicArn })),
    ...lambdaFunctions.map(({ lambdaFunctionArn, ...rest }) => ({
      ...rest,
      destination: lambdaFunctionArn,
    })),
  ].map(({ id = "", destination, events, filterPrefix = "", filterSuffix = "" }) => ({
    id,
    destination,
    events,
    prefix: filterPrefix,
    suffix: filterSuffix,
  }));
}

/** A filter that is empty is none, and so is a list. An id that nobody gave is S3's to choose, and no change. */
function isSame(input: string, before: unknown, after: unknown): boolean {
  if (input === "eventbridge") return (before ?? false) === (after ?? false);
  if (!(input in lists)) return false;
  const [one, other] = [before, after].map((value) =>
    inputs.safeParse({ bucket: "", [input]: value ?? [] }),
  );
  if (!one?.success || !other?.success) return false;
  const both = [rulesOf(one.data), rulesOf(other.data)];
  const isNamed = both.flat().every(({ id }) => id !== "");
  const [named, alike] = both.map((rules) =>
    rules.map((rule) => (isNamed ? rule : { ...rule, id: "" })),
  );
  return isDeepStrictEqual(named, alike);
}

/** S3 sends a test message to each destination before it takes a configuration. */
async function checkDestination(
  { destination: arn }: NotificationRule,
  bucket: Bucket,
  operation: string,
  { account, at }: AwsRequest,
): Promise<void> {
  const service = arn.split(":")[2];
  const refused =
    service === "sns"
      ? await servicePublishRefusal(account, arn, bucket, at)
      : admissionRefusal(service === "sqs" ? account.queues : account.functions, arn, bucket, at);
  if (refused !== undefined) {
    throw new AwsError(
      operation,
      "InvalidArgument",
      `Unable to validate the following destination configurations: ${refused}`,
    );
  }
}

function admissionRefusal(
  destinations: Inventory<Destination>,
  arn: string,
  bucket: Bucket,
  at: AwsRequest["at"],
): string | undefined {
  const found = destinations.find(arn);
  const destination = found && ordered(found, `${destinations.kind} ${arn}`, at).value;
  if (destination?.admits === bucket.arn) return undefined;
  return `${arn} ${destination ? "does not admit this bucket" : "does not exist"}`;
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
  { rules }: NotificationConfiguration,
  event: string,
  key: string,
): NotificationRule[] | string {
  const matching = rules.filter(
    ({ events, prefix, suffix }) =>
      events.some((pattern) => covers(pattern, event)) &&
      key.startsWith(prefix) &&
      key.endsWith(suffix),
  );
  if (matching.length > 0) return matching;
  return `no notification covers ${event} of this key: ${rules
    .map(
      ({ events, prefix, suffix }) =>
        `${events.join(", ")} under "${prefix}"${suffix && ` ending in "${suffix}"`}`,
    )
    .join("; ")}`;
}
