/** Which objects a queue hears of. */
export interface NotificationInputs {
  queueArn: string;
  /** Key prefix of the logs, with a slash at its end. */
  logsPrefix: string;
}

/** Only created objects carry logs; Snowflake has no use for any other event. */
export const notificationEvents = ["s3:ObjectCreated:*"];

/** Names Snowtrail's entry among the notifications of a bucket. */
export const notificationId = "snowtrail";

/**
 * The configuration that a bucket has to have beside its others, as
 * `aws s3api put-bucket-notification-configuration` takes it.
 */
export function queueConfiguration({ queueArn, logsPrefix }: NotificationInputs): object {
  return {
    QueueConfigurations: [
      {
        Id: notificationId,
        QueueArn: queueArn,
        Events: notificationEvents,
        Filter: { Key: { FilterRules: [{ Name: "prefix", Value: logsPrefix }] } },
      },
    ],
  };
}

/** The same for a person to read and paste. */
export function renderNotification(inputs: NotificationInputs): string {
  return JSON.stringify(queueConfiguration(inputs), undefined, 2);
}
