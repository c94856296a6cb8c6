/*
id: s3_object_lock_or_mfa_delete_weakened
title: S3 protection against deletion weakened
description: >-
  Detects what keeps objects from being deleted and is weakened: the default retention of a bucket that is
  taken away or set to governance, MFA for deletions that is switched off, a legal hold that ends, or a
  retention that is bypassed.
severity: high
attack:
  version: "18"
  techniques: [T1490, T1485]
cis: {}
falsePositives:
  - A bucket that is given governance and had no retention before, and a hold whose case is closed.
blindSpots:
  - Retention that is shortened and yet there.
  - Legal holds and the bypass of governance are data events, which not every trail records.
  - Attempts. Refused ones are found by unauthorized_api_calls.
references:
  - https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock.html
  - https://attack.mitre.org/techniques/T1490/
status: stable
*/

-- What counts, and why:
-- * In governance mode, whoever has the permission deletes nevertheless, unlike in compliance mode. So it
--   counts as weak.
-- * MFA for deletions is set together with versioning, and only by root.
-- * Only successes count: after an error nothing has changed, and refused attempts are found by
--   unauthorized_api_calls.
-- * The event source is pinned, and what a service does for itself is left out.
select *
from cloudtrail
where eventSource = 's3.amazonaws.com'
    and (
        eventName = 'PutBucketVersioning'
        and requestParameters:VersioningConfiguration.MfaDelete::string = 'Disabled'
        or eventName = 'PutBucketObjectLockConfiguration'
            and requestParameters:ObjectLockConfiguration.Rule.DefaultRetention.Mode::string
                is distinct from 'COMPLIANCE'
        or eventName = 'PutObjectLegalHold'
            and requestParameters:LegalHold.Status::string = 'OFF'
        or eventName in ('DeleteObject', 'DeleteObjects', 'PutObjectRetention')
            and requestParameters['x-amz-bypass-governance-retention']::string = 'true'
    )
    and errorCode is null
    -- signin marks a person in the console, and CloudFormation does what its caller wrote
    and coalesce(userIdentity:invokedBy::string, 'signin.amazonaws.com')
        in ('signin.amazonaws.com', 'cloudformation.amazonaws.com')
