import { type PolicyDocument, type Statement, policyDocument } from "../policies/document";
import {
  denyInsecurePublishing,
  publisherKeyActions,
  roleEncrypts,
  rolePublishes,
} from "../policies/topic";

/** Who tells a topic of new files: S3 itself, or a rule of EventBridge by its role. */
export type Publisher = { bucketArn: string; accountId: string } | { roleArn: string };

/** Who may do what with a topic on the way to a pipe. */
export interface EventTopicPolicyInputs {
  topicArn: string;
  publisher: Publisher;
  /** What Snowflake's SYSTEM$GET_AWS_SNS_IAM_POLICY answers for the topic. */
  subscriptionPolicy: string;
}

/** The whole policy of a topic that Snowtrail owns: TLS only, the one publisher, and Snowflake's subscription. */
export function eventTopicPolicy(inputs: EventTopicPolicyInputs): PolicyDocument {
  return policyDocument(denyInsecurePublishing(inputs.topicArn), ...eventTopicStatements(inputs));
}

/**
 * What a topic's policy has to hold so that the publisher may publish, and Snowflake's user may subscribe its queue.
 * `aws:SourceArn` and `aws:SourceAccount` keep buckets of others from publishing through the shared service principal.
 * EventBridge would give neither: it publishes by a role. Source: Amazon EventBridge, "Using resource-based policies".
 */
export function eventTopicStatements({
  topicArn,
  publisher,
  subscriptionPolicy,
}: EventTopicPolicyInputs): Statement[] {
  return [
    "roleArn" in publisher
      ? rolePublishes({ sid: "EventBridgePublishes", topicArn, roleArn: publisher.roleArn })
      : {
          Sid: "S3Publishes",
          Effect: "Allow",
          Principal: { Service: "s3.amazonaws.com" },
          Action: "sns:Publish",
          Resource: topicArn,
          Condition: fromBucket(publisher),
        },
    subscriptionStatement(subscriptionPolicy, topicArn),
  ];
}

/** What the policy of the topic's KMS key has to hold so that the publisher can encrypt. */
export function eventTopicKeyStatements(publisher: Publisher): Statement[] {
  if ("roleArn" in publisher) return [roleEncrypts("EventBridgeEncrypts", publisher.roleArn)];
  return [
    {
      Sid: "S3Encrypts",
      Effect: "Allow",
      Principal: { Service: "s3.amazonaws.com" },
      Action: publisherKeyActions,
      Resource: "*",
      Condition: fromBucket(publisher),
    },
  ];
}

function fromBucket({
  bucketArn,
  accountId,
}: {
  bucketArn: string;
  accountId: string;
}): NonNullable<Statement["Condition"]> {
  return {
    ArnEquals: { "aws:SourceArn": bucketArn },
    StringEquals: { "aws:SourceAccount": accountId },
  };
}

const user = /^arn:aws[a-z-]*:iam::[0-9]{12}:user\/[\w+=,.@/-]+$/;

/**
 * The one statement of Snowflake's answer, under a name of its own. Throws unless it lets exactly one IAM user
 * subscribe to exactly this topic: whatever else it said would stand in the topic's policy.
 */
function subscriptionStatement(policy: string, topicArn: string): Statement {
  const { Statement: statements } = JSON.parse(policy) as { Statement?: Partial<Statement>[] };
  const [statement, ...others] = statements ?? [];
  const { Effect, Principal, Action, Resource, Condition } = statement ?? {};
  const principal = typeof Principal === "object" ? Object.entries(Principal) : [];
  const [[kind, who] = ["", ""], ...more] = principal;
  if (
    others.length > 0 ||
    more.length > 0 ||
    Effect !== "Allow" ||
    kind !== "AWS" ||
    typeof who !== "string" ||
    !user.test(who) ||
    String(Action).toLowerCase() !== "sns:subscribe" ||
    String(Resource) !== topicArn ||
    Condition !== undefined
  ) {
    throw new Error(
      `Snowflake's SYSTEM$GET_AWS_SNS_IAM_POLICY answered for ${topicArn} with something else than one statement that ` +
        `lets one IAM user subscribe to it: ${JSON.stringify(policy)}. Ask Snowflake's support before that is allowed.`,
    );
  }
  return {
    Sid: "SnowflakeSubscribes",
    Effect: "Allow",
    Principal: { AWS: who },
    Action: "sns:Subscribe",
    Resource: topicArn,
  };
}
