/*
id: secrets_bulk_read
title: Many secrets read at once
description: >-
  Detects twenty different reads of secrets by one caller within ten minutes: from Secrets Manager, or
  decrypted parameters from Systems Manager. Few programs need that many.
severity: high
attack:
  version: "18"
  techniques: [T1555.006]
cis: {}
falsePositives:
  - A deployment that reads the configuration of all its applications.
  - A tool that copies secrets to another region or system, or into a cluster.
blindSpots:
  - Fewer or slower reads, and reads that are spread over several callers.
  - One call that gives many parameters or secrets. It counts once.
  - Secrets that stand in environment variables, user data or files.
  - Reads through KMS alone, of what was copied before.
references:
  - https://docs.aws.amazon.com/secretsmanager/latest/userguide/cloudtrail_log_entries.html
  - https://attack.mitre.org/techniques/T1555/006/
status: experimental
*/

-- What counts, and why:
-- * Different requests count. The same request again within ten minutes, tried again or delivered again,
--   is none.
-- * A burst is one finding, its twentieth read, for as long as it keeps that pace.
-- * Only reads that succeed count, and event sources are pinned. A parameter that is read as it is stored,
--   without decryption, is no secret yet.
-- * What services read for themselves or for their caller is left out.
with reads as (
    select *
    from cloudtrail
    where (
            eventSource = 'secretsmanager.amazonaws.com'
            and eventName in ('GetSecretValue', 'BatchGetSecretValue')
            or eventSource = 'ssm.amazonaws.com'
            and eventName in ('GetParameter', 'GetParameters', 'GetParametersByPath')
            -- seen as a boolean and as a text
            and lower(requestParameters:withDecryption::string) = 'true'
        )
        and errorCode is null
        and userIdentity:arn::string is not null
        and userIdentity:invokedBy::string is null
    -- not read in the ten minutes before
    qualify coalesce(
        lag(eventTime) over (
            partition by userIdentity:arn::string, eventSource, requestParameters::string
            order by eventTime, eventID
        ) < dateadd('minute', -10, eventTime),
        true
    )
)

select *
from reads
-- the twentieth within ten minutes, and not those after it
qualify lag(eventTime, 19) over (partition by userIdentity:arn::string order by eventTime, eventID)
        >= dateadd('minute', -10, eventTime)
    and coalesce(
        lag(eventTime, 20) over (partition by userIdentity:arn::string order by eventTime, eventID)
            < dateadd(
                'minute',
                -10,
                lag(eventTime) over (partition by userIdentity:arn::string order by eventTime, eventID)
            ),
        true
    )
