import type * as pulumi from "@pulumi/pulumi";

import {
  type Problem,
  accountId,
  bucketNameRule,
  identifier,
  ifText,
  keyPrefix,
  kmsKey,
  oneOf,
  organizationId,
  problemsOf,
  trailNameRule,
  whole,
} from "../validation";

/** Whether a thing is made or one that exists is used. */
export const Origin = {
  /** Make it. */
  Create: "create",
  /** Use the one of the given name, which exists already. */
  Adopt: "adopt",
} as const;
export type Origin = (typeof Origin)[keyof typeof Origin];

/** What to do about the trail. */
export const TrailOrigin = {
  /** Make a trail that delivers into the bucket. */
  Create: "create",
  /** Use the trail of the given name, which exists already. */
  Adopt: "adopt",
  /** Have nothing to do with a trail: something else puts the logs into the bucket. */
  Skip: "skip",
} as const;
export type TrailOrigin = (typeof TrailOrigin)[keyof typeof TrailOrigin];

/** The storage classes of S3 that logs may move to. */
export const StorageClass = {
  StandardIa: "STANDARD_IA",
  OneZoneIa: "ONEZONE_IA",
  IntelligentTiering: "INTELLIGENT_TIERING",
  GlacierInstantRetrieval: "GLACIER_IR",
  /** Snowflake cannot read it: what moved there cannot be loaded again without restoring it. */
  Glacier: "GLACIER",
  /** Snowflake cannot read it: what moved there cannot be loaded again without restoring it. */
  DeepArchive: "DEEP_ARCHIVE",
} as const;
export type StorageClass = (typeof StorageClass)[keyof typeof StorageClass];

/** The arguments of CloudTrailSource. */
export interface CloudTrailSourceArgs {
  /** The name that others derive from, in upper case with underscores, such as SNOWTRAIL_DEV. Unique to the stack. */
  baseName: string;
  /** Whether to create the bucket or adopt the one called bucketName. Defaults to "create". */
  bucket?: Origin;
  /** Name of the bucket. Required to adopt one; for a created one defaults to a name derived from baseName with a random suffix. */
  bucketName?: pulumi.Input<string>;
  /** Whether to create the trail, adopt the one called trailName, or skip it. Defaults to "create". */
  trail?: TrailOrigin;
  /** Name of the trail. Required to adopt one, where an ARN names a trail of another region or account; for a created one defaults to a name derived from baseName. */
  trailName?: string;
  /** Key prefix that the trail writes before AWSLogs/, without slashes at its ends. Defaults to none. */
  prefix?: string;
  /** Id of the organization whose trail it is, such as o-exampleorgid. Defaults to none: a trail of one account. */
  organizationId?: string;
  /** Account id of the organization's management account, which owns the trail if a delegated administrator creates it. Defaults to the account of the AWS provider. */
  managementAccountId?: string;
  /** Id, alias or ARN of a symmetric KMS key that encrypts the logs. Its policy needs the statements of the output keyPolicyToMerge. Defaults to S3's own encryption. */
  kmsKey?: pulumi.Input<string>;
  /** After how many days a created bucket deletes logs. 0 keeps them for ever. Defaults to 365. */
  retentionDays?: number;
  /** After how many days a created bucket moves logs to transitionStorageClass. 0 never moves them. S3 moves no object below 128 KB, and most log files are smaller. Defaults to 0. */
  transitionDays?: number;
  /** Where logs move to after transitionDays. Defaults to "GLACIER_IR". */
  transitionStorageClass?: StorageClass;
  /** Whether Snowtrail owns the policy of an adopted bucket and replaces it. A created bucket's is always its own. Defaults to false. */
  ownBucketPolicy?: boolean;
  /** Whether the bucket and the trail are protected from deletion. Defaults to true. */
  protect?: boolean;
}

/** How long a created bucket keeps logs, in days, unless told otherwise. */
export const defaultRetentionDays = 365;

/** Where a created bucket moves old logs unless told otherwise: cheap, and Snowflake can still read it. */
export const defaultStorageClass = StorageClass.GlacierInstantRetrieval;

