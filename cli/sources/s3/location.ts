import { UsageError } from "../../output/usageError";

/** A place in S3. */
export interface Location {
  bucket: string;
  /** What keys start with, or a whole key. Empty for the whole bucket. */
  prefix: string;
}

/** Whether a path names a place in S3 and not one on disk. */
export function isInS3(path: string): boolean {
  return /^s3:\/\//i.test(path);
}

/**
 * Reads `s3://bucket/prefix`.
 *
 * @throws UsageError when there is no bucket in it.
 */
export function locationOf(path: string): Location {
  const [, bucket, prefix] = /^s3:\/\/([\w.-]{3,255})(?:\/(.*))?$/is.exec(path) ?? [];
  if (bucket === undefined) {
    throw new UsageError(
      `"${path}" names no bucket. Expected a place such as s3://bucket/AWSLogs/; an access point is named by its alias.`,
    );
  }
  return { bucket, prefix: prefix ?? "" };
}

/** The name of an object, under which it stands in the load history. */
export function nameOf(bucket: string, key: string): string {
  return `s3://${bucket}/${key}`;
}
