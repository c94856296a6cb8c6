import { z } from "zod";
import { automaticName } from "../../resource/names";
import type { Properties } from "../../resource/properties";
import { call, type Call } from "../../resource/type";
import type { Aws, Bucket } from "../account";
import { AwsError } from "../error";
import { awsType } from "../type";

export const bucket = awsType("aws:s3/bucket:Bucket", {
  replacedBy: ["bucket", "region", "objectLockEnabled"],
  naming: "bucket",
  // What v7 configures by resources of their own (policy, versioning, …) is deprecated here, so it is not taken.
  inputs: z.strictObject({
    bucket: z.string().optional(),
    forceDestroy: z.boolean().optional(),
    objectLockEnabled: z.boolean().optional(),
    tags: z.record(z.string(), z.string()).optional(),
    region: z.string().optional(),
  }),
  seconds: 2,
  create(inputs, request) {
    const { account } = request;
    const name = inputs.bucket ?? automaticName(request);
    const operation = `creating S3 Bucket (${name})`;
    if (!isBucketName(name)) {
      throw new AwsError(
        operation,
        "InvalidBucketName",
        "The specified bucket is not valid: 3 to 63 lower-case letters, digits, hyphens and dots",
      );
    }
    if (account.buckets.has(name)) {
      throw new AwsError(
        operation,
        "BucketAlreadyOwnedByYou",
        "Your previous request to create the named bucket succeeded and you already own it.",
      );
    }
    const region = account.regionOf(inputs.region, request.provider);
    const made = account.buckets.add(name, emptyBucket(account, name, region), request.origin);
    return {
      id: name,
      outputs: {
        forceDestroy: false,
        objectLockEnabled: false,
        ...inputs,
        ...facts(account, made),
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
  update: ({ tags = {} }) => ({ outputs: { tags, tagsAll: tags } }),
  delete({ id, inputs }, { account: { buckets } }) {
    const objects = buckets.get(id)?.objects.size ?? 0;
    if (objects > 0 && !inputs.forceDestroy) {
      throw new AwsError(
        `deleting S3 Bucket (${id})`,
        "BucketNotEmpty",
        "The bucket you tried to delete is not empty. You must delete all versions in the bucket.",
      );
    }
    buckets.remove(id);
  },
  read: ({ id }, { account }) => (account.buckets.has(id) ? {} : undefined),
});

/** Looks an existing bucket up, as a program does that adopts one. */
export const getBucket: Call<Aws> = call(
  "aws:s3/getBucket:getBucket",
  z.strictObject({ bucket: z.string(), region: z.string().optional() }),
  ({ bucket: name }, aws: Aws) => {
    const found = aws.buckets.get(name);
    if (!found)
      throw new AwsError(`reading S3 Bucket (${name})`, "NotFound", "couldn't find resource");
    if (found.accountId !== aws.accountId) {
      throw new AwsError(
        `reading S3 Bucket (${name})`,
        "Forbidden",
        "the bucket is another account's",
      );
    }
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
