import type { Statement } from "./document";

/** Which logs are read, by whom. */
export interface ReaderInputs {
  bucketArn: string;
  /** Key prefix of the logs, with a slash at its end. */
  logsPrefix: string;
  /** ARNs of the IAM roles and users that read them. */
  readerArns: readonly string[];
}

/**
 * What the policy of a bucket has to hold so that exactly these roles and users of other accounts can read and list
 * the logs. Their accounts are the principals: S3 refuses a role that does not exist yet, and a role that is made
 * again would no longer be the one that was named. IAM of their accounts has to allow it as well.
 */
export function readerBucketStatements({
  bucketArn,
  logsPrefix,
  readerArns,
}: ReaderInputs): Statement[] {
  const principal = { AWS: accountsOf(readerArns) };
  const byReaders = { ArnEquals: { "aws:PrincipalArn": [...readerArns] } };
  return [
    {
      Sid: "ReadersRead",
      Effect: "Allow",
      Principal: principal,
      Action: ["s3:GetObject", "s3:GetObjectVersion"],
      Resource: `${bucketArn}/${logsPrefix}*`,
      Condition: byReaders,
    },
    {
      Sid: "ReadersList",
      Effect: "Allow",
      Principal: principal,
      Action: "s3:ListBucket",
      Resource: bucketArn,
      Condition: { ...byReaders, StringLike: { "s3:prefix": `${logsPrefix}*` } },
    },
    {
      Sid: "ReadersLocate",
      Effect: "Allow",
      Principal: principal,
      Action: "s3:GetBucketLocation",
      Resource: bucketArn,
      Condition: byReaders,
    },
  ];
}

/** The accounts of roles and users, as principals of a policy, each once. */
export function accountsOf(readerArns: readonly string[]): string[] {
  const roots = readerArns.map((arn) => {
    const [, partition, , , account] = arn.split(":");
    return `arn:${partition}:iam::${account}:root`;
  });
  return [...new Set(roots)];
}
