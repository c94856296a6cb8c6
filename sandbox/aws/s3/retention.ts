import { z } from "zod";
import type { ResourceType } from "../../resource/type";
import type { Aws } from "../account";
import { AwsError } from "../error";
import { bucketConfiguration } from "./configuration";

/** How long a bucket keeps what is in it: versioning and lifecycle. */

const region = z.string().optional();
const owner = z.string().optional();
const days = z.int().positive();
const storageClass = z.enum([
  "GLACIER",
  "STANDARD_IA",
  "ONEZONE_IA",
  "INTELLIGENT_TIERING",
  "DEEP_ARCHIVE",
  "GLACIER_IR",
]);

const versioning = bucketConfiguration("aws:s3/bucketVersioning:BucketVersioning", {
  part: "versioning",
  operation: (bucket) => `creating S3 Bucket (${bucket}) Versioning`,
  inputs: z.strictObject({
    bucket: z.string(),
    versioningConfiguration: z.strictObject({
      status: z.enum(["Enabled", "Suspended", "Disabled"]),
      mfaDelete: z.enum(["Enabled", "Disabled"]).optional(),
    }),
    mfa: z.string().optional(),
    expectedBucketOwner: owner,
    region,
  }),
  // Versioning cannot be taken back, only suspended.
  left: "Suspended",
  value: ({ versioningConfiguration }) => versioningConfiguration.status,
});

const tag = z.strictObject({ key: z.string(), value: z.string() });
const rule = z.strictObject({
  id: z.string().min(1).max(255),
  status: z.enum(["Enabled", "Disabled"]),
  filter: z
    .strictObject({
      prefix: z.string().optional(),
      objectSizeGreaterThan: z.number().optional(),
      objectSizeLessThan: z.number().optional(),
      tag: tag.optional(),
      and: z
        .strictObject({
          prefix: z.string().optional(),
          objectSizeGreaterThan: z.number().optional(),
          objectSizeLessThan: z.number().optional(),
          tags: z.record(z.string(), z.string()).optional(),
        })
        .optional(),
    })
    .optional(),
  expiration: z
    .strictObject({
      days: days.optional(),
      date: z.string().optional(),
      expiredObjectDeleteMarker: z.boolean().optional(),
    })
    .optional(),
  transitions: z
    .array(
      z.strictObject({
        days: z.int().min(0).optional(),
        date: z.string().optional(),
        storageClass,
      }),
    )
    .optional(),
  noncurrentVersionExpiration: z
    .strictObject({ noncurrentDays: days, newerNoncurrentVersions: z.int().optional() })
    .optional(),
  noncurrentVersionTransitions: z
    .array(
      z.strictObject({
        noncurrentDays: z.int().min(0),
        newerNoncurrentVersions: z.int().optional(),
        storageClass,
      }),
    )
    .optional(),
  abortIncompleteMultipartUpload: z.strictObject({ daysAfterInitiation: days }).optional(),
});
type Rule = z.infer<typeof rule>;

const lifecycle = bucketConfiguration(
  "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration",
  {
    part: "lifecycle",
    operation: (bucket) => `creating S3 Bucket (${bucket}) Lifecycle Configuration`,
    inputs: z.strictObject({
      bucket: z.string(),
      rules: z.array(rule).min(1),
      expectedBucketOwner: owner,
      transitionDefaultMinimumObjectSize: z.string().optional(),
      region,
    }),
    outputs: {
      transitionDefaultMinimumObjectSize: "all_storage_classes_128K",
      expectedBucketOwner: "",
    },
    value({ rules }, _, operation) {
      const ids = rules.map(({ id }) => id);
      if (new Set(ids).size < ids.length) {
        throw new AwsError(operation, "InvalidArgument", "Rule ID must be unique");
      }
      for (const each of rules) checkRule(each, operation);
      return rules;
    },
    read: (rules) => ({ rules }),
  },
);

function checkRule({ id, expiration, transitions = [], ...more }: Rule, operation: string): void {
  const { noncurrentVersionExpiration, noncurrentVersionTransitions } = more;
  const { abortIncompleteMultipartUpload } = more;
  const acts =
    expiration ??
    noncurrentVersionExpiration ??
    noncurrentVersionTransitions ??
    abortIncompleteMultipartUpload ??
    transitions[0];
  if (!acts) {
    throw new AwsError(
      operation,
      "InvalidRequest",
      `At least one action needs to be specified in rule '${id}'`,
    );
  }
  for (const { days: after = 0, storageClass: target } of transitions) {
    if (target.endsWith("_IA") && after < 30) {
      throw new AwsError(
        operation,
        "InvalidArgument",
        `'Days' in Transition action must be greater than or equal to 30 for storageClass '${target}'`,
      );
    }
    if (expiration?.days !== undefined && expiration.days <= after) {
      throw new AwsError(
        operation,
        "InvalidArgument",
        "'Days' in the Expiration action for rule must be greater than 'Days' in the Transition action",
      );
    }
  }
}

export const retentionTypes: ResourceType<Aws>[] = [versioning, lifecycle];
