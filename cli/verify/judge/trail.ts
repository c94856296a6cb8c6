import type { Facts } from "../facts";
import { known, notOk, ok, type Finding } from "../finding";
import { allowsService } from "../policy";
import { prefixOf, type StackOutputs } from "../stack";
import { duration } from "./duration";

/** Whether the trail logs, and into the stack's bucket; undefined for a stack without a trail. */
export function judgeTrail(
  { trail, trailStatus }: Pick<Facts, "trail" | "trailStatus">,
  { bucketName, logsLocation }: StackOutputs,
): Finding | undefined {
  if (trail === undefined || trailStatus === undefined) return undefined;
  const place = known(trail, (is) => {
    if (is === undefined) return notOk("the credentials see no such trail", "trailGone");
    const folder = is.prefix === "" ? "AWSLogs/" : `${is.prefix}/AWSLogs/`;
    return is.bucket === bucketName && folder === prefixOf(logsLocation)
      ? ok("it logs")
      : notOk(
          `it delivers into ${is.bucket}/${folder} and not into ${bucketName}/${prefixOf(logsLocation)}`,
          "trailElsewhere",
        );
  });
  if (place.state !== "ok") return place;
  return known(trailStatus, (is) =>
    !is?.isLogging ? notOk("its logging is stopped", "trailStopped") : place,
  );
}

/** Whether the policy of the bucket lets the trail deliver; undefined for a stack without a trail. */
export function judgeBucket(
  { bucketPolicy }: Pick<Facts, "bucketPolicy">,
  { bucketName, logsLocation, trail: { arn } }: StackOutputs,
): Finding | undefined {
  if (arn === undefined) return undefined;
  return known(bucketPolicy, (text) => {
    if (text === undefined) return notOk(`the bucket ${bucketName} does not exist`, "bucketGone");
    if (text === "") return notOk("the bucket has no policy", "bucketPolicy");
    const [, partition = "", , , account = ""] = arn.split(":");
    const isAllowed = allowsService(text, {
      service: "cloudtrail.amazonaws.com",
      action: "s3:PutObject",
      resource: `arn:${partition}:s3:::${bucketName}/${prefixOf(logsLocation)}${account}/CloudTrail/any`,
      context: {
        "aws:sourcearn": arn,
        "aws:sourceaccount": account,
        "aws:securetransport": "true",
        "s3:x-amz-acl": "bucket-owner-full-control",
      },
    });
    if (isAllowed === undefined) {
      return ok(
        "it has conditions that only AWS can judge: the last delivery shows whether it does",
      );
    }
    return isAllowed
      ? ok("it lets the trail deliver")
      : notOk("it does not let this trail deliver", "bucketPolicy");
  });
}

/** How old the last delivery may be: CloudTrail delivers a digest each hour. PIPELINE_HEALTH waits as long. */
const patience = 3 * 3600;

/** Whether something arrived of late; undefined for a stack without a trail. */
export function judgeDelivery(
  { trailStatus }: Pick<Facts, "trailStatus">,
  now: Date,
): Finding | undefined {
  if (trailStatus === undefined) return undefined;
  const since = (time: Date): number => (now.getTime() - time.getTime()) / 1000;
  return known(trailStatus, (is) => {
    if (is === undefined) return notOk("the credentials see no such trail", "trailGone", ["trail"]);
    const { deliveryError, delivered, started } = is;
    if (deliveryError !== "") {
      return notOk(`the last delivery failed with ${deliveryError}`, "deliveryRefused", [
        "trail",
        "bucket",
      ]);
    }
    if (delivered === undefined) {
      return started !== undefined && since(started) <= patience
        ? ok(`nothing yet: it began to log ${duration(since(started))} ago`)
        : notOk("nothing was ever delivered", "deliveryLate", ["trail", "bucket"]);
    }
    const ago = `the last delivery was ${duration(since(delivered))} ago`;
    return since(delivered) <= patience ? ok(ago) : notOk(ago, "deliveryLate", ["trail", "bucket"]);
  });
}
