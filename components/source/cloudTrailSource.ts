import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import * as random from "@pulumi/random";

import { accountProvider } from "../account/account";
import { childOptions, deletingBeforeReplacing } from "../children/options";
import { bucketName, trailName } from "../names/derived";
import { logsLocation, logsPrefix } from "../names/logsLocation";
import { trailArn } from "../names/trail";
import { renderPolicy } from "../policies/document";
import { trailKeyStatements } from "../policies/key";
import { checkedLater } from "../validation/inputs";
import { refuse } from "../validation/problem";
import { type CloudTrailSourceArgs, sourceProblems, sourceRules } from "./args";
import { hardenBucket } from "./bucketHardening";
import { bucketPolicy, bucketStatements } from "./bucketPolicy";
import { withManagementEvents } from "./eventSelectors";
import { defaultRetentionDays, lifecycleRule, transitionProblems } from "./lifecycle";
import { makeKmsKey } from "./kmsKey";
import { makeLogGroupCopy } from "./logGroup";
import { pointTrailCommand } from "./pointTrail";

/**
 * A bucket that CloudTrail delivers into, and the trail that does, each new or one that exists.
 *
 * A new bucket blocks public access, takes TLS only, is owned by its account alone, encrypted, versioned and
 * never emptied, and admits one trail. A bucket that exists is left as it is: what its owner has to add is the
 * output `bucketPolicyToMerge`. The option `protect` of the component is that of its bucket, its key, its trail and
 * its log group, and defaults to true. Throws at once if the arguments contradict each other.
 */
export class CloudTrailSource extends pulumi.ComponentResource {
  /** The bucket, if it is new. */
  public readonly bucket?: aws.s3.Bucket;
  /** Name of the bucket. */
  public readonly bucketName: pulumi.Output<string>;
  /** ARN of the bucket. */
  public readonly bucketArn: pulumi.Output<string>;
  /** The policy of the bucket, if it is ours. */
  public readonly bucketPolicy?: aws.s3.BucketPolicy;
  /** Key prefix of the logs, which ends in `AWSLogs/`. */
  public readonly logsPrefix: pulumi.Output<string>;
  /** URL of the logs as Snowflake writes it, such as `s3://bucket/AWSLogs/`. */
  public readonly logsLocation: pulumi.Output<string>;
  /** The KMS key that encrypts the logs, if it is new. */
  public readonly kmsKey?: aws.kms.Key;
  /** ARN of the KMS key that encrypts the logs, if there is one. */
  public readonly kmsKeyArn: pulumi.Output<string | undefined>;
  /** The trail, if it is new. */
  public readonly trail?: aws.cloudtrail.Trail;
  /** The log group that gets a copy of the events, if it is new. */
  public readonly logGroup?: aws.cloudwatch.LogGroup;
  /** ARN of the trail, unless it is skipped. */
  public readonly trailArn: pulumi.Output<string | undefined>;
  /** For a bucket that exists and whose policy is not ours: the statements, as a policy, that its owner has to add. */
  public readonly bucketPolicyToMerge: pulumi.Output<string | undefined>;
  /** For a KMS key that exists and a trail: the statements, as a policy, that the key's policy needs. */
  public readonly keyPolicyToMerge: pulumi.Output<string | undefined>;
  /** For a trail that exists and a new bucket: the command that makes the trail deliver into the bucket. */
  public readonly pointTrailCommand: pulumi.Output<string | undefined>;

