import type * as aws from "@pulumi/aws";

import type { Problem } from "../validation/problem";

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

/** When the logs of a bucket move and go. */
export interface LifecycleInputs {
  /** Days until deletion; 0 is never. */
  retentionDays: number;
  /** The move to another storage class, after so many days; without it there is none. */
  transition?: { days: number; storageClass?: StorageClass | undefined } | undefined;
}

/** How long a new bucket keeps logs, in days, unless told otherwise. */
export const defaultRetentionDays = 365;

/** Where a new bucket moves old logs unless told otherwise: cheap, and Snowflake can still read it. */
export const defaultStorageClass = StorageClass.GlacierInstantRetrieval;

// Long enough to bring back what was deleted by mistake or by an intruder.
const noncurrentDays = 30;
const abandonedUploadDays = 7;

// S3 refuses to move to the infrequent-access classes earlier.
const earliestTransition = new Map<StorageClass, number>([
  [StorageClass.StandardIa, 30],
  [StorageClass.OneZoneIa, 30],
]);

/** What keeps logs from moving as they are told to. */
export function transitionProblems({ retentionDays, transition }: LifecycleInputs): Problem[] {
  if (transition === undefined) return [];
  const { days, storageClass = defaultStorageClass } = transition;
  const earliest = earliestTransition.get(storageClass) ?? 1;
  const setting = "bucket.transition.days";
  if (retentionDays !== 0 && days >= retentionDays) {
    const problem = `${days} is not before bucket.retentionDays (${retentionDays}), when logs are deleted. Give fewer days, or no transition.`;
    return [{ setting, problem }];
  }
  if (days >= 1 && days < earliest) {
    const problem = `S3 moves objects to ${storageClass} after ${earliest} days at the earliest. Give ${earliest} or more.`;
    return [{ setting, problem }];
  }
  return [];
}

/** The rule that a bucket of logs is kept by; it covers the whole bucket. */
export function lifecycleRule({
  retentionDays,
  transition,
}: LifecycleInputs): aws.types.input.s3.BucketLifecycleConfigurationRule {
  return {
    id: "logs",
    status: "Enabled",
    filter: { prefix: "" },
    ...(retentionDays > 0 && { expiration: { days: retentionDays } }),
    ...(transition && {
      transitions: [
        { days: transition.days, storageClass: transition.storageClass ?? defaultStorageClass },
      ],
    }),
    noncurrentVersionExpiration: { noncurrentDays },
    abortIncompleteMultipartUpload: { daysAfterInitiation: abandonedUploadDays },
  };
}
