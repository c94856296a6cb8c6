import type { Statement } from "./document";

/**
 * What the policy of a KMS key has to hold so that a trail can encrypt with it. AWS's example repeats the trail
 * as a pattern over the encryption context; the exact `aws:SourceArn` leaves nothing for that to add.
 * Source: AWS, "Configure AWS KMS key policies for CloudTrail".
 */
export function trailKeyStatements(trailArn: string): Statement[] {
  const principal = { Service: "cloudtrail.amazonaws.com" };
  const byTheTrail = { StringEquals: { "aws:SourceArn": trailArn } };
  return [
    {
      Sid: "CloudTrailEncrypts",
      Effect: "Allow",
      Principal: principal,
      Action: "kms:GenerateDataKey*",
      Resource: "*",
      Condition: byTheTrail,
    },
    {
      Sid: "CloudTrailDescribesTheKey",
      Effect: "Allow",
      Principal: principal,
      Action: "kms:DescribeKey",
      Resource: "*",
      Condition: byTheTrail,
    },
  ];
}

/**
 * What the policy of a KMS key has to hold so that Snowflake's role can decrypt. A key of the same account
 * whose policy leaves permissions to IAM (the default statement for the account's root) needs nothing.
 */
export function readerKeyStatements(roleArn: string): Statement[] {
  return [
    {
      Sid: "SnowflakeDecrypts",
      Effect: "Allow",
      Principal: { AWS: roleArn },
      Action: "kms:Decrypt",
      Resource: "*",
    },
  ];
}

/** What is known of a KMS key by looking it up. */
export interface KeyFacts {
  arn: string;
  enabled: boolean;
  keyUsage: string;
  /** Key specification; CloudTrail and S3 encrypt with a symmetric key only. */
  customerMasterKeySpec: string;
}

/** Returns the key's ARN, or throws and says why CloudTrail and S3 could not encrypt with the key. */
export function usableKeyArn(key: KeyFacts, setting: string): string {
  if (!key.enabled) {
    throw new Error(`${setting}: the key ${key.arn} is disabled. Enable it, or give another key.`);
  }
  if (key.keyUsage !== "ENCRYPT_DECRYPT" || key.customerMasterKeySpec !== "SYMMETRIC_DEFAULT") {
    throw new Error(
      `${setting}: CloudTrail needs a symmetric key for encryption, and ${key.arn} is ` +
        `${key.customerMasterKeySpec} for ${key.keyUsage}. Give another key.`,
    );
  }
  return key.arn;
}
