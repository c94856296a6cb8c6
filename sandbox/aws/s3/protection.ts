import { z } from "zod";
import { resourceType, type ResourceType } from "../../pulumi/resourceType";
import { AwsError } from "../account";
import { findKey } from "../kms";
import { checkPolicy, isPublic, parsePolicy, statementsOf } from "../policy";
import { bucketFor, refuseSecondOwner } from "./bucket";

/** Who may reach a bucket, and how what is in it is kept: one resource for each configuration. */

const region = z.string().optional();

const policy = resourceType("aws:s3/bucketPolicy:BucketPolicy", {
  replacedBy: ["bucket"],
  inputs: z.strictObject({ bucket: z.string(), policy: z.string(), region }),
  async create(inputs, creation) {
    const operation = `putting S3 Bucket (${inputs.bucket}) Policy`;
    const bucket = bucketFor(inputs.bucket, operation, creation);
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
    refuseSecondOwner(bucket.policy, "policy", operation, creation);
    bucket.policy = { value: document, origin: creation.origin };
    return { id: bucket.name, outputs: { region: bucket.region } };
  },
});

const publicAccessBlock = resourceType("aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock", {
  replacedBy: ["bucket"],
  inputs: z.strictObject({
    bucket: z.string(),
    blockPublicAcls: z.boolean().optional(),
    blockPublicPolicy: z.boolean().optional(),
    ignorePublicAcls: z.boolean().optional(),
    restrictPublicBuckets: z.boolean().optional(),
    skipDestroy: z.boolean().optional(),
    region,
  }),
  create(inputs, creation) {
    const operation = `putting S3 Bucket (${inputs.bucket}) Public Access Block`;
    const bucket = bucketFor(inputs.bucket, operation, creation);
    refuseSecondOwner(bucket.publicAccessBlock, "public access block", operation, creation);
    const { blockPublicPolicy = false, restrictPublicBuckets = false } = inputs;
    bucket.publicAccessBlock = {
      value: { blockPublicPolicy, restrictPublicBuckets },
      origin: creation.origin,
    };
    return { id: bucket.name, outputs: { region: bucket.region } };
  },
});

const ownershipControls = resourceType("aws:s3/bucketOwnershipControls:BucketOwnershipControls", {
  replacedBy: ["bucket"],
  inputs: z.strictObject({
    bucket: z.string(),
    rule: z.strictObject({
      objectOwnership: z.enum(["BucketOwnerEnforced", "BucketOwnerPreferred", "ObjectWriter"]),
    }),
    region,
  }),
  create(inputs, creation) {
    const operation = `creating S3 Bucket (${inputs.bucket}) Ownership Controls`;
    const bucket = bucketFor(inputs.bucket, operation, creation);
    refuseSecondOwner(bucket.ownership, "ownership", operation, creation);
    bucket.ownership = { value: inputs.rule.objectOwnership, origin: creation.origin };
    return { id: bucket.name, outputs: { region: bucket.region } };
  },
});

const encryption = resourceType(
  "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
  {
    replacedBy: ["bucket"],
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
    create(inputs, creation) {
      const operation = `creating S3 Bucket (${inputs.bucket}) Server-side Encryption Configuration`;
      const bucket = bucketFor(inputs.bucket, operation, creation);
      const { sseAlgorithm = "AES256", kmsMasterKeyId } =
        inputs.rules[0]?.applyServerSideEncryptionByDefault ?? {};
      if (sseAlgorithm === "AES256" && kmsMasterKeyId !== undefined) {
        throw new AwsError(
          operation,
          "InvalidArgument",
          "a KMSMasterKeyID is not applicable if the default sse algorithm is not aws:kms",
        );
      }
      const key =
        kmsMasterKeyId === undefined ? undefined : findKey(creation.sandbox.aws, kmsMasterKeyId);
      if (kmsMasterKeyId !== undefined && !key) {
        throw new AwsError(
          operation,
          "KMS.NotFoundException",
          `Key '${kmsMasterKeyId}' does not exist`,
        );
      }
      refuseSecondOwner(bucket.encryption, "encryption", operation, creation);
      bucket.encryption = { value: { algorithm: sseAlgorithm, key }, origin: creation.origin };
      return { id: bucket.name, outputs: { region: bucket.region } };
    },
  },
);

export const protectionTypes: ResourceType[] = [
  policy,
  publicAccessBlock,
  ownershipControls,
  encryption,
];
