import type { Aws, Bucket, EventRule } from "../aws/account";
import { hearingRules } from "../aws/eventBridge";
import { serviceAssumeRefusal } from "../aws/iam";
import { publishRefusal, servicePublishRefusal } from "../aws/publishing";
import { matchingRules } from "../aws/s3/notification";
import { asRole } from "./access";
import { Stop, furthest } from "./way";

/** The queues that hear of an object that was created, each by S3, by a topic, or by EventBridge and a topic. */
export async function announce(bucket: Bucket, key: string, aws: Aws): Promise<string[] | Stop> {
  const ways = [
    ...(await byNotification(bucket, key, aws)),
    ...(await byEventBridge(bucket, key, aws)),
  ];
  const queues = ways.filter((way) => typeof way === "string");
  if (queues.length > 0) return [...new Set(queues)];
  return furthest(ways.filter((way) => way instanceof Stop));
}

async function byNotification(bucket: Bucket, key: string, aws: Aws): Promise<(string | Stop)[]> {
  const configuration = bucket.notification?.value;
  if (!configuration || configuration.rules.length === 0) {
    return [new Stop("notification", "the bucket has no notification")];
  }
  const rules = matchingRules(configuration, "s3:ObjectCreated:Put", key);
  if (typeof rules === "string") return [new Stop("notification", rules)];
  const ends: (string | Stop)[] = [];
  for (const { destination } of rules) {
    const service = destination.split(":")[2];
    if (service === "sqs") ends.push(admitted(destination, bucket.arn, aws));
    else if (service === "sns") {
      const refused = await servicePublishRefusal(aws, destination, bucket);
      ends.push(
        ...(refused === undefined ? subscribed(destination, aws) : [new Stop("topic", refused)]),
      );
    } else
      ends.push(new Stop("notification", `only the function ${destination} is told of this key`));
  }
  return ends;
}

async function byEventBridge(bucket: Bucket, key: string, aws: Aws): Promise<(string | Stop)[]> {
  if (!bucket.notification?.value.eventBridgeSince) return [];
  const rules = hearingRules(aws, bucket, key);
  if (typeof rules === "string") return [new Stop("rule", rules)];
  const ends: (string | Stop)[] = [];
  for (const rule of rules) {
    for (const { topicArn, roleArn } of rule.targets.values()) {
      const refused = await targetRefusal(aws, rule, topicArn, roleArn);
      ends.push(
        ...(refused === undefined ? subscribed(topicArn, aws) : [new Stop("topic", refused)]),
      );
    }
    if (rule.targets.size === 0) ends.push(new Stop("rule", `rule ${rule.name} has no target`));
  }
  return ends;
}

/** @returns undefined if the rule may publish to the topic as that role, or else why not. */
async function targetRefusal(
  aws: Aws,
  rule: EventRule,
  topicArn: string,
  roleArn: string,
): Promise<string | undefined> {
  const topic = aws.topics.get(topicArn);
  if (!topic) return `topic ${topicArn} does not exist`;
  const role = aws.roles.get(roleArn.split("/").at(-1) ?? "");
  if (!role) return `role ${roleArn} does not exist`;
  return (
    (await serviceAssumeRefusal(role, "events.amazonaws.com", rule.arn)) ??
    publishRefusal(aws, topic, { ...asRole({ roleArn }, aws), roleArn })
  );
}

/** The queues that a topic tells. */
function subscribed(topicArn: string, aws: Aws): (string | Stop)[] {
  const queues = (aws.topics.get(topicArn)?.subscriptions ?? [])
    .filter(({ protocol }) => protocol === "sqs")
    .map(({ endpoint }) => admitted(endpoint, topicArn, aws));
  return queues.length > 0
    ? queues
    : [new Stop("subscription", `no queue is subscribed to topic ${topicArn}`)];
}

function admitted(queueArn: string, sender: string, { queues }: Aws): string | Stop {
  return queues.get(queueArn)?.admits === sender
    ? queueArn
    : new Stop("queue", `queue ${queueArn} does not exist or does not admit ${sender}`);
}