  constructor(name: string, args: CloudTrailSourceArgs, opts?: pulumi.ComponentResourceOptions) {
    const where = `CloudTrailSource "${name}"`;
    refuse(where, sourceProblems(args));
    super("snowtrail:index:CloudTrailSource", name, {}, deletingBeforeReplacing(opts));
    const { child, kept } = childOptions(this, opts);
    const {
      baseName,
      bucket: bucketArgs = {},
      trail: trailArgs = {},
      prefix: keyPrefix,
      kmsKey: kmsKeyArgs = {},
      tags,
    } = checkedLater(where, args, sourceRules);
    const { organization, skip = false, advancedEventSelectors, insightSelectors } = trailArgs;
    const prefix = pulumi.output(keyPrefix).apply(logsPrefix);
    const base = pulumi.output(baseName);

    // Where we are: ARNs are computed from this, so that policies can name what does not exist yet.
    const { partition } = aws.getPartitionOutput({}, child);
    const { region } = aws.getRegionOutput({}, child);
    const { accountId } = aws.getCallerIdentityOutput({}, child);
    const newTrailName = trailArgs.name ?? base.apply(trailName);

    // The trail may be another account's than the bucket: then all that belongs to it is made there.
    const { account } = trailArgs;
    const provider = account && accountProvider(`${name}-trail-account`, account, region, child);
    const ofTrail = {
      child: { ...child, ...(provider && { provider }) },
      kept: { ...kept, ...(provider && { provider }) },
    };
    const trailAccountId = account?.id ?? accountId;
    const arn = pulumi
      .all([
        partition,
        region,
        organization?.managementAccountId ?? trailAccountId,
        trailArgs.existing ?? newTrailName,
      ])
      .apply(([partition, region, accountId, name]) =>
        trailArn({ partition, region, accountId, name }),
      );

    // The key: new or given, if the logs are encrypted with one.
    const { kmsKey, kmsKeyArn } = makeKmsKey(
      name,
      {
        baseName,
        args: kmsKeyArgs,
        place: pulumi.output({ partition, region, accountId }),
        trailArn: skip ? undefined : arn,
        tags,
      },
      { child, kept },
    );
    if (kmsKey) this.kmsKey = kmsKey;

    // The bucket: a new one gets a name that is unique in the world, one that exists is only looked up.
    const bucket =
      bucketArgs.existing === undefined
        ? new aws.s3.Bucket(
            `${name}-bucket`,
            {
              bucket:
                bucketArgs.name ??
                pulumi
                  .all([base, new random.RandomId(`${name}-suffix`, { byteLength: 4 }, child).hex])
                  .apply(([base, suffix]) => bucketName(base, suffix)),
              forceDestroy: false,
              tags,
            },
            kept,
          )
        : aws.s3.getBucketOutput({ bucket: bucketArgs.existing }, child);
    if (bucket instanceof aws.s3.Bucket) this.bucket = bucket;

    // Hardening, and how long logs are kept: only of a bucket that is ours.
    const hardening = this.bucket
      ? hardenBucket(
          name,
          {
            bucketName: bucket.bucket,
            lifecycleRule: pulumi
              .all([bucketArgs.retentionDays ?? defaultRetentionDays, bucketArgs.transition])
              .apply(([retentionDays, transition]) => {
                refuse(where, transitionProblems({ retentionDays, transition }));
                return lifecycleRule({ retentionDays, transition });
              }),
            kmsKeyArn,
          },
          child,
        )
      : [];

    // The bucket's policy: public access is blocked first, since S3 refuses to change both at once.
    const policyInputs = pulumi
      .all([bucket.arn, prefix, arn, organization?.id, bucketArgs.readBy])
      .apply(([bucketArn, logsPrefix, trailArn, organizationId, readerArns]) => ({
        bucketArn,
        logsPrefix,
        trailArn: skip ? undefined : trailArn,
        organizationId,
        readerArns,
      }));
    if (this.bucket || bucketArgs.ownPolicy === true) {
      this.bucketPolicy = new aws.s3.BucketPolicy(
        `${name}-bucket-policy`,
        {
          bucket: bucket.bucket,
          policy: policyInputs.apply((inputs) => JSON.stringify(bucketPolicy(inputs))),
        },
        { ...child, dependsOn: hardening },
      );
    }

    // The trail: CloudTrail tests the bucket's policy when it creates one, so the policy comes first.
    if (!skip && trailArgs.existing === undefined) {
      const { logGroup, policy, ...copy } =
        trailArgs.logGroup === undefined
          ? {}
          : makeLogGroupCopy(
              name,
              {
                baseName,
                args: trailArgs.logGroup,
                place: pulumi.output({ partition, region, accountId: trailAccountId }),
                trailArn: arn,
                organizationId: organization?.id,
                tags,
              },
              ofTrail,
            );
      if (logGroup) this.logGroup = logGroup;
      this.trail = new aws.cloudtrail.Trail(
        `${name}-trail`,
        {
          name: newTrailName,
          s3BucketName: bucket.bucket,
          s3KeyPrefix: keyPrefix,
          kmsKeyId: kmsKeyArn,
          isMultiRegionTrail: true,
          isOrganizationTrail: organization !== undefined,
          includeGlobalServiceEvents: true,
          enableLogFileValidation: true,
          enableLogging: true,
          ...(advancedEventSelectors !== undefined && {
            advancedEventSelectors: pulumi
              .output(advancedEventSelectors)
              .apply(withManagementEvents),
          }),
          insightSelectors,
          ...copy,
          tags,
        },
        {
          ...ofTrail.kept,
          dependsOn: [this.bucketPolicy, policy, ...hardening].filter((each) => each !== undefined),
        },
      );
    }

    // Known once the policy stands, so that whoever reads by it comes after what lets him in.
    this.bucketName = this.bucketPolicy?.bucket ?? bucket.bucket;
    this.bucketArn = bucket.arn;
    this.logsPrefix = prefix;
    this.logsLocation = pulumi
      .all([partition, bucket.bucket, prefix])
      .apply(([partition, bucketName, prefix]) => logsLocation(partition, bucketName, prefix));
    this.kmsKeyArn = pulumi.output(kmsKeyArn);
    this.trailArn = pulumi.output(skip ? undefined : (this.trail?.arn ?? arn));
    this.bucketPolicyToMerge = pulumi.output(
      this.bucketPolicy || (skip && bucketArgs.readBy === undefined)
        ? undefined
        : policyInputs.apply((inputs) => renderPolicy(bucketStatements(inputs))),
    );
    this.keyPolicyToMerge = pulumi.output(
      kmsKeyArn && !kmsKey && !skip
        ? arn.apply((arn) => renderPolicy(trailKeyStatements(arn)))
        : undefined,
    );
    this.pointTrailCommand = pulumi.output(
      this.bucket && trailArgs.existing !== undefined
        ? pulumi
            .all([arn, bucket.bucket, keyPrefix])
            .apply(([arn, name, prefix]) => pointTrailCommand(arn, name, prefix))
        : undefined,
    );
    this.registerOutputs({
      bucket: this.bucket,
      bucketName: this.bucketName,
      bucketArn: this.bucketArn,
      bucketPolicy: this.bucketPolicy,
      logsPrefix: this.logsPrefix,
      logsLocation: this.logsLocation,
      kmsKey: this.kmsKey,
      kmsKeyArn: this.kmsKeyArn,
      trail: this.trail,
      logGroup: this.logGroup,
      trailArn: this.trailArn,
      bucketPolicyToMerge: this.bucketPolicyToMerge,
      keyPolicyToMerge: this.keyPolicyToMerge,
      pointTrailCommand: this.pointTrailCommand,
    });
  }
}
