import { z } from "zod";
import type { ResourceType } from "../../resource/type";
import type { Aws } from "../account";
import { AwsError } from "../error";
import { findKey } from "../kms";
import { checkPolicy, isPublic, isSamePolicy, parsePolicy, statementsOf } from "../policy";
import { bucketConfiguration } from "./configuration";

/** Who may reach a bucket, and how what is in it is kept: one resource for each configuration. */

const region = z.string().optional();

const policy = bucketConfiguration("aws:s3/bucketPolicy:BucketPolicy", {
  part: "policy",
  operation: (bucket) => `putting S3 Bucket (${bucket}) Policy`,
  inputs: z.strictObject({ bucket: z.string(), policy: z.string(), region }),
  same: (input, before, after) => input === "policy" && isSamePolicy(before, after),
  read: (document) => ({ policy: JSON.stringify(document) }),
  async value(inputs, bucket, operation) {
    const document = parsePolicy(inputs.policy, operation, "MalformedPolicy");
    await checkPolicy(document, "resource", operation, "MalformedPolicy");
    for (const { Resource } of statementsOf(document)) {
      for (const resource of [Resource].flat()) {
        if (resource !== bucket.arn && !String(resource).startsWith(`${bucket.arn}/`)) {
          throw new AwsError(
            operation,
            "MalformedPolicy",
            `Policy has invalid resource: ${String(resource)}`,
          );
        }
      }
    }
    if (bucket.publicAccessBlock?.value.blockPublicPolicy && isPublic(document)) {
      throw new AwsError(
        operation,
        "AccessDenied",
        "public policies are blocked by the BlockPublicPolicy block public access setting",
      );
    }
    return document;
  },
});

const publicAccessBlock = bucketConfiguration(
  "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock",
  {
    part: "publicAccessBlock",
    operation: (bucket) => `putting S3 Bucket (${bucket}) Public Access Block`,
    inputs: z.strictObject({
      bucket: z.string(),
      blockPublicAcls: z.boolean().optional(),
      blockPublicPolicy: z.boolean().optional(),
      ignorePublicAcls: z.boolean().optional(),
      restrictPublicBuckets: z.boolean().optional(),
      region,
    }),
    value: ({ blockPublicPolicy = false, restrictPublicBuckets = false }) => ({
      blockPublicPolicy,
      restrictPublicBuckets,
    }),
    read: (block) => ({ ...block }),
  },
);

const ownershipControls = bucketConfiguration(
  "aws:s3/bucketOwnershipControls:BucketOwnershipControls",
  {
    part: "ownership",
    operation: (bucket) => `creating S3 Bucket (${bucket}) Ownership Controls`,
    inputs: z.strictObject({
      bucket: z.string(),
      rule: z.strictObject({
        objectOwnership: z.enum(["BucketOwnerEnforced", "BucketOwnerPreferred", "ObjectWriter"]),
      }),
      region,
    }),
    value: ({ rule }) => rule.objectOwnership,
    read: (objectOwnership) => ({ rule: { objectOwnership } }),
  },
);

const encryption = bucketConfiguration(
  "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
  {
    part: "encryption",
    operation: (bucket) => `creating S3 Bucket (${bucket}) Server-side Encryption Configuration`,
    inputs: z.strictObject({
      bucket: z.string(),
      rules: z
        .array(
          z.strictObject({
            applyServerSideEncryptionByDefault: z
              .strictObject({
                sseAlgorithm: z.enum(["AES256", "aws:kms", "aws:kms:dsse"]),
                kmsMasterKeyId: z.string().optional(),
              })
              .optional(),
            bucketKeyEnabled: z.boolean().optional(),
            blockedEncryptionTypes: z.array(z.string()).optional(),
          }),
        )
        .length(1),
      expectedBucketOwner: z.string().optional(),
      region,
    }),
    // A bucket is never without: S3's own encryption is the default.
    left: { algorithm: "AES256", key: undefined },
    value({ rules }, _, operation, { account }) {
      const { sseAlgorithm = "AES256", kmsMasterKeyId } =
        rules[0]?.applyServerSideEncryptionByDefault ?? {};
      if (sseAlgorithm === "AES256" && kmsMasterKeyId !== undefined) {
        throw new AwsError(
          operation,
          "InvalidArgument",
          "a KMSMasterKeyID is not applicable if the default sse algorithm is not aws:kms",
        );
      }
      const key = kmsMasterKeyId === undefined ? undefined : findKey(account, kmsMasterKeyId);
      if (kmsMasterKeyId !== undefined && !key) {
        throw new AwsError(
          operation,
          "KMS.NotFoundException",
          `Key '${kmsMasterKeyId}' does not exist`,
        );
      }
      return { algorithm: sseAlgorithm, key };
    },
  },
);

export const protectionTypes: ResourceType<Aws>[] = [
  policy,
  publicAccessBlock,
  ownershipControls,
  encryption,
];
