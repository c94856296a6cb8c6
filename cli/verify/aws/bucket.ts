import type {
  GetBucketNotificationConfigurationCommandOutput,
  GetBucketPolicyCommandOutput,
} from "@aws-sdk/client-s3";
import type { BucketNotifications } from "../facts";
import { clientSettings, type AwsAccess } from "./clients";
import { answered } from "./failure";

type Question<Value> = (abortSignal: AbortSignal) => Promise<Value>;

/** What may be asked of S3 about a bucket; undefined is answered for one that does not exist. */
export async function bucketQuestions(
  bucket: string,
  access: AwsAccess,
): Promise<{
  policy: Question<string | undefined>;
  notification: Question<BucketNotifications | undefined>;
}> {
  const sdk = await import("@aws-sdk/client-s3");
  const client = new sdk.S3Client({
    // A redirect tells where the bucket is, so that any region will do to begin with.
    ...clientSettings("us-east-1", access),
    followRegionRedirects: true,
    // Other servers know their buckets by the path, and seldom by a host name.
    forcePathStyle: access.endpointUrl !== undefined,
  });
  const missing = ["NoSuchBucket"];
  return {
    policy: async (abortSignal) => {
      const command = new sdk.GetBucketPolicyCommand({ Bucket: bucket });
      const told = await answered("s3:GetBucketPolicy", missing, () =>
        client.send(command, { abortSignal }).catch(withoutPolicy),
      );
      return told && (told.Policy ?? "");
    },
    notification: async (abortSignal) => {
      const command = new sdk.GetBucketNotificationConfigurationCommand({ Bucket: bucket });
      const told = await answered("s3:GetBucketNotification", missing, () =>
        client.send(command, { abortSignal }),
      );
      return told && notificationsIn(told);
    },
  };
}

/** A bucket without a policy is answered by an error. */
function withoutPolicy(error: unknown): GetBucketPolicyCommandOutput {
  if (error instanceof Error && error.name === "NoSuchBucketPolicy" && "$metadata" in error) {
    return error as Pick<GetBucketPolicyCommandOutput, "$metadata">;
  }
  throw error;
}

function notificationsIn({
  QueueConfigurations: queues = [],
  TopicConfigurations: topics = [],
  LambdaFunctionConfigurations: functions = [],
  EventBridgeConfiguration: eventBridge,
}: GetBucketNotificationConfigurationCommandOutput): BucketNotifications {
  const targets = [
    ...queues.map((each) => ({ ...each, arn: each.QueueArn })),
    ...topics.map((each) => ({ ...each, arn: each.TopicArn })),
    ...functions.map((each) => ({ ...each, arn: each.LambdaFunctionArn })),
  ].map(({ arn = "", Events: events = [], Filter: filter }) => {
    // S3 writes the names of rules in either case.
    const value = (name: string): string =>
      filter?.Key?.FilterRules?.find((rule) => rule.Name?.toLowerCase() === name)?.Value ?? "";
    return { arn, events, prefix: value("prefix"), suffix: value("suffix") };
  });
  return { targets, tellsEventBridge: eventBridge !== undefined };
}
