import { ask, together, type Asked, type Limits } from "../asked";
import type { AwsFacts } from "../facts";
import type { StackOutputs } from "../stack";
import { bucketQuestions } from "./bucket";
import type { AwsAccess } from "./clients";
import { ruleQuestion } from "./rule";
import { topicQuestions } from "./topic";
import { trailQuestions } from "./trail";

/**
 * Asks AWS about a stack, by calls that only read: docs/operations.md lists them as a policy.
 *
 * @param trailProfile The profile for the account of the trail, if it is another than the bucket's.
 */
export async function askAws(
  { trail, bucketName, eventNotifications, notifications: { topicArn } }: StackOutputs,
  access: AwsAccess,
  trailProfile: string | undefined,
  limits: Limits,
): Promise<AwsFacts> {
  const asked = <Value>(question: (signal: AbortSignal) => Promise<Value>): Promise<Asked<Value>> =>
    ask(limits, question);
  const trailAccess = trailProfile === undefined ? access : { ...access, profile: trailProfile };
  // Loading the SDK takes longer than what many commands do.
  const ofTrail =
    trail.arn === undefined ? undefined : await trailQuestions(trail.arn, trailAccess);
  const ofBucket = await bucketQuestions(bucketName, access);
  const ofTopic = topicArn === undefined ? undefined : await topicQuestions(topicArn, access);
  const { ruleArn, topicArn: eventTopicArn } = eventNotifications;
  const ofRule = ruleArn === undefined ? undefined : await ruleQuestion(ruleArn, access);
  const ofEventTopic =
    eventTopicArn === undefined ? undefined : await topicQuestions(eventTopicArn, access);
  return together<AwsFacts>({
    trail: ofTrail && asked(ofTrail.trail),
    trailStatus: ofTrail && asked(ofTrail.status),
    bucketPolicy: asked(ofBucket.policy),
    notification: asked(ofBucket.notification),
    rule: ofRule && asked(ofRule),
    eventTopic: ofEventTopic && asked(ofEventTopic.topic),
    subscriptions: ofTopic && asked(ofTopic.subscriptions),
  });
}
