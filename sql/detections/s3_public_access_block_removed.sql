/*
id: s3_public_access_block_removed
title: S3 bucket's block of public access lifted
description: >-
  Detects the block of public access that is taken from a bucket, in whole or part. It is the step before
  the bucket is opened to everybody.
severity: medium
attack:
  version: "18"
  techniques: [T1562.007, T1530]
cis: {}
falsePositives:
  - A web site whose files are meant to be read by everybody.
blindSpots:
  - Buckets that never had a block.
  - The block of a whole account, which s3_account_public_access_block_removed finds.
  - Attempts. Refused ones are found by unauthorized_api_calls.
references:
  - https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html
  - https://attack.mitre.org/techniques/T1530/
status: stable
*/

-- What counts, and why:
-- * The call sets all four switches, and one that is left out is off, as all are after a deletion. Any
--   that is off counts, also where it was off before.
-- * Only successes count: after an error nothing has changed, and refused attempts are found by
--   unauthorized_api_calls.
-- * The event source is pinned, and what a service does for itself is left out.
select *
from cloudtrail
where eventSource = 's3.amazonaws.com'
    and eventName in (
        'DeleteBucketPublicAccessBlock',
        'PutBucketPublicAccessBlock'
    )
    and not coalesce(
        requestParameters:PublicAccessBlockConfiguration.BlockPublicAcls::string = 'true'
        and requestParameters:PublicAccessBlockConfiguration.IgnorePublicAcls::string = 'true'
        and requestParameters:PublicAccessBlockConfiguration.BlockPublicPolicy::string = 'true'
        and requestParameters:PublicAccessBlockConfiguration.RestrictPublicBuckets::string = 'true',
        false
    )
    and errorCode is null
    -- signin marks a person in the console, and CloudFormation does what its caller wrote
    and coalesce(userIdentity:invokedBy::string, 'signin.amazonaws.com')
        in ('signin.amazonaws.com', 'cloudformation.amazonaws.com')
