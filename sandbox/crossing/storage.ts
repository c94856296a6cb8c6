import type { Aws } from "../aws/account";
import { subscribeRefusal } from "../aws/publishing";
import { subscribeQueue } from "../aws/sns";
import { digestOf } from "../resource/names";
import type { Moment, Origin } from "../resource/order";
import type { CloudStorage, Integration } from "../snowflake/account";
import { SnowflakeError } from "../snowflake/error";
import type { Place } from "../snowflake/location";
import { listRefusal, readRefusal, roleRefusal } from "./access";

/** AWS as Snowflake reaches it. */
export class S3Storage implements CloudStorage {
  constructor(
    private readonly aws: Aws,
    /** The account's own name and the AWS account that it acts from. */
    private readonly locator: string,
    private readonly awsAccountId: string,
  ) {}

  async refusal(place: Place, integration: Integration, at: Moment): Promise<string | undefined> {
    const refusedRole = await roleRefusal(integration, this.aws, at);
    if (refusedRole !== undefined) {
      return `003167 (42601): Error assuming AWS_ROLE: ${refusedRole}`;
    }
    const bucket = this.aws.buckets.get(place.bucket, at);
    if (!bucket) return `003152 (42601): The bucket '${place.bucket}' of the stage does not exist`;
    const refused =
      (await listRefusal(integration, bucket, place.path, this.aws, at)) ??
      (await readRefusal(integration, bucket, `${place.path}probe`, this.aws, at));
    return (
      refused &&
      `003171 (42501): Failure using stage area. Cause: [Access Denied (Status Code: 403; Error Code: AccessDenied)]: ${refused}`
    );
  }

  /** One queue for all the account's pipes on that bucket. */
  queue(bucket: string, origin: Origin): string {
    const { buckets, partition, region: home } = this.aws;
    const region = buckets.get(bucket)?.region ?? home;
    return this.queueAdmitting(`arn:${partition}:s3:::${bucket}`, region, origin);
  }

  /** One queue for all the account's pipes on that topic, subscribed by the first of them. */
  async subscribe(topicArn: string, userArn: string, at: Moment, origin: Origin): Promise<string> {
    const topic = this.aws.topics.get(topicArn, at);
    const refused = topic
      ? await subscribeRefusal(topic, userArn, at)
      : `topic ${topicArn} does not exist`;
    if (!topic || refused !== undefined) {
      throw new SnowflakeError(
        `SQL execution error: Error subscribing to the SNS topic '${topicArn}': ${refused}`,
      );
    }
    const queue = this.queueAdmitting(topicArn, topicArn.split(":")[3] ?? "", origin);
    subscribeQueue(this.aws, topic, queue);
    return queue;
  }

  private queueAdmitting(sender: string, region: string, origin: Origin): string {
    const { partition, queues } = this.aws;
    const id = digestOf(`${this.locator}/${sender}`).toUpperCase();
    const arn = `arn:${partition}:sqs:${region}:${this.awsAccountId}:sf-snowpipe-AIDA${id.slice(0, 16)}-${id.slice(16, 38)}`;
    if (!queues.has(arn)) queues.add(arn, { arn, admits: sender }, origin);
    return arn;
  }
}
