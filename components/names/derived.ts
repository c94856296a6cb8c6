import { createHash } from "node:crypto";

const plainProject = /^[a-z][a-z0-9]*$/;
const plainStack = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const longest = 100;

/**
 * The name from which all others are derived: `SNOWTRAIL_DEV` for stack dev of project snowtrail.
 *
 * Two stacks never get the same one. Names of lower-case letters, digits and single hyphens translate one
 * to one; any other name, in which two could fall together once its special characters are replaced (`a.b`,
 * `a_b`, `A-B`), carries a digest after a double underscore, which no plain name can hold.
 */
export function baseName(project: string, stack: string): string {
  const whole = `${project}_${stack}`;
  const readable = whole.toUpperCase().replace(/[^A-Z0-9]+/g, "_");
  if (plainProject.test(project) && plainStack.test(stack) && whole.length <= longest) {
    return readable;
  }
  const digest = createHash("sha256").update(`${project}/${stack}`).digest("hex").slice(0, 8);
  const start = /^[A-Z]/.test(readable) ? readable : `STACK_${readable}`;
  return `${start.slice(0, longest).replace(/_+$/, "")}__${digest.toUpperCase()}`;
}

/** The base name as AWS writes names: lower case, with hyphens, and cut so that a suffix has room. */
function awsName(base: string, longestName: number): string {
  return base.toLowerCase().replace(/_+/g, "-").slice(0, longestName).replace(/-+$/, "");
}

/** A bucket's name: unique in the world by its suffix, and 63 characters at most. */
export function bucketName(base: string, suffix: string): string {
  return `${awsName(base, 63 - "-logs-".length - suffix.length)}-logs-${suffix}`;
}

/**
 * The name of the role by which Snowflake reads. Like a trail's it carries no random suffix, so that its ARN is known
 * before anything exists: the policies of a key, and of a bucket in another account, have to name it first.
 */
export function roleName(base: string): string {
  return fitting(base, "-snowflake", 64);
}

/**
 * A trail's name. It carries no random suffix, so that the trail's ARN is known before anything exists: the
 * owner of a bucket that exists has to allow that ARN first. Names of trails need to be unique in one account
 * only, and the base name is unique to the stack.
 */
export function trailName(base: string): string {
  return awsName(base, 128);
}

/** The name of the role by which Snowflake publishes: unique in its account by its suffix, and 64 characters at most. */
export function publisherRoleName(base: string, suffix: string): string {
  return `${awsName(base, 64 - "-publisher-".length - suffix.length)}-publisher-${suffix}`;
}

/** A topic's name. Names of topics need to be unique in one account and region, and the base name is unique to the stack. */
export function topicName(base: string): string {
  return `${awsName(base, 256 - "-notifications".length)}-notifications`;
}

/** How an entry of the stack is called among the notifications of a bucket. */
export function notificationId(base: string): string {
  return fitting(base, "", 255);
}

/** The name of the topic on the way from a bucket to a pipe. */
export function eventTopicName(base: string): string {
  return fitting(base, "-s3-events", 256);
}

/** The name of the rule of EventBridge on that way. */
export function eventRuleName(base: string): string {
  return fitting(base, "-s3-events", 64);
}

/** The name of the role by which that rule publishes. */
export function eventRoleName(base: string): string {
  return fitting(base, "-eventbridge", 64);
}

/** The name of a log group that gets a copy of a trail's events. */
export function logGroupName(base: string): string {
  return `${awsName(base, 512 - "-trail".length)}-trail`;
}

/** The name of the role by which a trail writes to a log group: without a suffix, like the trail's. */
export function logGroupRoleName(base: string): string {
  return fitting(base, "-log-group", 64);
}

/** The alias of a KMS key that encrypts logs. */
export function keyAlias(base: string): string {
  return `alias/${awsName(base, 250 - "-logs".length)}-logs`;
}

/** A name that needs to be unique in one account only. One that has to be cut carries a digest of the whole. */
function fitting(base: string, ending: string, longestName: number): string {
  const room = longestName - ending.length;
  const whole = awsName(base, base.length);
  if (whole.length <= room) return `${whole}${ending}`;
  const digest = createHash("sha256").update(base).digest("hex").slice(0, 8);
  return `${awsName(base, room - digest.length - 1)}-${digest}${ending}`;
}
