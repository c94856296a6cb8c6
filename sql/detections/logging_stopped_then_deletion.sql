/*
id: logging_stopped_then_deletion
title: Deletion after logging was stopped
description: >-
  Detects the first deletion by a caller who stopped, deleted or blinded a trail or an event data store
  within the hour before. Somebody puts out the light before the damage.
severity: critical
attack:
  version: "18"
  techniques: [T1562.008, T1485]
cis: {}
falsePositives:
  - An account or environment that is torn down, its trail first.
blindSpots:
  - A deletion that no other trail records. Where the only trail stopped, it is not in the logs.
  - Another caller for the second step, and damage other than by deleting.
  - Blinding a trail through its bucket, key or topic.
references:
  - https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_StopLogging.html
  - https://attack.mitre.org/techniques/T1562/008/
status: experimental
*/

-- What counts, and why:
-- * Both steps are of one caller by ARN, in order, an hour apart at most. The first deletion after the
--   latest stop is the finding.
-- * Only successes count. Event sources of the first step are pinned, and a deletion may be of any
--   service, but not of trails.
-- * An event that was delivered twice counts once.
with steps as (
    select
        *,
        eventSource = 'cloudtrail.amazonaws.com' as is_stop
    from cloudtrail
    where (
            eventSource = 'cloudtrail.amazonaws.com'
            and eventName in (
                'StopLogging',
                'DeleteTrail',
                'UpdateTrail',
                'PutEventSelectors',
                'StopEventDataStoreIngestion',
                'DeleteEventDataStore'
            )
            or eventSource <> 'cloudtrail.amazonaws.com'
            and eventName like any ('Delete%', 'Terminate%')
        )
        and errorCode is null
        and userIdentity:arn::string is not null
),

after_stop as (
    select
        *,
        max(iff(is_stop, eventTime, null)) over (
            partition by userIdentity:arn::string
            order by eventTime, eventID
            rows between unbounded preceding and current row
        ) as stopped_at
    from steps
)

select * exclude (is_stop, stopped_at)
from after_stop
where not is_stop
    and eventTime <= dateadd('hour', 1, stopped_at)
qualify row_number() over (
    partition by userIdentity:arn::string, stopped_at
    order by eventTime, eventID, loaded_at, file_name
) = 1
