import { ask, together, type Asked, type Limits } from "../asked";
import type { Facts } from "../facts";
import type { StackOutputs } from "../stack";
import { bucketQuestions } from "./bucket";
import { topicQuestions } from "./topic";
import { trailQuestions } from "./trail";

/** What AWS tells of a stack. */
export type AwsFacts = Pick<
  Facts,
  "trail" | "trailStatus" | "bucketPolicy" | "notification" | "subscriptions"
>;

/**
 * Asks AWS about a stack, by calls that only read: docs/operations.md lists them as a policy.
 *
 * @param endpointUrl Another server that speaks AWS's protocols. Undefined for AWS's own.
 */
export async function askAws(
  { trail, bucketName, notifications: { topicArn } }: StackOutputs,
  endpointUrl: string | undefined,
  limits: Limits,
): Promise<AwsFacts> {
  const asked = <Value>(question: (signal: AbortSignal) => Promise<Value>): Promise<Asked<Value>> =>
    ask(limits, question);
  // Loading the SDK takes longer than what many commands do.
  const ofTrail =
    trail.arn === undefined ? undefined : await trailQuestions(trail.arn, endpointUrl);
  const ofBucket = await bucketQuestions(bucketName, endpointUrl);
  const ofTopic = topicArn === undefined ? undefined : await topicQuestions(topicArn, endpointUrl);
  return together<AwsFacts>({
    trail: ofTrail && asked(ofTrail.trail),
    trailStatus: ofTrail && asked(ofTrail.status),
    bucketPolicy: asked(ofBucket.policy),
    notification: asked(ofBucket.notification),
    subscriptions: ofTopic && asked(ofTopic.subscriptions),
  });
}
