import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import * as random from "@pulumi/random";
import * as snowflake from "@pulumi/snowflake";

/** A chain in its smallest form, as somebody would write it by hand: the parts that tests put together. */

const accountId = "111122223333";
export const bucketName = "example-logs";
export const bucketArn = `arn:aws:s3:::${bucketName}`;
export const roleName = "example-reader";
const roleArn = `arn:aws:iam::${accountId}:role/${roleName}`;
export const location = `s3://${bucketName}/AWSLogs/`;
export const database = "EXAMPLE";
export const schema = "PUBLIC";

const features = ["storage_integration", "stage", "pipe", "table", "function_sql"];

export function provider(
  args: snowflake.ProviderArgs = {},
  name = "snowflake",
): snowflake.Provider {
  const previewFeaturesEnabled = [
    ...features.map((feature) => `snowflake_${feature}_resource`),
    "snowflake_system_get_aws_sns_iam_policy_datasource",
  ];
  return new snowflake.Provider(name, { previewFeaturesEnabled, ...args });
}

export function integration(
  args: Partial<snowflake.StorageIntegrationArgs>,
  opts: pulumi.CustomResourceOptions,
): snowflake.StorageIntegration {
  return new snowflake.StorageIntegration(
    "integration",
    {
      name: "EXAMPLE",
      storageProvider: "S3",
      storageAwsRoleArn: roleArn,
      storageAllowedLocations: [location],
      ...args,
    },
    opts,
  );
}

export function stage(
  args: Partial<snowflake.StageArgs>,
  opts: pulumi.CustomResourceOptions,
): snowflake.Stage {
  return new snowflake.Stage(
    "stage",
    { database, schema, name: "LOGS", url: location, ...args },
    opts,
  );
}

export function table(opts: pulumi.CustomResourceOptions): snowflake.Table {
  const columns = [{ name: "RECORD", type: "VARIANT" }];
  return new snowflake.Table("table", { database, schema, name: "RAW", columns }, opts);
}

/** FIRST_LETTER, of a text in T. */
export function sqlFunction(
  args: Partial<snowflake.FunctionSqlArgs>,
  opts: pulumi.CustomResourceOptions,
): snowflake.FunctionSql {
  return new snowflake.FunctionSql(
    "function",
    {
      database,
      schema,
      name: "FIRST_LETTER",
      arguments: [{ argName: "T", argDataType: "VARCHAR" }],
      returnType: "VARCHAR",
      functionDefinition: "left(t, 1)",
      ...args,
    },
    opts,
  );
}

export const copyStatement = `copy into "EXAMPLE"."PUBLIC"."RAW" ("RECORD")
from (select $1 from @"EXAMPLE"."PUBLIC"."LOGS")
file_format = (type = json)`;

export function pipe(
  args: Partial<snowflake.PipeArgs>,
  opts: pulumi.CustomResourceOptions,
): snowflake.Pipe {
  return new snowflake.Pipe(
    "pipe",
    { database, schema, name: "LOGS", autoIngest: true, copyStatement, ...args },
    opts,
  );
}

export function trustPolicy(user: string, externalId: string): string {
  return JSON.stringify({
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Principal: { AWS: user },
        Action: "sts:AssumeRole",
        Condition: { StringEquals: { "sts:ExternalId": externalId } },
      },
    ],
  });
}

/** A role that trusts exactly the integration. */
export function role({
  storageAwsIamUserArn: user,
  storageAwsExternalId: id,
}: snowflake.StorageIntegration): aws.iam.Role {
  const assumeRolePolicy = pulumi
    .all([user, id])
    .apply(([arn, externalId]) => trustPolicy(arn, externalId));
  return new aws.iam.Role("role", { name: roleName, assumeRolePolicy });
}

export const readPolicy = JSON.stringify({
  Version: "2012-10-17",
  Statement: [
    { Effect: "Allow", Action: "s3:GetObject", Resource: `${bucketArn}/AWSLogs/*` },
    {
      Effect: "Allow",
      Action: "s3:ListBucket",
      Resource: bucketArn,
      Condition: { StringLike: { "s3:prefix": "AWSLogs/*" } },
    },
  ],
});

/** Once it is made, makes whatever depends on it wait for as many seconds. */
export class Wait extends random.RandomId {
  constructor(name: string, seconds: number, opts?: pulumi.CustomResourceOptions) {
    const sleep = (): Promise<void> =>
      new Promise((resolve) => setTimeout(resolve, seconds * 1000));
    super(name, { byteLength: 1 }, pulumi.mergeOptions(opts, { hooks: { afterCreate: [sleep] } }));
  }
}
