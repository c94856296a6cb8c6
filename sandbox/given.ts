import { emptyBucket, type Bucket } from "./aws/s3/bucket";
import type { Key } from "./aws/kms";
import type { PolicyDocument } from "./aws/policy";
import { given } from "./pulumi/order";
import type { Sandbox } from "./sandbox";
import { addSchema } from "./snowflake/database";
import { quoted } from "./snowflake/identifier";

/** What was in the accounts before any deployment. */
export class Given {
  constructor(private readonly sandbox: Sandbox) {}

  bucket(name: string, policy?: PolicyDocument): Bucket {
    const { aws } = this.sandbox;
    const bucket = aws.buckets.add(name, emptyBucket(aws, name, aws.region), given);
    if (policy) bucket.policy = { value: policy, origin: given };
    return bucket;
  }

  /** A KMS key by its ARN; without a policy it has AWS's default, which leaves the decision to IAM. */
  key(arn: string, policy?: PolicyDocument, alias?: string): Key {
    const id = arn.split("/").at(-1) ?? arn;
    return this.sandbox.aws.keys.add(arn, { arn, id, alias, policy }, given);
  }

  /** A trail that writes to a bucket. */
  trail(name: string, bucket: string, prefix?: string): void {
    const { aws } = this.sandbox;
    const arn = `arn:${aws.partition}:cloudtrail:${aws.region}:${aws.accountId}:trail/${name}`;
    aws.trails.add(arn, { name, arn, bucket, prefix, key: undefined, logging: true }, given);
  }

  /** Makes the account the management account of an organization. */
  organization(id: string): void {
    this.sandbox.aws.organizationId = id;
  }

  warehouse(name: string): void {
    this.sandbox.snowflake.warehouses.add(quoted(name), { name }, given);
  }

  /** A database with its schema PUBLIC, and more schemas if asked for. */
  database(name: string, ...schemas: string[]): void {
    const { snowflake } = this.sandbox;
    snowflake.databases.add(quoted(name), { name }, given);
    for (const schema of ["PUBLIC", ...schemas]) addSchema(snowflake, name, schema, given);
  }
}
