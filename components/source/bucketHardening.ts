import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";

/** What a hardened bucket depends on. */
export interface HardeningInputs {
  bucketName: pulumi.Input<string>;
  /** When its logs move and go. */
  lifecycleRule: pulumi.Input<aws.types.input.s3.BucketLifecycleConfigurationRule>;
  /** Encrypt with this key; without it, with S3's own. */
  kmsKeyArn?: pulumi.Input<string> | undefined;
}

/** The configurations that make a bucket fit for logs. Each is a resource of its own in the AWS provider. */
export function hardenBucket(
  name: string,
  { bucketName, kmsKeyArn, lifecycleRule }: HardeningInputs,
  opts: pulumi.CustomResourceOptions,
): pulumi.Resource[] {
  const bucket = { bucket: bucketName };

  const publicAccess = new aws.s3.BucketPublicAccessBlock(
    `${name}-public-access`,
    {
      ...bucket,
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    },
    opts,
  );

  // No ACL counts: whatever is delivered belongs to the bucket's account.
  const ownership = new aws.s3.BucketOwnershipControls(
    `${name}-ownership`,
    { ...bucket, rule: { objectOwnership: "BucketOwnerEnforced" } },
    opts,
  );

  // No S3 Bucket Key: with it CloudTrail would have to decrypt with the key, and not only encrypt.
  const encryption = new aws.s3.BucketServerSideEncryptionConfiguration(
    `${name}-encryption`,
    {
      ...bucket,
      rules: [
        {
          applyServerSideEncryptionByDefault: kmsKeyArn
            ? { sseAlgorithm: "aws:kms", kmsMasterKeyId: kmsKeyArn }
            : { sseAlgorithm: "AES256" },
          bucketKeyEnabled: false,
        },
      ],
    },
    opts,
  );

  const versioning = new aws.s3.BucketVersioning(
    `${name}-versioning`,
    { ...bucket, versioningConfiguration: { status: "Enabled" } },
    opts,
  );

  // After versioning, since a rule for noncurrent versions means nothing before.
  const retention = new aws.s3.BucketLifecycleConfiguration(
    `${name}-lifecycle`,
    { ...bucket, rules: [lifecycleRule] },
    { ...opts, dependsOn: [versioning] },
  );

  return [publicAccess, ownership, encryption, versioning, retention];
}
