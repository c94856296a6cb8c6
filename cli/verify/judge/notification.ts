import type { Facts, NotificationTarget } from "../facts";
import { known, notOk, ok, type Finding } from "../finding";
import { prefixOf, type StackOutputs } from "../stack";

/** Whether the bucket tells the pipe's queue of each new log. */
export function judgeNotification(
  { notification, pipeStatus }: Pick<Facts, "notification" | "pipeStatus">,
  { bucketName, logsLocation, notificationChannel }: StackOutputs,
): Finding {
  const told = "value" in pipeStatus ? pipeStatus.value?.channel : undefined;
  const channel = told ?? notificationChannel;
  return known(notification, (targets) => {
    if (targets === undefined)
      return notOk(`the bucket ${bucketName} does not exist`, "bucketGone");
    const ours = targets.filter(({ arn }) => arn === channel);
    if (ours.length === 0) {
      const others = targets.map(({ arn }) => arn).join(", ");
      return notOk(
        others === ""
          ? "the bucket notifies nobody"
          : `the bucket notifies ${others}, and not the pipe's queue ${channel}`,
        "notification",
      );
    }
    const misses = ours.map((target) => missed(target, prefixOf(logsLocation)));
    return misses.includes(undefined)
      ? ok("it tells the pipe of each new log")
      : notOk(misses[0] ?? "", "notification");
  });
}

/** Why a target does not hear of each new log; undefined if it does. */
function missed({ events, prefix, suffix }: NotificationTarget, logs: string): string | undefined {
  if (!events.some((event) => event === "s3:ObjectCreated:*" || event === "s3:ObjectCreated:Put")) {
    return `the queue is told of ${events.join(", ")}, and not of created objects`;
  }
  if (!logs.startsWith(prefix)) return `the queue is told of ${prefix} alone, and not of ${logs}`;
  if (!".json.gz".endsWith(suffix)) return `the queue is told of names that end in ${suffix} alone`;
  return undefined;
}
