import type { ZodType } from "zod";
import { ordered } from "../../resource/inventory";
import type { Moment } from "../../resource/order";
import type { Properties } from "../../resource/properties";
import type { ResourceType } from "../../resource/type";
import type { Aws, Bucket, BucketConfiguration, BucketParts } from "../account";
import { AwsError } from "../error";
import type { PolicyDocument } from "../policy";
import { awsType, type AwsRequest } from "../type";

type Part = keyof BucketParts;

interface Definition<Inputs, P extends Part> {
  part: P;
  /** What the provider says that it does, such as `putting S3 Bucket (logs) Policy`. */
  operation: (bucket: string) => string;
  inputs: ZodType<Inputs>;
  /** What S3 takes, after it has refused what it refuses. */
  value: (
    inputs: Inputs,
    bucket: Bucket,
    operation: string,
    request: AwsRequest,
  ) => BucketParts[P] | Promise<BucketParts[P]>;
  /** What is left when the resource is deleted. Defaults to nothing. */
  left?: BucketParts[P];
  /** The inputs as S3 has them. Defaults to none: only whether there is a configuration is looked at. */
  read?: (value: BucketParts[P]) => Properties;
  same?: ResourceType<Aws>["same"];
  outputs?: Properties;
}

/** Defines a resource type that configures one part of a bucket: the last one to put it there wins. */
export function bucketConfiguration<Inputs extends { bucket: string }, P extends Part>(
  token: string,
  definition: Definition<Inputs, P>,
): ResourceType<Aws> {
  const { part, operation: operationOn, outputs, left, read = () => ({}) } = definition;
  const put = async (inputs: Inputs, request: AwsRequest): Promise<Bucket> => {
    const operation = operationOn(inputs.bucket);
    const bucket = request.account.buckets.get(inputs.bucket, request.at);
    if (!bucket) {
      throw new AwsError(operation, "NoSuchBucket", "The specified bucket does not exist");
    }
    if (bucket.accountId !== request.account.accountId) {
      throw new AwsError(operation, "AccessDenied", "The bucket is another account's");
    }
    const value = await definition.value(inputs, bucket, operation, request);
    refuseSecondOwner(bucket, part, operation, request);
    Object.assign(bucket, { [part]: { value, origin: request.origin } });
    return bucket;
  };
  return awsType(token, {
    replacedBy: ["bucket", "region"],
    inputs: definition.inputs,
    same: definition.same,
    async create(inputs, request) {
      const { name, region } = await put(inputs, request);
      return { id: name, outputs: { ...outputs, region } };
    },
    async update(inputs, _, request) {
      await put(inputs, request);
      return {};
    },
    delete({ id }, { account, origin }) {
      const configuration: BucketConfiguration | undefined = account.buckets.get(id);
      if (!configuration) return;
      delete configuration[part];
      if (left !== undefined) Object.assign(configuration, { [part]: { value: left, origin } });
    },
    read({ id }, { account }) {
      const configuration: BucketConfiguration | undefined = account.buckets.get(id);
      const placed = configuration?.[part];
      return placed && read(placed.value);
    },
  });
}

/**
 * Two resources of one program that configure the same part of a bucket overwrite one another on every
 * update, silently. S3 takes it; the sandbox does not.
 */
function refuseSecondOwner(
  bucket: BucketConfiguration,
  part: Part,
  operation: string,
  { urn, origin }: AwsRequest,
): void {
  const other = bucket[part]?.origin;
  if (other?.urn === undefined || other.urn === urn) return;
  if (other.deployment !== origin.deployment) return;
  throw new AwsError(
    operation,
    "Overwritten",
    `"${other.urn.split("::").at(-1)}" configures the ${part} of this bucket already`,
  );
}

/** The bucket's policy at that moment. @throws OrderError if a resource that nothing orders before sets it. */
export function policyAt({ policy, name }: Bucket, at?: Moment): PolicyDocument | undefined {
  return policy && ordered(policy, `the policy of bucket ${name}`, at).value;
}
