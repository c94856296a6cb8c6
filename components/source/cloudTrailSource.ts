import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import * as random from "@pulumi/random";

import { hardenBucket } from "./bucketHardening";
import { bucketPolicy, deliveryStatements } from "./bucketPolicy";
import { trailKeyStatements, usableKeyArn } from "../keyPolicy";
import { logsLocation, logsPrefix } from "../logsLocation";
import { bucketName, trailName } from "../names";
import { renderPolicy } from "../policyDocument";
import {
  type CloudTrailSourceArgs,
  defaultRetentionDays,
  defaultStorageClass,
  sourceProblems,
} from "./settings";
import { pointTrailCommand, trailArn } from "./trail";
import { refuse } from "../validation";

/**
 * A bucket that CloudTrail delivers into, and the trail that does, each created or adopted.
 *
 * A created bucket blocks public access, takes TLS only, is owned by its account alone, encrypted, versioned
 * and protected, and admits one trail. An adopted bucket is left as it is: what its owner has to add is the
 * output `bucketPolicyToMerge`. Throws at once if the arguments contradict each other.
 */
export class CloudTrailSource extends pulumi.ComponentResource {
  /** Name of the bucket. */
  public readonly bucketName: pulumi.Output<string>;
  /** ARN of the bucket. */
  public readonly bucketArn: pulumi.Output<string>;
  /** Key prefix of the logs, which ends in `AWSLogs/`. */
  public readonly logsPrefix: pulumi.Output<string>;
  /** URL of the logs as Snowflake writes it, such as `s3://bucket/AWSLogs/`. */
  public readonly logsLocation: pulumi.Output<string>;
  /** ARN of the KMS key that encrypts the logs, if one was given. */
  public readonly kmsKeyArn: pulumi.Output<string | undefined>;
  /** ARN of the trail, unless it is skipped. */
  public readonly trailArn: pulumi.Output<string | undefined>;
  /** For an adopted bucket whose policy is not ours: the statements, as a policy, that its owner has to add. */
  public readonly bucketPolicyToMerge: pulumi.Output<string | undefined>;
  /** For a given KMS key and a trail: the statements, as a policy, that the key's policy needs. */
  public readonly keyPolicyToMerge: pulumi.Output<string | undefined>;
  /** For an adopted trail and a created bucket: the command that makes the trail deliver into the bucket. */
  public readonly pointTrailCommand: pulumi.Output<string | undefined>;

