import { type PolicyDocument, type Statement, policyDocument } from "../policies/document";
import { denyInsecurePublishing, roleEncrypts, rolePublishes } from "../policies/topic";

/** Who publishes to a topic. */
export interface TopicPolicyInputs {
  topicArn: string;
  /** The role by which Snowflake publishes. */
  roleArn: string;
}

/**
 * The whole policy of a topic that Snowtrail owns: TLS only, and Snowflake's role may publish. It takes the place of
 * SNS's own, which lets the whole account do everything.
 */
export function topicPolicy(inputs: TopicPolicyInputs): PolicyDocument {
  return policyDocument(denyInsecurePublishing(inputs.topicArn), ...publishStatements(inputs));
}

/** What a topic's policy has to hold so that Snowflake's role may publish. */
export function publishStatements(inputs: TopicPolicyInputs): Statement[] {
  return [rolePublishes({ sid: "SnowflakePublishes", ...inputs })];
}

/** What the policy of the topic's KMS key has to hold so that Snowflake's role can encrypt. */
export function publisherKeyStatements(roleArn: string): Statement[] {
  return [roleEncrypts("SnowflakeEncrypts", roleArn)];
}
