import type * as aws from "@pulumi/aws";

/** When the logs of a bucket move and go. */
export interface LifecycleInputs {
  /** Days until deletion; 0 is never. */
  retentionDays: number;
  /** Days until the move to another storage class; 0 is never. */
  transitionDays: number;
  transitionStorageClass: string;
}

// Long enough to bring back what was deleted by mistake or by an intruder.
const noncurrentDays = 30;
const abandonedUploadDays = 7;

/** The rule that a bucket of logs is kept by; it covers the whole bucket. */
export function lifecycleRule({
  retentionDays,
  transitionDays,
  transitionStorageClass,
}: LifecycleInputs): aws.types.input.s3.BucketLifecycleConfigurationRule {
  return {
    id: "logs",
    status: "Enabled",
    filter: { prefix: "" },
    ...(retentionDays > 0 && { expiration: { days: retentionDays } }),
    ...(transitionDays > 0 && {
      transitions: [{ days: transitionDays, storageClass: transitionStorageClass }],
    }),
    noncurrentVersionExpiration: { noncurrentDays },
    abortIncompleteMultipartUpload: { daysAfterInitiation: abandonedUploadDays },
  };
}
