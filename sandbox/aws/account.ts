import type { Clock } from "../resource/clock";
import { Inventory, type Placed } from "../resource/inventory";
import type { Properties } from "../resource/properties";
import type { PolicyDocument } from "./policy";

/** One AWS account, and what is in it. */
export class Aws {
  readonly buckets = new Inventory<Bucket>("bucket");
  readonly roles = new Inventory<Role>("role");
  readonly trails = new Inventory<Trail>("trail");
  readonly keys = new Inventory<Key>("KMS key");
  readonly queues = new Inventory<Queue>("queue");
  readonly topics = new Inventory<Topic>("topic");
  readonly logGroups = new Inventory<LogGroup>("log group");
  /** Set when the account manages an organization. */
  organizationId: string | undefined;

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
  notification: NotificationRule[];
}

export type BucketConfiguration = { [Part in keyof BucketParts]?: Placed<BucketParts[Part]> };

interface StoredObject {
  body: Uint8Array;
  lastModified: Date;
  /** The key that it is encrypted with, if it is not S3's own. */
  key: Key | undefined;
}

/** Which objects of a bucket are told to which queue. */
export interface NotificationRule {
  queueArn: string;
  events: string[];
  prefix: string;
  suffix: string;
}

/** A queue that S3 may send to. */
export interface Queue {
  arn: string;
  /** The bucket whose events its policy admits. */
  bucket: string;
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

interface Subscription {
  /** An e-mail address. */
  endpoint: string;
  /** Whether its owner has followed the link: before that, nothing is sent. */
  confirmed: boolean;
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

function partitionOf(region: string): string {
  if (region.startsWith("cn-")) return "aws-cn";
  return region.startsWith("us-gov-") ? "aws-us-gov" : "aws";
}
