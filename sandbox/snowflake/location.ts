/** A place in a bucket. */
export interface Place {
  bucket: string;
  /** Begins with no slash. */
  path: string;
}

/** Where a stage is: `s3://bucket/path/` as bucket and path. */
export function placeOf(url: string): Place {
  const [, bucket = "", path = ""] = /^s3(?:gov|china)?:\/\/([^/]+)\/(.*)$/.exec(url) ?? [];
  return { bucket, path };
}
