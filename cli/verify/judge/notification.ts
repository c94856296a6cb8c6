import { matchesEvent } from "../eventPattern";
import type { Facts, NotificationTarget } from "../facts";
import { known, notOk, ok, type Finding } from "../finding";
import { allowsService } from "../policy";
import { prefixOf, type StackOutputs } from "../stack";

/** The queue on which the pipe listens. */
function channelOf(
  { pipeStatus }: Pick<Facts, "pipeStatus">,
  { notificationChannel }: StackOutputs,
): string {
  const told = "value" in pipeStatus ? pipeStatus.value?.channel : undefined;
  return told === undefined || told === "" ? notificationChannel : told;
}

/** Whether the bucket tells of each new log: the pipe's queue, or the topic or EventBridge before it. */
export function judgeNotification(
  facts: Pick<Facts, "notification" | "pipeStatus">,
  stack: StackOutputs,
): Finding {
  const { bucketName, logsLocation, eventNotifications } = stack;
  return known(facts.notification, (is) => {
    if (is === undefined) return notOk(`the bucket ${bucketName} does not exist`, "bucketGone");
    const { targets, tellsEventBridge } = is;
    if (eventNotifications.ruleArn !== undefined) {
      return tellsEventBridge
        ? ok("it tells EventBridge")
        : notOk("the bucket does not tell EventBridge", "notification");
    }
    const { topicArn } = eventNotifications;
    const [who, wanted] =
      topicArn === undefined
        ? ["the pipe's queue", channelOf(facts, stack)]
        : ["the topic", topicArn];
    const ours = targets.filter(({ arn }) => arn === wanted);
    if (ours.length === 0) {
      const others = targets.map(({ arn }) => arn).join(", ");
      return notOk(
        others === ""
          ? "the bucket notifies nobody"
          : `the bucket notifies ${others}, and not ${who} ${wanted}`,
        "notification",
      );
    }
    const misses = ours.map((target) => missed(target, prefixOf(logsLocation)));
    return misses.includes(undefined)
      ? ok(`it tells ${who} of each new log`)
      : notOk(`${who} ${misses[0]}`, "notification");
  });
}

/** Why a target does not hear of each new log; undefined if it does. */
function missed({ events, prefix, suffix }: NotificationTarget, logs: string): string | undefined {
  if (!events.some((event) => event === "s3:ObjectCreated:*" || event === "s3:ObjectCreated:Put")) {
    return `is told of ${events.join(", ")}, and not of created objects`;
  }
  if (!logs.startsWith(prefix)) return `is told of ${prefix} alone, and not of ${logs}`;
  if (!".json.gz".endsWith(suffix)) return `is told of names that end in ${suffix} alone`;
  return undefined;
}

/** Whether the rule of EventBridge passes each new log on; undefined for a stack without a rule. */
export function judgeRule(
  { rule }: Pick<Facts, "rule">,
  { bucketName, logsLocation, eventNotifications: { topicArn = "" } }: StackOutputs,
): Finding | undefined {
  return (
    rule &&
    known(rule, (is) => {
      if (is === undefined) return notOk("the rule does not exist", "rule");
      if (!is.isEnabled) return notOk("the rule is disabled", "rule");
      const event = {
        source: "aws.s3",
        "detail-type": "Object Created",
        detail: { bucket: { name: bucketName }, object: { key: `${prefixOf(logsLocation)}any` } },
      };
      if (matchesEvent(is.pattern, event) === false) {
        return notOk("the rule's pattern leaves new logs out", "rule");
      }
      return is.targets.includes(topicArn)
        ? ok("it passes each new log on to the topic")
        : notOk(`the rule does not pass on to the topic ${topicArn}`, "rule");
    })
  );
}

/** Whether the topic passes on to the pipe's queue; undefined for a stack without a topic on the way. */
export function judgeTopic(
  facts: Pick<Facts, "eventTopic" | "pipeStatus">,
  stack: StackOutputs,
): Finding | undefined {
  const { bucketName, eventNotifications } = stack;
  const { topicArn = "", ruleArn } = eventNotifications;
  return (
    facts.eventTopic &&
    known(facts.eventTopic, (is) => {
      if (is === undefined) return notOk("the topic does not exist", "topicGone");
      const channel = channelOf(facts, stack);
      const subscribed = is.subscriptions.filter(({ isConfirmed }) => isConfirmed);
      if (!subscribed.some(({ endpoint }) => endpoint === channel)) {
        return notOk("the pipe's queue is not subscribed", "topicUnsubscribed", ["pipe"]);
      }
      const [, partition = ""] = topicArn.split(":");
      const publishes = {
        ...{ service: "s3.amazonaws.com", action: "sns:Publish", resource: topicArn },
        context: {
          "aws:sourcearn": `arn:${partition}:s3:::${bucketName}`,
          "aws:securetransport": "true",
        },
      };
      // A rule publishes by a role of its own, whom no policy can be asked about.
      return ruleArn === undefined && allowsService(is.policy, publishes) === false
        ? notOk("its policy does not let the bucket publish", "topicPolicy")
        : ok("the pipe's queue is subscribed");
    })
  );
}
