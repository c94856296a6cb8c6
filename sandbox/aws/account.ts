import { Inventory } from "../inventory";
import type { Properties } from "../pulumi/wire";
import type { Role } from "./iam";
import type { Key } from "./kms";
import type { Bucket } from "./s3/bucket";
import type { Trail } from "./cloudtrail";
import type { Queue } from "./sqs";

/** One AWS account, and what is in it. */
export class Aws {
  readonly buckets = new Inventory<Bucket>("bucket");
  readonly roles = new Inventory<Role>("role");
  readonly trails = new Inventory<Trail>("trail");
  readonly keys = new Inventory<Key>("KMS key");
  readonly queues = new Inventory<Queue>("queue");
  /** Set when the account manages an organization. */
  organizationId: string | undefined;

  constructor(
    readonly accountId: string,
    /** The region of a provider that names none. */
    readonly region: string,
  ) {}

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

function partitionOf(region: string): string {
  if (region.startsWith("cn-")) return "aws-cn";
  return region.startsWith("us-gov-") ? "aws-us-gov" : "aws";
}

/** A service refuses a request, in its own words. */
export class AwsError extends Error {
  constructor(operation: string, code: string, message: string) {
    super(`${operation}: ${code}: ${message}`);
  }
}
