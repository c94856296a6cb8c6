import { type PolicyDocument, type Statement, policyDocument } from "../policies/document";
import { keyPlace, s3Service } from "../policies/key";

/** What Snowflake's role needs to know to read the logs. */
export interface AccessPolicyInputs {
  bucketArn: string;
  /** Key prefix of the logs, with a slash at its end. */
  logsPrefix: string;
  /** The key that the logs are encrypted with, if KMS is used. */
  kmsKeyArn?: string | undefined;
}

/** What Snowflake's role may do: read and list the logs, decrypt what S3 gives it, and nothing beside. */
export function accessPolicy({
  bucketArn,
  logsPrefix,
  kmsKeyArn,
}: AccessPolicyInputs): PolicyDocument {
  const statements: Statement[] = [
    {
      Sid: "ReadLogs",
      Effect: "Allow",
      Action: ["s3:GetObject", "s3:GetObjectVersion"],
      Resource: `${bucketArn}/${logsPrefix}*`,
    },
    {
      Sid: "ListLogs",
      Effect: "Allow",
      Action: "s3:ListBucket",
      Resource: bucketArn,
      Condition: { StringLike: { "s3:prefix": `${logsPrefix}*` } },
    },
    // A request for the location carries no prefix: under the condition above it would never match.
    {
      Sid: "LocateBucket",
      Effect: "Allow",
      Action: "s3:GetBucketLocation",
      Resource: bucketArn,
    },
  ];
  if (kmsKeyArn !== undefined) {
    statements.push({
      Sid: "DecryptLogs",
      Effect: "Allow",
      Action: "kms:Decrypt",
      Resource: kmsKeyArn,
      Condition: { StringEquals: { "kms:ViaService": s3Service(keyPlace(kmsKeyArn)) } },
    });
  }
  return policyDocument(...statements);
}
