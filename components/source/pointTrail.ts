/** The command that makes an existing trail deliver into a bucket. */
export function pointTrailCommand(arn: string, bucketName: string, prefix?: string): string {
  const keyPrefix = prefix === undefined ? "" : ` --s3-key-prefix ${prefix}`;
  return `aws cloudtrail update-trail --name ${arn} --s3-bucket-name ${bucketName}${keyPrefix}`;
}