// S3 refuses to move to the infrequent-access classes earlier.
const earliestTransition = new Map<string, number>([
  ["STANDARD_IA", 30],
  ["ONEZONE_IA", 30],
]);

/** Everything that is wrong with the arguments and can be seen before anything is made. */
export function sourceProblems(
  args: Omit<CloudTrailSourceArgs, "baseName"> & { baseName?: string },
): Problem[] {
  const adopted = args.bucket === "adopt";
  const retention = args.retentionDays ?? defaultRetentionDays;
  const transition = args.transitionDays ?? 0;
  const storageClass = args.transitionStorageClass ?? defaultStorageClass;
  const earliest = earliestTransition.get(storageClass) ?? 1;
  const when = (contradiction: boolean, problem: string): string | undefined =>
    contradiction ? problem : undefined;
  return problemsOf([
    ["baseName", ifText(args.baseName, identifier)],
    ["bucket", oneOf(args.bucket, Object.values(Origin))],
    ["trail", oneOf(args.trail, Object.values(TrailOrigin))],
    ["bucketName", ifText(args.bucketName, bucketNameRule)],
    ["trailName", ifText(args.trailName, trailNameRule)],
    ["prefix", ifText(args.prefix === "" ? undefined : args.prefix, keyPrefix)],
    ["organizationId", ifText(args.organizationId, organizationId)],
    ["managementAccountId", ifText(args.managementAccountId, accountId)],
    ["kmsKey", ifText(args.kmsKey, kmsKey)],
    ["retentionDays", whole(args.retentionDays, 0, 36500, "days")],
    ["transitionDays", whole(args.transitionDays, 0, 36500, "days")],
    ["transitionStorageClass", oneOf(args.transitionStorageClass, Object.values(StorageClass))],
    [
      "bucketName",
      when(
        adopted && args.bucketName === undefined,
        'is missing, and bucket is "adopt". Name the bucket to adopt, or set bucket to "create".',
      ),
    ],
    [
      "trailName",
      when(
        args.trail === "adopt" && args.trailName === undefined,
        'is missing, and trail is "adopt". Name the trail to adopt, or set trail to "create" or "skip".',
      ),
    ],
    [
      "trailName",
      when(
        args.trail === "skip" && args.trailName !== undefined,
        'contradicts trail = "skip". Remove it, or set trail to "adopt" or "create".',
      ),
    ],
    [
      "trailName",
      when(
        (args.trail ?? "create") === "create" && args.trailName?.startsWith("arn:") === true,
        'is an ARN, and trail is "create". Give a name, or set trail to "adopt".',
      ),
    ],
    [
      "managementAccountId",
      when(
        args.managementAccountId !== undefined && args.organizationId === undefined,
        "is given without organizationId. Give both for an organization's trail, or remove it.",
      ),
    ],
    [
      "ownBucketPolicy",
      when(
        args.ownBucketPolicy === true && !adopted,
        'is for an adopted bucket, and bucket is "create". Remove it, or set bucket to "adopt".',
      ),
    ],
    [
      "retentionDays",
      when(
        adopted && retention !== defaultRetentionDays,
        'is for a created bucket, and bucket is "adopt": the lifecycle of an adopted bucket is its owner\'s. Remove it.',
      ),
    ],
    [
      "transitionDays",
      when(
        adopted && transition !== 0,
        'is for a created bucket, and bucket is "adopt": the lifecycle of an adopted bucket is its owner\'s. Remove it.',
      ),
    ],
    [
      "transitionStorageClass",
      when(
        transition === 0 && storageClass !== defaultStorageClass,
        "does nothing while transitionDays is 0. Remove it, or give transitionDays too.",
      ),
    ],
    [
      "transitionDays",
      when(
        retention !== 0 && transition >= retention && transition !== 0,
        `${transition} is not before retentionDays (${retention}), when logs are deleted. Give fewer days, or 0.`,
      ),
    ],
    [
      "transitionDays",
      when(
        transition !== 0 && transition < earliest,
        `S3 moves objects to transitionStorageClass ${storageClass} after ${earliest} days at the earliest. Give ${earliest} or more.`,
      ),
    ],
  ]);
}
