import { z } from "zod";
import type { Creation, ResourceType } from "../pulumi/resourceType";
import { resourceType } from "../pulumi/resourceType";
import { automaticName } from "../names";
import { AwsError } from "./account";
import { findKey, keyRefusal, type Key } from "./kms";
import { policyAt, type Bucket } from "./s3/bucket";
import { refusal, type PolicyDocument } from "./policy";

export const service = "cloudtrail.amazonaws.com";

export interface Trail {
  name: string;
  arn: string;
  bucket: string;
  prefix: string | undefined;
  key: Key | undefined;
  logging: boolean;
}

const selectors = z.array(z.looseObject({})).optional();

const trail = resourceType("aws:cloudtrail/trail:Trail", {
  replacedBy: ["name"],
  inputs: z.strictObject({
    name: z.string().optional(),
    s3BucketName: z.string(),
    s3KeyPrefix: z.string().optional(),
    kmsKeyId: z.string().startsWith("arn:", "must be a key's ARN").optional(),
    enableLogging: z.boolean().optional(),
    enableLogFileValidation: z.boolean().optional(),
    includeGlobalServiceEvents: z.boolean().optional(),
    isMultiRegionTrail: z.boolean().optional(),
    isOrganizationTrail: z.boolean().optional(),
    eventSelectors: selectors,
    advancedEventSelectors: selectors,
    insightSelectors: selectors,
    tags: z.record(z.string(), z.string()).optional(),
    region: z.string().optional(),
  }),
  seconds: 3,
  async create(inputs, creation) {
    const { aws } = creation.sandbox;
    const name = inputs.name ?? automaticName(creation.name, creation.urn);
    const operation = `creating CloudTrail Trail (${name})`;
    if (!/^[A-Za-z0-9](?!.*[._-]{2})[\w.-]{1,126}[A-Za-z0-9]$/.test(name)) {
      throw new AwsError(operation, "InvalidTrailNameException", `Trail name ${name} is not valid`);
    }
    if (inputs.s3KeyPrefix !== undefined && /^\/|\/$/.test(inputs.s3KeyPrefix)) {
      throw new AwsError(
        operation,
        "InvalidS3PrefixException",
        "S3 prefix must not begin or end with /",
      );
    }
    if (inputs.isMultiRegionTrail && inputs.includeGlobalServiceEvents === false) {
      throw new AwsError(
        operation,
        "InvalidParameterCombinationException",
        "Multi-Region trail must include global service events.",
      );
    }
    const region = aws.regionOf(inputs.region, creation.provider);
    const arn = `arn:${aws.partition}:cloudtrail:${region}:${aws.accountId}:trail/${name}`;
    if (aws.trails.has(arn)) {
      throw new AwsError(operation, "TrailAlreadyExistsException", `Trail ${name} already exists`);
    }
    const bucket = aws.buckets.get(inputs.s3BucketName, creation.at);
    if (!bucket) {
      throw new AwsError(
        operation,
        "S3BucketDoesNotExistException",
        `S3 bucket ${inputs.s3BucketName} does not exist!`,
      );
    }
    const made: Trail = {
      name,
      arn,
      bucket: bucket.name,
      prefix: inputs.s3KeyPrefix,
      key: undefined,
      logging: inputs.enableLogging ?? true,
    };
    await checkBucket(made, inputs.isOrganizationTrail ?? false, bucket, operation, creation);
    if (inputs.kmsKeyId !== undefined) {
      made.key = await checkKey(inputs.kmsKeyId, arn, operation, creation);
    }
    aws.trails.add(arn, made, creation.origin);
    return {
      id: arn,
      outputs: {
        enableLogging: true,
        includeGlobalServiceEvents: true,
        ...inputs,
        name,
        arn,
        homeRegion: region,
        region,
        snsTopicArn: "",
        tagsAll: inputs.tags ?? {},
      },
    };
  },
});

export const cloudtrailTypes: ResourceType[] = [trail];

/** CloudTrail tries the bucket's policy before it takes the bucket. */
async function checkBucket(
  made: Trail,
  forOrganization: boolean,
  bucket: Bucket,
  operation: string,
  { sandbox: { aws }, at }: Creation,
): Promise<void> {
  const policy = policyAt(bucket, at);
  const owners = [aws.accountId];
  if (forOrganization) {
    if (aws.organizationId === undefined) {
      throw new AwsError(
        operation,
        "OrganizationsNotInUseException",
        "The account is not the management account of an organization",
      );
    }
    owners.push(aws.organizationId);
  }
  const keys = owners.map((owner) => `${logsFolder(made.prefix)}${owner}/probe`);
  const refused =
    (await aclRefusal(bucket, made.arn, policy)) ??
    (await firstRefusal(keys.map((key) => writeRefusal(bucket, key, made.arn, policy))));
  if (refused !== undefined) {
    throw new AwsError(
      operation,
      "InsufficientS3BucketPolicyException",
      `Incorrect S3 bucket policy is detected for bucket: ${bucket.name} (${refused})`,
    );
  }
}

async function checkKey(
  keyId: string,
  sourceArn: string,
  operation: string,
  { sandbox: { aws } }: Creation,
): Promise<Key> {
  const key = findKey(aws, keyId);
  if (!key)
    throw new AwsError(operation, "KmsKeyNotFoundException", `KMS key ${keyId} does not exist`);
  const refused =
    key.policy &&
    (await keyRefusal(aws, key, {
      principal: service,
      action: "kms:GenerateDataKey",
      context: {
        "aws:SourceArn": sourceArn,
        "kms:EncryptionContext:aws:cloudtrail:arn": sourceArn,
      },
    }));
  if (refused !== undefined) {
    throw new AwsError(
      operation,
      "InsufficientEncryptionPolicyException",
      `Insufficient permissions to access KMS key ${keyId} (${refused})`,
    );
  }
  return key;
}

/** The folder, under the trail's prefix, in which the accounts' folders are. */
function logsFolder(prefix: string | undefined): string {
  return prefix ? `${prefix}/AWSLogs/` : "AWSLogs/";
}

/** @returns undefined if the bucket lets the trail write there, or else why not. */
export function writeRefusal(
  bucket: Bucket,
  key: string,
  sourceArn: string,
  policy: PolicyDocument | undefined,
): Promise<string | undefined> {
  return refusal({
    principal: service,
    action: "s3:PutObject",
    resource: `${bucket.arn}/${key}`,
    accountId: bucket.accountId,
    context: {
      "aws:SourceArn": sourceArn,
      "aws:SourceAccount": accountOf(sourceArn),
      "s3:x-amz-acl": "bucket-owner-full-control",
    },
    resourcePolicy: policy,
  });
}

function aclRefusal(
  bucket: Bucket,
  sourceArn: string,
  policy: PolicyDocument | undefined,
): Promise<string | undefined> {
  return refusal({
    principal: service,
    action: "s3:GetBucketAcl",
    resource: bucket.arn,
    accountId: bucket.accountId,
    context: { "aws:SourceArn": sourceArn, "aws:SourceAccount": accountOf(sourceArn) },
    resourcePolicy: policy,
  });
}

async function firstRefusal(refusals: Promise<string | undefined>[]): Promise<string | undefined> {
  return (await Promise.all(refusals)).find((refused) => refused !== undefined);
}

function accountOf(arn: string): string {
  return arn.split(":")[4] ?? "";
}
