/** A queue that S3 may send to. */
export interface Queue {
  arn: string;
  /** The bucket whose events its policy admits. */
  bucket: string;
}

/** What S3 tells a queue about an object. */
export interface ObjectEvent {
  eventName: string;
  bucket: string;
  key: string;
}
