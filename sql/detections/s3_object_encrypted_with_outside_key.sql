/*
id: s3_object_encrypted_with_outside_key
title: S3 object encrypted with a key from outside
description: >-
  Detects an object that is written with a key that this account does not hold: one that the caller sends
  along (SSE-C), or a KMS key of another account. Without it nobody reads the object again.
severity: medium
attack:
  version: "18"
  techniques: [T1486]
cis: {}
falsePositives:
  - An application that keeps its own keys and sends them along, or that shares a key of a central account.
blindSpots:
  - Data events, which not every trail records.
  - Objects that are encrypted before they are sent.
  - The earlier versions of an object, which tell whether it was overwritten.
references:
  - https://docs.aws.amazon.com/AmazonS3/latest/userguide/ServerSideEncryptionCustomerKeys.html
  - https://attack.mitre.org/techniques/T1486/
status: stable
*/

-- What counts, and why:
-- * Each object is a finding: what counts are many of them by one caller.
-- * The header of the request tells that a key is sent along, and additionalEventData what was applied.
-- * A key by its id or alias alone is one of this account.
-- * Only successes count: after an error nothing is written, and refused attempts are found by
--   unauthorized_api_calls.
-- * The event source is pinned, and what a service does for itself is left out.
select *
from cloudtrail
where eventSource = 's3.amazonaws.com'
    and eventName in (
        'CopyObject',
        'CreateMultipartUpload',
        'PutObject'
    )
    and (
        requestParameters['x-amz-server-side-encryption-customer-algorithm']::string is not null
        or additionalEventData:SSEApplied::string = 'SSE_C'
        or split_part(requestParameters['x-amz-server-side-encryption-aws-kms-key-id']::string, ':', 5)
            not in ('', recipientAccountId)
    )
    and errorCode is null
    -- signin marks a person in the console, and CloudFormation does what its caller wrote
    and coalesce(userIdentity:invokedBy::string, 'signin.amazonaws.com')
        in ('signin.amazonaws.com', 'cloudformation.amazonaws.com')
