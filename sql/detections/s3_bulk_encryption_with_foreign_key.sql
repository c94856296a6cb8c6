/*
id: s3_bulk_encryption_with_foreign_key
title: Many S3 objects encrypted with a foreign key
description: >-
  Detects ten objects within ten minutes that one caller wrote to S3 under a key that the account does not
  have: the caller's own (SSE-C), or a KMS key of another account. So are buckets held to ransom.
severity: critical
attack:
  version: "18"
  techniques: [T1486]
cis: {}
falsePositives:
  - A program that encrypts with keys of its own by design. It does so every day.
  - A central account for keys, which encrypts the buckets of all others.
blindSpots:
  - Objects that are encrypted before they are written.
  - Trails without the data events of S3, which are off by default.
  - A default encryption of the bucket with a foreign key, which each later object then gets.
  - A key of the account itself that is deleted afterwards.
references:
  - https://docs.aws.amazon.com/AmazonS3/latest/userguide/ServerSideEncryptionCustomerKeys.html
  - https://attack.mitre.org/techniques/T1486/
status: experimental
*/

-- What counts, and why:
-- * Objects that are written count, also in parts. An event that was delivered twice counts once.
-- * A burst is one finding, its tenth object, for as long as it keeps that pace.
-- * A KMS key is foreign when its ARN names another account than the one that the log is of. An id or an
--   alias without an account is the account's own.
-- * Only successes count, and the event source is pinned.
with written as (
    select *
    from cloudtrail
    where eventSource = 's3.amazonaws.com'
        and eventName in ('CopyObject', 'PutObject', 'CreateMultipartUpload')
        and errorCode is null
        and userIdentity:arn::string is not null
        and (
            requestParameters:"x-amz-server-side-encryption-customer-algorithm"::string is not null
            or additionalEventData:SSEApplied::string = 'SSE_C'
            or requestParameters:"x-amz-server-side-encryption-aws-kms-key-id"::string like 'arn:%'
            and split_part(
                requestParameters:"x-amz-server-side-encryption-aws-kms-key-id"::string, ':', 5
            ) <> recipientAccountId
        )
    -- the second delivery of an event is no second event
    qualify eventID is null
        or row_number() over (partition by eventID order by loaded_at, file_name) = 1
)

select *
from written
-- the tenth within ten minutes, and not those after it
qualify lag(eventTime, 9) over (partition by userIdentity:arn::string order by eventTime, eventID)
        >= dateadd('minute', -10, eventTime)
    and coalesce(
        lag(eventTime, 10) over (partition by userIdentity:arn::string order by eventTime, eventID)
            < dateadd(
                'minute',
                -10,
                lag(eventTime) over (partition by userIdentity:arn::string order by eventTime, eventID)
            ),
        true
    )
