import type * as aws from "@pulumi/aws";

import { createdEvents } from "./toAdd";

/** What a bucket notifies of, as the provider tells and takes it. */
export type BucketConfiguration = Pick<
  aws.s3.GetBucketNotificationResult,
  "queues" | "topics" | "lambdaFunctions" | "eventbridge"
>;

/** What may stand in the way of Snowtrail's entry. */
export interface OthersInputs {
  bucketName: string;
  /** What the bucket notifies of now, Snowtrail's own entry from an earlier deployment included. */
  current: BucketConfiguration;
  /** Names Snowtrail's entry. */
  id: string;
  /** Whether what others have is kept; if not, it may not be there. */
  isMerged: boolean;
  /** The prefix of the entry that Snowtrail adds; undefined if it adds none. */
  prefix: string | undefined;
}

/**
 * What others have in the configuration, in the order of their ids. Throws, and names each entry, if there is any and
 * it is not to be kept, or if S3 would refuse it beside Snowtrail's.
 *
 * That EventBridge is told is neither refused nor ever taken back: nobody can see who asked for it, and whoever did
 * loses events without it.
 */
export function othersOf(inputs: OthersInputs): BucketConfiguration {
  const { bucketName, current, id, isMerged, prefix } = inputs;
  const others = {
    queues: without(current.queues, id),
    topics: without(current.topics, id),
    lambdaFunctions: without(current.lambdaFunctions, id),
    eventbridge: current.eventbridge,
  };
  const entries = entriesOf(others);
  if (!isMerged && entries.length > 0) {
    throw new Error(
      `eventNotifications.configuration: the bucket ${bucketName} notifies of objects already, and Snowtrail would ` +
        `replace that:${listed(entries)}\nGive merge, and Snowtrail keeps these beside its own. Or give mode none, or ` +
        `leave with sns or eventbridge, and the outputs tell what the bucket's owner has to add.`,
    );
  }
  const inTheWay = entries.filter((entry) => prefix !== undefined && isInTheWay(entry, prefix));
  if (inTheWay.length > 0) {
    throw new Error(
      `eventNotifications.mode: the bucket ${bucketName} notifies already of objects that are created below ` +
        `${JSON.stringify(prefix)}, and S3 takes no second destination for that:${listed(inTheWay)}\nGive mode ` +
        `eventbridge, which stands beside these. Or, if it is a topic, mode sns with topic.existing and leave.`,
    );
  }
  return others;
}

interface Entry {
  id: string;
  events: string[];
  filterPrefix: string;
  filterSuffix: string;
}

function without<T extends Entry>(entries: readonly T[], id: string): T[] {
  return entries
    .filter((entry) => entry.id !== id)
    .sort((one, other) => (one.id < other.id ? -1 : 1));
}

function entriesOf({
  queues,
  topics,
  lambdaFunctions,
}: BucketConfiguration): (Entry & { destination: string })[] {
  return [
    ...queues.map((entry) => ({ ...entry, destination: entry.queueArn })),
    ...topics.map((entry) => ({ ...entry, destination: entry.topicArn })),
    ...lambdaFunctions.map((entry) => ({ ...entry, destination: entry.lambdaFunctionArn })),
  ];
}

/** Whether one object could be told to both: Snowtrail's entry has no suffix. */
function isInTheWay({ events, filterPrefix }: Entry, prefix: string): boolean {
  const [all = ""] = createdEvents;
  return (
    (filterPrefix.startsWith(prefix) || prefix.startsWith(filterPrefix)) &&
    events.some((event) => event === all || event.startsWith(all.slice(0, -1)))
  );
}

/** In quotes, since whoever may configure the bucket chose them. */
function listed(entries: readonly (Entry & { destination: string })[]): string {
  return entries
    .map(
      ({ id, destination, events, filterPrefix, filterSuffix }) =>
        `\n  ${JSON.stringify(id)}: ${events.map((event) => JSON.stringify(event)).join(", ")} below ` +
        `${JSON.stringify(filterPrefix)}${filterSuffix === "" ? "" : ` ending in ${JSON.stringify(filterSuffix)}`}` +
        ` to ${JSON.stringify(destination)}`,
    )
    .join("");
}
