import { s3Dialect } from "./partition";

/**
 * The key prefix under which CloudTrail delivers, with a slash at its end: without it, keys that merely
 * start alike (`AWSLogs-old/`) would belong to it. A trail need not have a prefix of its own.
 */
export function logsPrefix(prefix: string | undefined): string {
  return prefix === undefined ? "AWSLogs/" : `${prefix}/AWSLogs/`;
}

/** The URL by which Snowflake's integration and stage name the logs, such as `s3://bucket/AWSLogs/`. */
export function logsLocation(partition: string, bucketName: string, prefix: string): string {
  return `${s3Dialect(partition).scheme}://${bucketName}/${prefix}`;
}
