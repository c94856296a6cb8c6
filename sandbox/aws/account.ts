import type { Clock } from "../resource/clock";
import { Inventory, type Placed } from "../resource/inventory";
import type { Properties } from "../resource/properties";
import type { PolicyDocument } from "./policy";

/**
 * AWS as one account sees it. What is in all accounts stands together, since names and policies reach from one to the
 * other; an ARN or the object itself tells whose it is.
 */
export class Aws {
  readonly buckets = new Inventory<Bucket>("bucket");
  readonly roles = new Inventory<Role>("role");
  readonly trails = new Inventory<Trail>("trail");
  readonly keys = new Inventory<Key>("KMS key");
  readonly queues = new Inventory<Destination>("queue");
  readonly functions = new Inventory<Destination>("function");
  readonly topics = new Inventory<Topic>("topic");
  readonly logGroups = new Inventory<LogGroup>("log group");
  readonly eventRules = new Inventory<EventRule>("rule of EventBridge");
  /** When subscriptions of other accounts were deleted, by their names: SNS makes them anew only days later. */
  readonly unsubscribed = new Map<string, Date>();
  /** The accounts that profiles of the shared configuration have credentials for. */
  readonly profiles = new Map<string, string>();
  /** The organization that the accounts are of, if they are of one. */
  organization: Organization | undefined;

  constructor(
    readonly accountId: string,
    /** The region of a provider that names none. */
    readonly region: string,
    private readonly clock: Clock,
  ) {}

  get now(): Date {
    return this.clock.now;
  }

  get partition(): string {
    return partitionOf(this.region);
  }

  get dnsSuffix(): string {
    return this.partition === "aws-cn" ? "amazonaws.com.cn" : "amazonaws.com";
  }

  /**
   * The same from the account that a provider acts in: that of the role that it assumes, or else of its profile, or
   * else this one. @throws Error if the provider cannot, or is told not to.
   */
  of({ profile, assumeRoles, allowedAccountIds }: Properties): Aws {
    const ofProfile = typeof profile === "string" ? this.profiles.get(profile) : this.accountId;
    if (ofProfile === undefined) {
      throw new Error(`failed to get shared config profile, ${String(profile)}`);
    }
    const [role] = parsed<{ roleArn: string }>(assumeRoles);
    const accountId = role ? accountOf(role.roleArn) : ofProfile;
    const allowed = parsed<string>(allowedAccountIds);
    if (allowed.length > 0 && !allowed.includes(accountId)) {
      throw new Error(`AWS account ID not allowed: ${accountId}`);
    }
    return Object.assign(new Aws(accountId, this.region, this.clock), { ...this, accountId });
  }

  /** The region that a resource or call takes: its own, its provider's, or the account's. */
  regionOf(own: string | undefined, provider: Properties): string {
    const region = own ?? (typeof provider.region === "string" ? provider.region : this.region);
    if (partitionOf(region) !== this.partition) {
      throw new Error(
        `UnrecognizedClientException: The security token included in the request is invalid: the account is of partition ${this.partition}, and ${region} is not`,
      );
    }
    return region;
  }
}

/** An organization of AWS Organizations. */
export interface Organization {
  id: string;
  managementAccountId: string;
  /** The accounts that administer CloudTrail in its name. */
  delegatedAdministrators: string[];
  /** Whether it trusts CloudTrail: trusted access to cloudtrail.amazonaws.com. */
  trustsCloudTrail: boolean;
}

/** A general purpose bucket, with what its sub-resources configure. */
export interface Bucket extends BucketConfiguration {
  name: string;
  arn: string;
  accountId: string;
  region: string;
  objects: Map<string, StoredObject>;
}

/** What is configured of a bucket, each by a resource of its own. */
export interface BucketParts {
  policy: PolicyDocument;
  publicAccessBlock: { blockPublicPolicy: boolean; restrictPublicBuckets: boolean };
  ownership: string;
  encryption: { algorithm: string; key: Key | undefined };
  versioning: string;
  lifecycle: readonly object[];
  notification: NotificationConfiguration;
}

export type BucketConfiguration = { [Part in keyof BucketParts]?: Placed<BucketParts[Part]> };

interface StoredObject {
  body: Uint8Array;
  lastModified: Date;
  /** The key that it is encrypted with, if it is not S3's own. */
  key: Key | undefined;
}

/** Whom a bucket tells of its objects. */
export interface NotificationConfiguration {
  rules: NotificationRule[];
  /** Since when EventBridge is told of all of them, whatever the rules are; undefined if it is not. */
  eventBridgeSince: Date | undefined;
}

/** Which objects of a bucket are told to which queue, topic or function. */
export interface NotificationRule {
  id: string;
  destination: string;
  events: string[];
  prefix: string;
  suffix: string;
}

/** A queue or a function. */
export interface Destination {
  arn: string;
  /** The ARN of the bucket or the topic that its policy admits. */
  admits: string;
}

/** A log group of CloudWatch Logs. */
export interface LogGroup {
  /** Without `:*` at its end. */
  arn: string;
}

/** A topic of SNS. */
export interface Topic {
  arn: string;
  /** The KMS key that encrypts it, as it was named; undefined if it is not encrypted. */
  key: string | undefined;
  /** Undefined means SNS's own, which leaves the decision to the account. */
  policy: Placed<PolicyDocument> | undefined;
  subscriptions: Subscription[];
}

export interface Subscription {
  protocol: "email" | "sqs";
  /** An e-mail address, or the ARN of a queue. */
  endpoint: string;
  /** Whether its owner has followed the link of an e-mail: before that, nothing is sent. */
  confirmed: boolean;
}

/** A rule on the default bus of EventBridge. */
export interface EventRule {
  name: string;
  arn: string;
  pattern: EventPattern;
  enabled: boolean;
  /** The topics that it publishes to, by the ids of its targets, each with the role that it publishes as. */
  targets: Map<string, { topicArn: string; roleArn: string }>;
}

/** What an event has to be: one of the values that are listed for each of its fields. */
export interface EventPattern {
  [field: string]: EventPattern | (string | { prefix: string })[];
}

export interface Role {
  name: string;
  arn: string;
  trust: PolicyDocument;
  /** Inline policies, by name. */
  policies: Map<string, Placed<PolicyDocument>>;
}

export interface Trail {
  name: string;
  arn: string;
  bucket: string;
  prefix: string | undefined;
  key: Key | undefined;
  logging: boolean;
}

export interface Key {
  arn: string;
  id: string;
  /** Such as alias/logs. */
  alias: string | undefined;
  /** The key's policy; undefined means AWS's default, which leaves the decision to IAM. */
  policy: PolicyDocument | undefined;
}

/** The account that an ARN names. */
export function accountOf(arn: string): string {
  return arn.split(":")[4] ?? "";
}

/** A list among a provider's inputs, which the SDK sends as JSON. */
function parsed<T>(list: unknown): T[] {
  return typeof list === "string" ? (JSON.parse(list) as T[]) : [];
}

function partitionOf(region: string): string {
  if (region.startsWith("cn-")) return "aws-cn";
  return region.startsWith("us-gov-") ? "aws-us-gov" : "aws";
}
