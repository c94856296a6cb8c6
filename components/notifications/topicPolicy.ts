import { type PolicyDocument, type Statement, policyDocument } from "../policies/document";

/** Who publishes to a topic. */
export interface TopicPolicyInputs {
  topicArn: string;
  /** The role by which Snowflake publishes. */
  roleArn: string;
}

/**
 * The whole policy of a topic that Snowtrail owns: TLS only, and Snowflake's role may publish. It takes the place of
 * SNS's own, which lets the whole account do everything. SNS takes no wildcard for its actions here.
 */
export function topicPolicy(inputs: TopicPolicyInputs): PolicyDocument {
  return policyDocument(
    {
      Sid: "DenyInsecureTransport",
      Effect: "Deny",
      Principal: "*",
      Action: "sns:Publish",
      Resource: inputs.topicArn,
      Condition: { Bool: { "aws:SecureTransport": "false" } },
    },
    ...publishStatements(inputs),
  );
}

/**
 * What a topic's policy has to hold so that the role may publish. The role is named by a condition and not as the
 * principal: AWS keeps a principal by its id, and a role that is made anew under its name would be another one.
 */
export function publishStatements({ topicArn, roleArn }: TopicPolicyInputs): Statement[] {
  const [, partition = "", , , accountId = ""] = roleArn.split(":");
  return [
    {
      Sid: "SnowflakePublishes",
      Effect: "Allow",
      Principal: { AWS: `arn:${partition}:iam::${accountId}:root` },
      Action: "sns:Publish",
      Resource: topicArn,
      Condition: { ArnEquals: { "aws:PrincipalArn": roleArn } },
    },
  ];
}
