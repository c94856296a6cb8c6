import type * as pulumi from "@pulumi/pulumi";

import { choiceProblems } from "../validation/existing";
import type { Rule } from "../validation/inputs";
import { type Problem, problemsOf } from "../validation/problem";
import { kmsKeyArn, oneOf, topicArnRule, topicNameRule } from "../validation/rules";

/** How a pipe hears of new files. */
export const EventNotificationMode = {
  /** The bucket tells the pipe's own queue. */
  Bucket: "bucket",
  /** The bucket tells a topic, to which the pipe is subscribed. */
  Sns: "sns",
  /** The bucket tells EventBridge, where a rule publishes to a topic, to which the pipe is subscribed. */
  EventBridge: "eventbridge",
  /** Whoever owns the bucket makes it tell the pipe's own queue. */
  None: "none",
} as const;
export type EventNotificationMode =
  (typeof EventNotificationMode)[keyof typeof EventNotificationMode];

/** Whose the notification configuration of a bucket is, which S3 has as a whole. */
export const ConfigurationOwnership = {
  /** Snowtrail's alone: what others have in it refuses the deployment. */
  Own: "own",
  /** Snowtrail's, and what others have in it is kept. */
  Merge: "merge",
  /** Its owner's, who is told what to add. */
  Leave: "leave",
} as const;
export type ConfigurationOwnership =
  (typeof ConfigurationOwnership)[keyof typeof ConfigurationOwnership];

/** The topic on the way to a pipe: the ARN of one that exists, or the properties of a new one. */
export interface EventTopicArgs {
  /** ARN of a standard topic that exists in the bucket's region; its policy and encryption stay its owner's. Defaults to none: a new topic is made. */
  existing?: pulumi.Input<string>;
  /** Name of the new topic. Defaults to a name derived from baseName. */
  name?: pulumi.Input<string>;
  /** ARN of the KMS key that encrypts the topic, whose policy needs the statement of the output eventTopicKeyPolicyToMerge. Defaults to none: S3 cannot publish with AWS's own key for SNS. */
  kmsKeyArn?: pulumi.Input<string>;
}

/** How a pipe hears of new files, and what becomes of the bucket's other notifications. */
export interface EventNotificationsArgs {
  /** How the pipe hears of new files: "bucket", "sns", "eventbridge" or "none". Defaults to "none": the output notificationToAdd tells what to add; has to be given if configuration is "own" or "merge". */
  mode?: EventNotificationMode;
  /** Whose the notification configuration of the bucket is: "own", "merge" or "leave". Defaults to "own", and in mode "none" to "leave". */
  configuration?: ConfigurationOwnership;
  /** The topic of the modes "sns" and "eventbridge". Defaults to a new one. */
  topic?: EventTopicArgs;
}

/** What the arguments come to. */
export interface EventNotificationChoice {
  mode: EventNotificationMode;
  configuration: ConfigurationOwnership;
  /** Given in the modes that have a topic. */
  topic: EventTopicArgs | undefined;
}

/** The arguments with their defaults. */
export function eventNotificationChoice({
  mode = EventNotificationMode.None,
  configuration,
  topic = {},
}: EventNotificationsArgs = {}): EventNotificationChoice {
  const ownership = mode === EventNotificationMode.None ? "leave" : "own";
  return {
    mode,
    configuration: configuration ?? ownership,
    topic: hasTopic(mode) ? topic : undefined,
  };
}

function hasTopic(mode: EventNotificationMode): boolean {
  return mode === EventNotificationMode.Sns || mode === EventNotificationMode.EventBridge;
}

/** What each argument has to be, whenever it is known. */
export const eventNotificationRules: readonly Rule[] = [
  ["eventNotifications.mode", oneOf(Object.values(EventNotificationMode))],
  ["eventNotifications.configuration", oneOf(Object.values(ConfigurationOwnership))],
  ["eventNotifications.topic.existing", topicArnRule],
  ["eventNotifications.topic.name", topicNameRule],
  ["eventNotifications.topic.kmsKeyArn", kmsKeyArn],
];

/** What contradicts itself in the arguments. */
export function eventNotificationProblems(args: EventNotificationsArgs = {}): Problem[] {
  const { configuration, topic } = args;
  const { mode } = eventNotificationChoice(args);
  const { Own, Merge, Leave } = ConfigurationOwnership;
  return [
    ...problemsOf([
      [
        "eventNotifications.mode",
        args.mode === undefined && (configuration === Own || configuration === Merge)
          ? `is missing, and without it ${configuration} would write nothing that tells the pipe. Give bucket, sns or eventbridge, or none to take Snowtrail's entry out.`
          : undefined,
      ],
      [
        "eventNotifications.configuration",
        mode === EventNotificationMode.Bucket && configuration === Leave
          ? 'leaves to its owner what mode "bucket" has to write. Give own or merge, or mode none, which tells the owner what to add.'
          : undefined,
      ],
      [
        "eventNotifications.topic",
        topic !== undefined && !hasTopic(mode)
          ? `is for the modes sns and eventbridge, and the mode is ${mode}. Remove it, or give one of those.`
          : undefined,
      ],
    ]),
    ...choiceProblems("eventNotifications.topic", topic, { ofNew: ["name"] }),
  ];
}
