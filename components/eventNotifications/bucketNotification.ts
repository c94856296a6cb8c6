import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

import { notificationId } from "../names/derived";
import { ConfigurationOwnership, EventNotificationMode } from "./args";
import { othersOf } from "./configuration";
import { configurationToAdd, createdEvents } from "./toAdd";

/** What the notifications of a bucket depend on. */
interface BucketNotificationInputs {
  mode: EventNotificationMode;
  configuration: ConfigurationOwnership;
  bucketName: pulumi.Input<string>;
  logsPrefix: pulumi.Input<string>;
  baseName: pulumi.Input<string>;
  /** ARN of the pipe's own queue, or of the topic. */
  destination: pulumi.Input<string>;
  /** Whoever has to be there to be told. */
  after: pulumi.Resource[];
}

/** Makes a bucket notify of new files, or tells its owner how, as AWS's JSON, if he keeps its configuration. */
export function notifyOf(
  name: string,
  inputs: BucketNotificationInputs,
  opts: pulumi.CustomResourceOptions,
): { notification?: aws.s3.BucketNotification; toAdd?: pulumi.Output<string> } {
  const { mode, configuration, baseName, destination, logsPrefix } = inputs;
  const id = pulumi.output(baseName).apply(notificationId);
  if (configuration !== ConfigurationOwnership.Leave) {
    return { notification: makeBucketNotification(name, { ...inputs, id }, opts) };
  }
  const toAdd = pulumi
    .output({ id, destination, logsPrefix })
    .apply((entry) => JSON.stringify(configurationToAdd(mode, entry), undefined, 2));
  return { toAdd };
}

/**
 * Makes a bucket notify of new files, and keeps what else it notifies of, or refuses to replace it.
 *
 * What the bucket has is read in each preview and each update, by `s3:GetBucketNotification`. The resource stands for
 * the whole configuration, so that deleting it would delete what others have in it: it is retained, and Snowtrail's
 * entry with it, until mode "none" with "own" or "merge" takes that out.
 */
function makeBucketNotification(
  name: string,
  {
    mode,
    configuration,
    bucketName,
    logsPrefix,
    id,
    destination,
    after,
  }: BucketNotificationInputs & { id: pulumi.Output<string> },
  opts: pulumi.CustomResourceOptions,
): aws.s3.BucketNotification {
  const hasEntry = mode === EventNotificationMode.Bucket || mode === EventNotificationMode.Sns;
  const others = pulumi
    .all([
      aws.s3.getBucketNotificationOutput({ bucket: bucketName }, opts),
      bucketName,
      id,
      logsPrefix,
    ])
    .apply(([current, bucketName, id, prefix]) =>
      othersOf({
        bucketName,
        current,
        id,
        isMerged: configuration === ConfigurationOwnership.Merge,
        prefix: hasEntry ? prefix : undefined,
      }),
    );
  const entry = { id, events: createdEvents, filterPrefix: logsPrefix };
  const ours = {
    queues: mode === EventNotificationMode.Bucket ? [{ ...entry, queueArn: destination }] : [],
    topics: mode === EventNotificationMode.Sns ? [{ ...entry, topicArn: destination }] : [],
  };
  return new aws.s3.BucketNotification(
    `${name}-notification`,
    {
      bucket: bucketName,
      queues: others.queues.apply((queues) => [...queues, ...ours.queues]),
      topics: others.topics.apply((topics) => [...topics, ...ours.topics]),
      lambdaFunctions: others.lambdaFunctions,
      eventbridge: others.eventbridge.apply(
        (isTold) => isTold || mode === EventNotificationMode.EventBridge,
      ),
    },
    { ...opts, dependsOn: after, retainOnDelete: true },
  );
}
