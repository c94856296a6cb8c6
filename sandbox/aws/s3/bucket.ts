import { z } from "zod";
import { ordered, type Placed } from "../../inventory";
import { automaticName } from "../../names";
import type { Moment } from "../../pulumi/order";
import { call, resourceType, type Call, type Creation } from "../../pulumi/resourceType";
import type { Properties } from "../../pulumi/wire";
import { AwsError, type Aws } from "../account";
import type { Key } from "../kms";
import type { PolicyDocument } from "../policy";
import type { NotificationRule } from "./notification";

/** A general purpose bucket, with what its sub-resources configure. */
export interface Bucket {
  name: string;
  arn: string;
  accountId: string;
  region: string;
  objects: Map<string, StoredObject>;
  policy?: Placed<PolicyDocument>;
  publicAccessBlock?: Placed<PublicAccessBlock>;
  ownership?: Placed<string>;
  encryption?: Placed<{ algorithm: string; key: Key | undefined }>;
  versioning?: Placed<string>;
  lifecycle?: Placed<unknown>;
  notification?: Placed<NotificationRule[]>;
}

interface StoredObject {
  body: Uint8Array;
  lastModified: Date;
  /** The key that it is encrypted with, if it is not S3's own. */
  key: Key | undefined;
}

interface PublicAccessBlock {
  blockPublicPolicy: boolean;
  restrictPublicBuckets: boolean;
}

export const bucket = resourceType("aws:s3/bucket:Bucket", {
  replacedBy: ["bucket", "region"],
  // What v7 configures by resources of their own (policy, versioning, …) is deprecated here, so it is not taken.
  inputs: z.strictObject({
    bucket: z.string().optional(),
    forceDestroy: z.boolean().optional(),
    objectLockEnabled: z.boolean().optional(),
    tags: z.record(z.string(), z.string()).optional(),
    region: z.string().optional(),
  }),
  seconds: 2,
  create(inputs, { sandbox: { aws }, name: logicalName, urn, provider, origin }) {
    const name = inputs.bucket ?? automaticName(logicalName, urn);
    const operation = `creating S3 Bucket (${name})`;
    if (!isBucketName(name)) {
      throw new AwsError(
        operation,
        "InvalidBucketName",
        "The specified bucket is not valid: 3 to 63 lower-case letters, digits, hyphens and dots",
      );
    }
    if (aws.buckets.has(name)) {
      throw new AwsError(
        operation,
        "BucketAlreadyOwnedByYou",
        "Your previous request to create the named bucket succeeded and you already own it.",
      );
    }
    const region = aws.regionOf(inputs.region, provider);
    const made = aws.buckets.add(name, emptyBucket(aws, name, region), origin);
    return {
      id: name,
      outputs: {
        forceDestroy: false,
        objectLockEnabled: false,
        ...inputs,
        ...facts(aws, made),
        acl: "private",
        accelerationStatus: "",
        bucketNamespace: "global",
        bucketPrefix: "",
        corsRules: [],
        grants: [],
        lifecycleRules: [],
        logging: null,
        objectLockConfiguration: null,
        policy: "",
        replicationConfiguration: null,
        requestPayer: "BucketOwner",
        serverSideEncryptionConfiguration: null,
        tags: inputs.tags ?? {},
        tagsAll: inputs.tags ?? {},
        versioning: null,
        website: null,
      },
    };
  },
});

/** Looks an existing bucket up, as a program does that adopts one. */
export const getBucket: Call = call(
  "aws:s3/getBucket:getBucket",
  z.strictObject({ bucket: z.string(), region: z.string().optional() }),
  ({ bucket: name }, { aws }) => {
    const found = aws.buckets.get(name);
    if (!found)
      throw new AwsError(`reading S3 Bucket (${name})`, "NotFound", "couldn't find resource");
    return { id: name, ...facts(aws, found) };
  },
);

export function emptyBucket({ partition, accountId }: Aws, name: string, region: string): Bucket {
  return { name, arn: `arn:${partition}:s3:::${name}`, accountId, region, objects: new Map() };
}

function facts({ dnsSuffix }: Aws, { name, arn, region }: Bucket): Properties {
  return {
    bucket: name,
    arn,
    region,
    bucketRegion: region,
    bucketDomainName: `${name}.s3.${dnsSuffix}`,
    bucketRegionalDomainName: `${name}.s3.${region}.${dnsSuffix}`,
    hostedZoneId: "Z3AQBSTGFYJSTF",
    websiteDomain: `s3-website-${region}.${dnsSuffix}`,
    websiteEndpoint: `${name}.s3-website-${region}.${dnsSuffix}`,
  };
}

function isBucketName(name: string): boolean {
  return (
    /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(name) &&
    !name.includes("..") &&
    !/^\d+\.\d+\.\d+\.\d+$/.test(name) &&
    !/^xn--|-s3alias$/.test(name)
  );
}

/** The bucket that a sub-resource is for. @throws AwsError NoSuchBucket */
export function bucketFor(name: string, operation: string, { sandbox, at }: Creation): Bucket {
  const found = sandbox.aws.buckets.get(name, at);
  if (!found) throw new AwsError(operation, "NoSuchBucket", "The specified bucket does not exist");
  return found;
}

/**
 * Two resources of one program that configure the same thing of a bucket overwrite one another on every
 * update, silently. S3 takes it; the sandbox does not.
 */
export function refuseSecondOwner(
  configured: Placed<unknown> | undefined,
  what: string,
  operation: string,
  { origin }: Creation,
): void {
  if (configured?.origin.urn === undefined) return;
  if (configured.origin.deployment !== origin.deployment) return;
  const other = configured.origin.urn.split("::").at(-1) ?? "";
  throw new AwsError(
    operation,
    "Overwritten",
    `"${other}" configures the ${what} of this bucket already`,
  );
}

/** The bucket's policy at that moment. @throws OrderError if a resource that nothing orders before sets it. */
export function policyAt({ policy, name }: Bucket, at?: Moment): PolicyDocument | undefined {
  return policy && ordered(policy, `the policy of bucket ${name}`, at).value;
}
