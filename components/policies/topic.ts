import { type PolicyDocument, type Statement, policyDocument } from "./document";
import { accountsOf } from "./reader";

/** What a publisher does with the key of an encrypted topic. Source: Amazon SNS, "Configuring permissions for encryption". */
export const publisherKeyActions = ["kms:GenerateDataKey*", "kms:Decrypt"];

/** A role that publishes to a topic. */
export interface RolePublisher {
  /** Names the statement. */
  sid: string;
  topicArn: string;
  roleArn: string;
}

/**
 * What a topic's policy has to hold so that a role may publish. The role is named by a condition and not as the
 * principal: AWS keeps a principal by its id, and a role that is made anew under its name would be another one.
 */
export function rolePublishes({ sid, topicArn, roleArn }: RolePublisher): Statement {
  return {
    Sid: sid,
    Effect: "Allow",
    Principal: { AWS: accountsOf([roleArn]) },
    Action: "sns:Publish",
    Resource: topicArn,
    Condition: { ArnEquals: { "aws:PrincipalArn": roleArn } },
  };
}

/** Nobody publishes without TLS. SNS takes no wildcard for the actions of a topic's policy. */
export function denyInsecurePublishing(topicArn: string): Statement {
  return {
    Sid: "DenyInsecureTransport",
    Effect: "Deny",
    Principal: "*",
    Action: "sns:Publish",
    Resource: topicArn,
    Condition: { Bool: { "aws:SecureTransport": "false" } },
  };
}

/** What a publisher needs to know. */
export interface PublishPolicyInputs {
  topicArn: string;
  /** The key that the topic is encrypted with, unless it is AWS's own for SNS, which lets every role in. */
  kmsKeyArn?: string | undefined;
}

/** What a role that publishes may do: publish to the one topic, and nothing beside that. */
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
 * What the policy of a topic's KMS key has to hold so that a role can encrypt. A key of the same account whose policy
 * leaves permissions to IAM (the default statement for the account's root) needs nothing. The role is named by a
 * condition here, too: KMS refuses a principal that does not exist yet.
 */
export function roleEncrypts(sid: string, roleArn: string): Statement {
  return {
    Sid: sid,
    Effect: "Allow",
    Principal: { AWS: accountsOf([roleArn]) },
    Action: publisherKeyActions,
    Resource: "*",
    Condition: { ArnEquals: { "aws:PrincipalArn": roleArn } },
  };
}
