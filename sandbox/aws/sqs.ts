/** A queue that S3 may send to. */
export interface Queue {
  arn: string;
  /** The bucket whose events its policy admits. */
  bucket: string;
}
