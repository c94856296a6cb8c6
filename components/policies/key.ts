import { trailAccount } from "../names/trail";
import { type PolicyDocument, type Statement, policyDocument } from "./document";
import { accountsOf } from "./reader";

/** Where a key is, and with it the bucket that it encrypts. */
export interface KeyPlace {
  partition: string;
  region: string;
}

/**
 * What the policy of a KMS key has to hold so that a trail can encrypt with it. The encryption context is that of
 * AWS's example; DescribeKey is asked without one.
 * Source: AWS, "Configure AWS KMS key policies for CloudTrail".
 */
export function trailKeyStatements(trailArn: string): Statement[] {
  const principal = { Service: "cloudtrail.amazonaws.com" };
  const byTheTrail = { StringEquals: { "aws:SourceArn": trailArn } };
  const [, partition = ""] = trailArn.split(":");
  const trails = `arn:${partition}:cloudtrail:*:${trailAccount(trailArn)}:trail/*`;
  return [
    {
      Sid: "CloudTrailEncrypts",
      Effect: "Allow",
      Principal: principal,
      Action: "kms:GenerateDataKey*",
      Resource: "*",
      Condition: {
        ...byTheTrail,
        StringLike: { "kms:EncryptionContext:aws:cloudtrail:arn": trails },
      },
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
 * What the policy of a KMS key has to hold so that exactly these roles and users can decrypt, and only what S3 gives
 * them. Their accounts are the principals: KMS refuses a role that does not exist yet, and a role that is made again
 * would no longer be the one that was named. IAM of their accounts has to allow it as well.
 */
export function readerKeyStatements(readerArns: readonly string[], place: KeyPlace): Statement[] {
  return [
    {
      Sid: "ReadersDecrypt",
      Effect: "Allow",
      Principal: { AWS: accountsOf(readerArns) },
      Action: "kms:Decrypt",
      Resource: "*",
      Condition: {
        ArnEquals: { "aws:PrincipalArn": [...readerArns] },
        StringEquals: { "kms:ViaService": s3Service(place) },
      },
    },
  ];
}

/** How KMS names S3 when it asks for a caller. */
export function s3Service({ partition, region }: KeyPlace): string {
  return `s3.${region}.${partition === "aws-cn" ? "amazonaws.com.cn" : "amazonaws.com"}`;
}

/** Where a key is by its ARN. */
export function keyPlace(keyArn: string): KeyPlace {
  const [, partition = "", , region = ""] = keyArn.split(":");
  return { partition, region };
}

/** What the policy of a key of ours depends on. */
export interface KeyPolicyInputs extends KeyPlace {
  /** The account of the key. */
  accountId: string;
  /** The one trail that encrypts with it, if there is one. */
  trailArn?: string | undefined;
  /** Who decrypts. Without it, whom IAM of the key's account lets. */
  readerArns?: readonly string[] | undefined;
}

/** Everything of administration, and neither to encrypt nor to decrypt nor to grant either. */
const administration = [
  "kms:CancelKeyDeletion",
  "kms:CreateAlias",
  "kms:DeleteAlias",
  "kms:Describe*",
  "kms:Disable*",
  "kms:Enable*",
  "kms:Get*",
  "kms:List*",
  "kms:PutKeyPolicy",
  "kms:RevokeGrant",
  "kms:RotateKeyOnDemand",
  "kms:ScheduleKeyDeletion",
  "kms:TagResource",
  "kms:UntagResource",
  "kms:Update*",
];

/** The whole policy of a key of ours: the account administers it, one trail encrypts, and readers decrypt. */
export function keyPolicy({
  partition,
  region,
  accountId,
  trailArn,
  readerArns,
}: KeyPolicyInputs): PolicyDocument {
  const account = { AWS: `arn:${partition}:iam::${accountId}:root` };
  const place = { partition, region };
  const accountDecrypts: Statement = {
    Sid: "AccountDecrypts",
    Effect: "Allow",
    Principal: account,
    Action: "kms:Decrypt",
    Resource: "*",
    Condition: { StringEquals: { "kms:ViaService": s3Service(place) } },
  };
  return policyDocument(
    {
      Sid: "AccountAdministers",
      Effect: "Allow",
      Principal: account,
      Action: administration,
      Resource: "*",
    },
    ...(trailArn === undefined ? [] : trailKeyStatements(trailArn)),
    ...(readerArns === undefined ? [accountDecrypts] : readerKeyStatements(readerArns, place)),
  );
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
