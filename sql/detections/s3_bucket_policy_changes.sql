/*
id: s3_bucket_policy_changes
title: S3 bucket policy change
description: >-
  Detects a change to who may use an S3 bucket or to what happens to its objects: its policy, ACL, CORS,
  lifecycle, replication, ownership or public access block.
severity: medium
attack:
  version: "18"
  techniques: [T1530, T1537]
cis: { "1.2": "3.8", "1.4": "4.8", "3.0": "4.8", "4.0": "4.8", "5.0": "4.8", "6.0": "5.8" }
falsePositives:
  - A deployment that makes or changes buckets. Compare with what the pipeline's role did at that time.
  - An AWS console wizard that writes the policy that a service needs, as for access logs.
blindSpots:
  - Object ACLs, access point policies and grants, and presigned links, which open data without any
    change to the bucket.
  - Attempts. Refused ones are found by unauthorized_api_calls.
  - Whether the change is harmful. The new policy stands in requestParameters.
references:
  - https://docs.aws.amazon.com/AmazonS3/latest/userguide/cloudtrail-logging-s3-info.html
  - https://quickstarts.snowflake.com/guide/cloudtrail_log_ingestion/
status: stable
*/

-- What differs from the query of Snowflake's quickstart, and why:
-- * It listed DeleteBucketLifestyle, a slip of the pen that never matched: DeleteBucketLifecycle.
-- * Public access blocks, for a bucket or a whole account, and object ownership are newer than its list
--   and decide who may read just as a policy does. Directory buckets have an event source of their own.
-- * The event source is pinned, and a service's own housekeeping is left out.
-- * Only successful changes count, unlike there and in the CIS benchmark: after any error the bucket is
--   what it was, and refused attempts are found elsewhere.
select *
from cloudtrail
where eventSource in ('s3.amazonaws.com', 's3express.amazonaws.com')
    and eventName in (
        'PutBucketAcl',
        'PutBucketPolicy',
        'DeleteBucketPolicy',
        'PutBucketCors',
        'DeleteBucketCors',
        -- what CloudTrail calls a PutBucketLifecycleConfiguration; directory buckets use the long name
        'PutBucketLifecycle',
        'PutBucketLifecycleConfiguration',
        'DeleteBucketLifecycle',
        'PutBucketReplication',
        'DeleteBucketReplication',
        'PutBucketOwnershipControls',
        'DeleteBucketOwnershipControls',
        'PutBucketPublicAccessBlock',
        'DeleteBucketPublicAccessBlock',
        'PutAccountPublicAccessBlock',
        'DeleteAccountPublicAccessBlock'
    )
    and errorCode is null
    -- signin marks a person in the console, and CloudFormation does what its caller wrote
    and coalesce(userIdentity:invokedBy::string, 'signin.amazonaws.com')
        in ('signin.amazonaws.com', 'cloudformation.amazonaws.com')
