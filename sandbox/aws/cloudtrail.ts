import { z } from "zod";
import { automaticName } from "../resource/names";
import type { ResourceType } from "../resource/type";
import { accountOf, type Aws, type Bucket, type Key, type Trail } from "./account";
import { managementAccount } from "./organization";
import { AwsError } from "./error";
import { advancedEventSelectors, insightSelectors, selectorsRefusal } from "./eventSelectors";
import { findKey, keyRefusal } from "./kms";
import { copyRefusal } from "./logs";
import { refusal, type PolicyDocument } from "./policy";
import { policyAt } from "./s3/configuration";
import { awsType, type AwsRequest } from "./type";

export const service = "cloudtrail.amazonaws.com";

const inputs = z.strictObject({
  name: z.string().optional(),
  s3BucketName: z.string(),
  s3KeyPrefix: z.string().optional(),
  kmsKeyId: z.string().startsWith("arn:", "must be a key's ARN").optional(),
  enableLogging: z.boolean().optional(),
  enableLogFileValidation: z.boolean().optional(),
  includeGlobalServiceEvents: z.boolean().optional(),
  isMultiRegionTrail: z.boolean().optional(),
  isOrganizationTrail: z.boolean().optional(),
  advancedEventSelectors,
  insightSelectors,
  cloudWatchLogsGroupArn: z.string().optional(),
  cloudWatchLogsRoleArn: z.string().optional(),
  tags: z.record(z.string(), z.string()).optional(),
  region: z.string().optional(),
});

type TrailInputs = z.infer<typeof inputs>;

const trail = awsType("aws:cloudtrail/trail:Trail", {
  replacedBy: ["name", "region"],
  naming: "name",
  inputs,
  seconds: 3,
  async create(inputs, request) {
    const { account, origin } = request;
    const name = inputs.name ?? automaticName(request);
    const operation = `creating CloudTrail Trail (${name})`;
    if (!/^[A-Za-z0-9](?!.*[._-]{2})[\w.-]{1,126}[A-Za-z0-9]$/.test(name)) {
      throw new AwsError(operation, "InvalidTrailNameException", `Trail name ${name} is not valid`);
    }
    const region = account.regionOf(inputs.region, request.provider);
    const owner = inputs.isOrganizationTrail
      ? managementAccount(account, operation)
      : account.accountId;
    const arn = `arn:${account.partition}:cloudtrail:${region}:${owner}:trail/${name}`;
    if (account.trails.has(arn)) {
      throw new AwsError(operation, "TrailAlreadyExistsException", `Trail ${name} already exists`);
    }
    account.trails.add(arn, await configured(inputs, name, arn, operation, request), origin);
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
  async update(inputs, { id, outputs }, request) {
    const { trails } = request.account;
    const name = String(outputs.name);
    const operation = `updating CloudTrail Trail (${id})`;
    if (!trails.has(id)) {
      throw new AwsError(operation, "TrailNotFoundException", `Unknown trail: ${id}`);
    }
    trails.change(id, await configured(inputs, name, id, operation, request), request.origin);
    return { outputs: { tagsAll: inputs.tags ?? {} } };
  },
  delete({ id }, { account }) {
    account.trails.remove(id);
  },
  read({ id, inputs }, { account }) {
    const found = account.trails.get(id);
    if (!found) return undefined;
    const logs = inputs.enableLogging ?? true;
    return {
      s3BucketName: found.bucket,
      ...(found.logging === logs ? {} : { enableLogging: found.logging }),
    };
  },
});

export const cloudtrailTypes: ResourceType<Aws>[] = [trail];

/** The trail as CloudTrail takes it, after it has tried the bucket and the key. */
async function configured(
  inputs: TrailInputs,
  name: string,
  arn: string,
  operation: string,
  request: AwsRequest,
): Promise<Trail> {
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
  const bucket = request.account.buckets.get(inputs.s3BucketName, request.at);
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
  await checkBucket(made, inputs.isOrganizationTrail ?? false, bucket, operation, request);
  if (inputs.kmsKeyId !== undefined) {
    made.key = await checkKey(inputs.kmsKeyId, arn, operation, request);
  }
  await checkCopy(inputs, arn, operation, request);
  const unselectable = selectorsRefusal(inputs.advancedEventSelectors ?? []);
  if (unselectable !== undefined) {
    throw new AwsError(operation, "InvalidEventSelectorsException", unselectable);
  }
  return made;
}

/** CloudTrail tries the log group and the role by which it is to write there. */
async function checkCopy(
  inputs: TrailInputs,
  trailArn: string,
  operation: string,
  request: AwsRequest,
): Promise<void> {
  const { cloudWatchLogsGroupArn: groupArn, cloudWatchLogsRoleArn: roleArn } = inputs;
  if (groupArn === undefined && roleArn === undefined) return;
  const organizationId = inputs.isOrganizationTrail ? request.account.organization?.id : undefined;
  const refused =
    groupArn === undefined || roleArn === undefined
      ? "a log group and a role have to be given together"
      : await copyRefusal({ trailArn, groupArn, roleArn, organizationId }, request);
  if (refused === undefined) return;
  throw new AwsError(
    operation,
    "InvalidCloudWatchLogsRoleArnException",
    `Access denied. Check the permissions for your role. (${refused})`,
  );
}

/** CloudTrail tries the bucket's policy before it takes the bucket. */
async function checkBucket(
  made: Trail,
  forOrganization: boolean,
  bucket: Bucket,
  operation: string,
  { account: aws, at }: AwsRequest,
): Promise<void> {
  const policy = policyAt(bucket, at);
  const owners = [accountOf(made.arn)];
  if (forOrganization && aws.organization) owners.push(aws.organization.id);
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
  { account: aws }: AwsRequest,
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
