/*
id: log_bucket_lifecycle_shortened
title: Log bucket told to delete within 90 days
description: >-
  Detects a lifecycle rule by which a bucket of logs deletes its objects, or their earlier versions, in
  fewer than 90 days. The trail runs on while the evidence disappears.
severity: high
attack:
  version: "18"
  techniques: [T1562.008, T1485.001]
cis: {}
falsePositives:
  - A bucket with log in its name that holds something else, or logs that nobody needs for long.
blindSpots:
  - Buckets whose names hold none of log, trail and audit. Add the names of yours.
  - Rules that delete on a date, by size, or multipart uploads that were never finished.
  - Objects that are deleted one by one.
  - Attempts. Refused ones are found by unauthorized_api_calls.
references:
  - https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lifecycle-mgmt.html
  - https://attack.mitre.org/techniques/T1562/008/
status: stable
*/

-- What counts, and why:
-- * The event does not tell what a bucket is for, so the name decides.
-- * 90 days is what CloudTrail's own event history keeps.
-- * One rule stands as an object, several as a list. Rules that are disabled do nothing.
-- * Only successes count: after an error nothing has changed, and refused attempts are found by
--   unauthorized_api_calls.
-- * The event source is pinned, and what a service does for itself is left out.
select *
from cloudtrail
where eventSource = 's3.amazonaws.com'
    and eventName in (
        'PutBucketLifecycle',
        'PutBucketLifecycleConfiguration'
    )
    and regexp_like(requestParameters:bucketName::string, '.*(log|trail|audit).*', 'i')
    and array_size(filter(
        to_array(requestParameters:LifecycleConfiguration.Rule),
        rule -> rule:Status::string = 'Enabled'
            and (
                try_to_number(rule:Expiration.Days::string) < 90
                or try_to_number(rule:NoncurrentVersionExpiration.NoncurrentDays::string) < 90
            )
    )) > 0
    and errorCode is null
    -- signin marks a person in the console, and CloudFormation does what its caller wrote
    and coalesce(userIdentity:invokedBy::string, 'signin.amazonaws.com')
        in ('signin.amazonaws.com', 'cloudformation.amazonaws.com')
