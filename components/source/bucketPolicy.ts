import { type PolicyDocument, type Statement, policyDocument } from "../policies/document";
import { readerBucketStatements } from "../policies/reader";
import { trailAccount } from "../names/trail";

/** What the policy of a bucket of logs depends on. */
export interface BucketPolicyInputs {
  bucketArn: string;
  /** Key prefix of the logs, with a slash at its end. */
  logsPrefix: string;
  /** The one trail that may deliver. Without it nothing is allowed to CloudTrail. */
  trailArn?: string | undefined;
  /** The organization whose accounts' logs the trail delivers too. */
  organizationId?: string | undefined;
  /** ARNs of the roles and users of other accounts that read the logs. */
  readerArns?: readonly string[] | undefined;
}

/** The whole policy of a bucket that Snowtrail owns: TLS only, the one trail may deliver, and readers may read. */
export function bucketPolicy(inputs: BucketPolicyInputs): PolicyDocument {
  return policyDocument(denyInsecureTransport(inputs.bucketArn), ...bucketStatements(inputs));
}

/** The statements by which a bucket lets in whom it has to, and nobody else. */
export function bucketStatements(inputs: BucketPolicyInputs): Statement[] {
  const { bucketArn, logsPrefix, readerArns } = inputs;
  return [
    ...deliveryStatements(inputs),
    ...(readerArns ? readerBucketStatements({ bucketArn, logsPrefix, readerArns }) : []),
  ];
}

/**
 * The statements by which CloudTrail may deliver, and no more. `aws:SourceArn` on each keeps a trail of
 * another account from writing here through the shared service principal (the confused deputy). The
 * principal is the same in every partition. Source: AWS, "Amazon S3 bucket policy for CloudTrail".
 */
function deliveryStatements({
  bucketArn,
  logsPrefix,
  trailArn,
  organizationId,
}: BucketPolicyInputs): Statement[] {
  if (trailArn === undefined) return [];
  const principal = { Service: "cloudtrail.amazonaws.com" };
  // An organization's trail delivers the management account's events under both folders.
  const owners = [trailAccount(trailArn), organizationId].filter((id) => id !== undefined);
  const folders = owners.map((owner) => `${bucketArn}/${logsPrefix}${owner}/*`);
  return [
    {
      Sid: "CloudTrailChecksAcl",
      Effect: "Allow",
      Principal: principal,
      Action: "s3:GetBucketAcl",
      Resource: bucketArn,
      Condition: { StringEquals: { "aws:SourceArn": trailArn } },
    },
    {
      Sid: "CloudTrailDelivers",
      Effect: "Allow",
      Principal: principal,
      Action: "s3:PutObject",
      Resource: folders,
      Condition: {
        StringEquals: {
          "aws:SourceArn": trailArn,
          "s3:x-amz-acl": "bucket-owner-full-control",
        },
      },
    },
  ];
}

function denyInsecureTransport(bucketArn: string): Statement {
  return {
    Sid: "DenyInsecureTransport",
    Effect: "Deny",
    Principal: "*",
    Action: "s3:*",
    Resource: [bucketArn, `${bucketArn}/*`],
    Condition: { Bool: { "aws:SecureTransport": "false" } },
  };
}