  constructor(name: string, args: CloudTrailSourceArgs, opts?: pulumi.ComponentResourceOptions) {
    refuse(`CloudTrailSource "${name}"`, sourceProblems(args));
    super("snowtrail:index:CloudTrailSource", name, {}, opts);
    const child = { parent: this };
    const kept = { parent: this, protect: args.protect ?? true };
    const createsBucket = args.bucket !== "adopt";
    const createsTrail = (args.trail ?? "create") === "create";
    const hasTrail = args.trail !== "skip";
    const keyPrefix = args.prefix ?? "";
    const prefix = logsPrefix(keyPrefix);

    // Where we are: ARNs are computed from this, so that policies can name what does not exist yet.
    const { partition } = aws.getPartitionOutput({}, child);
    const { region } = aws.getRegionOutput({}, child);
    const { accountId } = aws.getCallerIdentityOutput({}, child);
    const arn = pulumi
      .all([partition, region, args.managementAccountId ?? accountId])
      .apply(([partition, region, accountId]) =>
        trailArn({
          partition,
          region,
          accountId,
          name: args.trailName ?? trailName(args.baseName),
        }),
      );

    // The key: looked up, so that an alias or a key that cannot be used is known before anything fails on it.
    const kmsKeyArn =
      args.kmsKey === undefined
        ? undefined
        : aws.kms
            .getKeyOutput({ keyId: args.kmsKey }, child)
            .apply((key) => usableKeyArn(key, "kmsKey"));

    // The bucket: a created one gets a name that is unique in the world, an adopted one has to exist.
    const bucket = createsBucket
      ? new aws.s3.Bucket(
          `${name}-bucket`,
          {
            bucket:
              args.bucketName ??
              new random.RandomId(`${name}-suffix`, { byteLength: 4 }, child).hex.apply((suffix) =>
                bucketName(args.baseName, suffix),
              ),
            forceDestroy: false,
          },
          kept,
        )
      : aws.s3.getBucketOutput({ bucket: args.bucketName ?? "" }, child);

    // Hardening, and how long logs are kept: only of a bucket that is ours.
    const hardening = createsBucket
      ? hardenBucket(
          name,
          {
            bucketName: bucket.bucket,
            retentionDays: args.retentionDays ?? defaultRetentionDays,
            transitionDays: args.transitionDays ?? 0,
            transitionStorageClass: args.transitionStorageClass ?? defaultStorageClass,
            kmsKeyArn,
          },
          child,
        )
      : [];

    // The bucket's policy: public access is blocked first, since S3 refuses to change both at once.
    const policyInputs = pulumi.all([bucket.arn, arn]).apply(([bucketArn, trailArn]) => ({
      bucketArn,
      logsPrefix: prefix,
      trailArn: hasTrail ? trailArn : undefined,
      organizationId: args.organizationId,
    }));
    const ownsPolicy = createsBucket || args.ownBucketPolicy === true;
    const policy = ownsPolicy
      ? [
          new aws.s3.BucketPolicy(
            `${name}-bucket-policy`,
            {
              bucket: bucket.bucket,
              policy: policyInputs.apply((inputs) => JSON.stringify(bucketPolicy(inputs))),
            },
            { ...child, dependsOn: hardening },
          ),
        ]
      : [];

    // The trail: CloudTrail tests the bucket's policy when it creates one, so the policy comes first.
    const trail = createsTrail
      ? new aws.cloudtrail.Trail(
          `${name}-trail`,
          {
            name: args.trailName ?? trailName(args.baseName),
            s3BucketName: bucket.bucket,
            s3KeyPrefix: keyPrefix === "" ? undefined : keyPrefix,
            kmsKeyId: kmsKeyArn,
            isMultiRegionTrail: true,
            isOrganizationTrail: args.organizationId !== undefined,
            includeGlobalServiceEvents: true,
            enableLogFileValidation: true,
            enableLogging: true,
          },
          { ...kept, dependsOn: [...policy, ...hardening] },
        )
      : undefined;

    this.bucketName = bucket.bucket;
    this.bucketArn = bucket.arn;
    this.logsPrefix = pulumi.output(prefix);
    this.logsLocation = pulumi
      .all([partition, bucket.bucket])
      .apply(([partition, bucketName]) => logsLocation(partition, bucketName, prefix));
    this.kmsKeyArn = pulumi.output(kmsKeyArn);
    this.trailArn = pulumi.output(trail?.arn ?? (hasTrail ? arn : undefined));
    this.bucketPolicyToMerge = pulumi.output(
      ownsPolicy || !hasTrail
        ? undefined
        : policyInputs.apply((inputs) => renderPolicy(deliveryStatements(inputs))),
    );
    this.keyPolicyToMerge = pulumi.output(
      kmsKeyArn && hasTrail ? arn.apply((arn) => renderPolicy(trailKeyStatements(arn))) : undefined,
    );
    this.pointTrailCommand = pulumi.output(
      args.trail === "adopt" && createsBucket
        ? pulumi
            .all([arn, bucket.bucket])
            .apply(([arn, name]) => pointTrailCommand(arn, name, keyPrefix))
        : undefined,
    );
    this.registerOutputs({
      bucketName: this.bucketName,
      bucketArn: this.bucketArn,
      logsPrefix: this.logsPrefix,
      logsLocation: this.logsLocation,
      kmsKeyArn: this.kmsKeyArn,
      trailArn: this.trailArn,
      bucketPolicyToMerge: this.bucketPolicyToMerge,
      keyPolicyToMerge: this.keyPolicyToMerge,
      pointTrailCommand: this.pointTrailCommand,
    });
  }
}
