/*
id: s3_versioning_suspended
title: S3 versioning suspended
description: >-
  Detects versioning that is suspended for a bucket. Objects that are overwritten or deleted from then on
  are gone, which is what whoever demands a ransom needs.
severity: medium
attack:
  version: "18"
  techniques: [T1490]
cis: {}
falsePositives:
  - A bucket of short-lived files whose versions only cost.
blindSpots:
  - Buckets that never kept versions.
  - Earlier versions that are deleted, one by one or by a lifecycle rule.
  - Attempts. Refused ones are found by unauthorized_api_calls.
references:
  - https://docs.aws.amazon.com/AmazonS3/latest/userguide/Versioning.html
  - https://attack.mitre.org/techniques/T1490/
status: stable
*/

-- What counts, and why:
-- * Versioning that was ever on cannot be switched off, only suspended.
-- * Only successes count: after an error nothing has changed, and refused attempts are found by
--   unauthorized_api_calls.
-- * The event source is pinned, and what a service does for itself is left out.
select *
from cloudtrail
where eventSource = 's3.amazonaws.com'
    and eventName = 'PutBucketVersioning'
    and requestParameters:VersioningConfiguration.Status::string = 'Suspended'
    and errorCode is null
    -- signin marks a person in the console, and CloudFormation does what its caller wrote
    and coalesce(userIdentity:invokedBy::string, 'signin.amazonaws.com')
        in ('signin.amazonaws.com', 'cloudformation.amazonaws.com')
