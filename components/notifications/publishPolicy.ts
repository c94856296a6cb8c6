import { type PolicyDocument, type Statement, policyDocument } from "../policies/document";

/** What Snowflake's role needs to know to publish. */
export interface PublishPolicyInputs {
  topicArn: string;
  /** The key that the topic is encrypted with, unless it is AWS's own for SNS, which lets every publisher in. */
  kmsKeyArn?: string | undefined;
}

/** What a publisher does with the key of an encrypted topic. Source: Amazon SNS, "Configuring permissions for encryption". */
const publisherKeyActions = ["kms:GenerateDataKey*", "kms:Decrypt"];

/** What Snowflake's role may do: publish to the one topic, and nothing beside that. */
export function publishPolicy({ topicArn, kmsKeyArn }: PublishPolicyInputs): PolicyDocument {
  const statements: Statement[] = [
    { Sid: "PublishMessages", Effect: "Allow", Action: "sns:Publish", Resource: topicArn },
  ];
  if (kmsKeyArn !== undefined) {
    statements.push({
      Sid: "EncryptMessages",
      Effect: "Allow",
      Action: publisherKeyActions,
      Resource: kmsKeyArn,
    });
  }
  return policyDocument(...statements);
}

/**
 * What the policy of the topic's KMS key has to hold so that Snowflake's role can encrypt. A key of the same account
 * whose policy leaves permissions to IAM (the default statement for the account's root) needs nothing.
 */
export function publisherKeyStatements(roleArn: string): Statement[] {
  return [
    {
      Sid: "SnowflakeEncrypts",
      Effect: "Allow",
      Principal: { AWS: roleArn },
      Action: publisherKeyActions,
      Resource: "*",
    },
  ];
}
