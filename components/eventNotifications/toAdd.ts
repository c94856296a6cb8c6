import { type EventNotificationMode, EventNotificationMode as Mode } from "./args";

/** What a bucket tells, in each mode. */
export interface EntryInputs {
  /** Names Snowtrail's entry among the notifications of the bucket. */
  id: string;
  /** ARN of the pipe's own queue, or of the topic. */
  destination: string;
  /** Key prefix of the logs, with a slash at its end. */
  logsPrefix: string;
}

/** Only created objects carry logs; Snowflake has no use for any other event. */
export const createdEvents = ["s3:ObjectCreated:*"];

/**
 * What the owner of a bucket adds to its notifications, as
 * `aws s3api put-bucket-notification-configuration` takes it.
 */
export function configurationToAdd(
  mode: EventNotificationMode,
  { id, destination, logsPrefix }: EntryInputs,
): object {
  if (mode === Mode.EventBridge) return { EventBridgeConfiguration: {} };
  const entry = {
    Events: createdEvents,
    Filter: { Key: { FilterRules: [{ Name: "prefix", Value: logsPrefix }] } },
  };
  return mode === Mode.Sns
    ? { TopicConfigurations: [{ Id: id, TopicArn: destination, ...entry }] }
    : { QueueConfigurations: [{ Id: id, QueueArn: destination, ...entry }] };
}
