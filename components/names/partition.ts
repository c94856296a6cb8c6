/** How Snowflake speaks of S3 in one AWS partition. */
export interface S3Dialect {
  /** `STORAGE_PROVIDER` of a storage integration. */
  storageProvider: string;
  /** Scheme of the URL of a stage. */
  scheme: string;
}

// Source: Snowflake's CREATE STORAGE INTEGRATION, "Cloud provider parameters".
const dialects = new Map<string, S3Dialect>([
  ["aws", { storageProvider: "S3", scheme: "s3" }],
  ["aws-us-gov", { storageProvider: "S3GOV", scheme: "s3gov" }],
  ["aws-cn", { storageProvider: "S3CHINA", scheme: "s3china" }],
]);

/**
 * Tells how Snowflake names the S3 of an AWS partition, such as "aws-us-gov".
 * Throws on a partition that Snowflake cannot read from.
 */
export function s3Dialect(partition: string): S3Dialect {
  const dialect = dialects.get(partition);
  if (dialect === undefined) {
    throw new Error(
      `Snowflake reads S3 in the AWS partitions ${[...dialects.keys()].join(", ")}, and the AWS provider ` +
        `is configured for ${partition}. Choose a region of one of those partitions (aws:region).`,
    );
  }
  return dialect;
}
