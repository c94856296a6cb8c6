import { ordered } from "../resource/inventory";
import type { Moment } from "../resource/order";
import type { Aws, Bucket, Topic } from "./account";
import { findKey, keyRefusal } from "./kms";
import { refusal, type AccessRequest, type PolicyDocument } from "./policy";

/** Who may publish to a topic. */

/** The key that AWS keeps for SNS in every account: whoever may publish may use it, except for AWS's services. */
const ownKey = "alias/aws/sns";

interface Publisher {
  principal: string;
  identityPolicies: PolicyDocument[];
  context: Record<string, string>;
}

/** @returns undefined if a role may publish to the topic, or else why not. */
export function publishRefusal(
  aws: Aws,
  topic: Topic,
  { roleArn, ...identity }: Omit<Publisher, "context"> & { roleArn: string },
): Promise<string | undefined> {
  return refusalOf(aws, topic, { ...identity, context: { "aws:PrincipalArn": roleArn } });
}

/** @returns undefined if S3 may publish a bucket's events to a topic, or else why not. */
export async function servicePublishRefusal(
  aws: Aws,
  topicArn: string,
  bucket: Bucket,
  at?: Moment,
): Promise<string | undefined> {
  const topic = aws.topics.get(topicArn, at);
  if (!topic) return `topic ${topicArn} does not exist`;
  if (topicArn.split(":")[3] !== bucket.region) {
    return `topic ${topicArn} is not in the bucket's region ${bucket.region}`;
  }
  if (topic.key === ownKey) {
    return `topic ${topicArn} is encrypted with AWS's own key for SNS, which admits no service`;
  }
  return refusalOf(
    aws,
    topic,
    {
      principal: "s3.amazonaws.com",
      identityPolicies: [],
      context: { "aws:SourceArn": bucket.arn, "aws:SourceAccount": bucket.accountId },
    },
    at,
  );
}

/** @returns undefined if a user of another account, which lets it, may subscribe to the topic, or else why not. */
export function subscribeRefusal(
  topic: Topic,
  userArn: string,
  at?: Moment,
): Promise<string | undefined> {
  const statement = { Effect: "Allow", Action: "sns:Subscribe", Resource: topic.arn };
  return refusal({
    principal: userArn,
    identityPolicies: [{ Version: "2012-10-17", Statement: [statement] }],
    action: "sns:Subscribe",
    ...resourceOf(topic, at),
  });
}

async function refusalOf(
  aws: Aws,
  topic: Topic,
  publisher: Publisher,
  at?: Moment,
): Promise<string | undefined> {
  const request = { ...publisher, action: "sns:Publish", ...resourceOf(topic, at) };
  const { key, arn } = topic;
  const refused = await refusal(request);
  if (refused !== undefined || key === undefined || key === ownKey) return refused;
  const found = findKey(aws, key);
  if (!found) return `KMSNotFound: key ${key} of topic ${arn} does not exist`;
  const via = { "kms:ViaService": `sns.${arn.split(":")[3] ?? ""}.${aws.dnsSuffix}` };
  for (const action of ["kms:GenerateDataKey", "kms:Decrypt"]) {
    const context = { ...publisher.context, ...via };
    const why = await keyRefusal(aws, found, { ...publisher, action, context });
    if (why !== undefined) return why;
  }
  return undefined;
}

/** @throws OrderError if a resource that nothing orders before sets the topic's policy. */
function resourceOf(
  { arn, policy }: Topic,
  at: Moment | undefined,
): Pick<AccessRequest, "resource" | "accountId" | "resourcePolicy"> {
  return {
    resource: arn,
    accountId: arn.split(":")[4] ?? "",
    resourcePolicy: policy && ordered(policy, `the policy of topic ${arn}`, at).value,
  };
}
