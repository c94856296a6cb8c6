import type { Aws, Bucket, Key, Organization, Topic } from "./aws/account";
import type { PolicyDocument } from "./aws/policy";
import { emptyBucket } from "./aws/s3/bucket";
import { given } from "./resource/order";
import type { Snowflake } from "./snowflake/account";
import { addSchema } from "./snowflake/database";
import { quoted } from "./snowflake/identifier";

/** What was in the accounts before any deployment. */
export class Given {
  constructor(
    private readonly aws: Aws,
    private readonly snowflake: Snowflake,
  ) {}

  bucket(name: string, policy?: PolicyDocument): Bucket {
    const { aws } = this;
    const bucket = aws.buckets.add(name, emptyBucket(aws, name, aws.region), given);
    if (policy) bucket.policy = { value: policy, origin: given };
    return bucket;
  }

  /** What a bucket notifies of: a queue, a topic or a function that its owner has, which the queue and the function admit. */
  notification(
    name: string,
    { to, ...rule }: { id: string; to: string; events: string[]; filterPrefix: string },
  ): void {
    const { buckets, queues, functions } = this.aws;
    const bucket = buckets.get(name);
    if (!bucket) throw new Error(`bucket ${name} does not exist`);
    const [, , service] = to.split(":");
    const destinations = service === "sqs" ? queues : functions;
    if (service !== "sns") destinations.add(to, { arn: to, admits: bucket.arn }, given);
    const { id, events, filterPrefix: prefix } = rule;
    const rules = [
      ...(bucket.notification?.value.rules ?? []),
      { id, destination: to, events, prefix, suffix: "" },
    ];
    const eventBridgeSince = bucket.notification?.value.eventBridgeSince;
    bucket.notification = { value: { rules, eventBridgeSince }, origin: given };
  }

  /** A KMS key by its ARN; without a policy it has AWS's default, which leaves the decision to IAM. */
  key(arn: string, policy?: PolicyDocument, alias?: string): Key {
    const id = arn.split("/").at(-1) ?? arn;
    return this.aws.keys.add(arn, { arn, id, alias, policy }, given);
  }

  /** A trail that writes to a bucket. */
  trail(name: string, bucket: string, prefix?: string): void {
    const { aws } = this;
    const arn = `arn:${aws.partition}:cloudtrail:${aws.region}:${aws.accountId}:trail/${name}`;
    aws.trails.add(arn, { name, arn, bucket, prefix, key: undefined, logging: true }, given);
  }

  /** An organization that trusts CloudTrail; the sandbox's own account manages it unless told otherwise. */
  organization(id: string, given: Partial<Organization> = {}): void {
    this.aws.organization = {
      id,
      managementAccountId: this.aws.accountId,
      delegatedAdministrators: [],
      trustsCloudTrail: true,
      ...given,
    };
  }

  /** A profile of the shared configuration, with credentials for an account. */
  profile(name: string, accountId: string): void {
    this.aws.profiles.set(name, accountId);
  }

  /** A log group of CloudWatch Logs. */
  logGroup(name: string): void {
    const { partition, region, accountId, logGroups } = this.aws;
    const arn = `arn:${partition}:logs:${region}:${accountId}:log-group:${name}`;
    logGroups.add(arn, { arn }, given);
  }

  warehouse(name: string): void {
    this.snowflake.warehouses.add(quoted(name), { name, resourceMonitor: undefined }, given);
  }

  role(name: string): void {
    this.snowflake.roles.add(quoted(name), { name, granted: new Set() }, given);
  }

  /** A user of the Snowflake account who has verified an e-mail address. */
  user(email: string, name?: string): void {
    this.snowflake.verified.add(email);
    if (name !== undefined) this.snowflake.users.add(name);
  }

  /** A topic; without a policy SNS's own stands, which leaves the decision to the account. */
  topic(arn: string, policy?: PolicyDocument, key?: string): Topic {
    const placed = policy && { value: policy, origin: given };
    return this.aws.topics.add(arn, { arn, key, policy: placed, subscriptions: [] }, given);
  }

  /** A database with its schema PUBLIC, and more schemas if asked for. */
  database(name: string, ...schemas: string[]): void {
    this.snowflake.databases.add(quoted(name), { name }, given);
    for (const schema of ["PUBLIC", ...schemas]) addSchema(this.snowflake, name, schema, given);
  }
}
