/*
id: logging_stopped_then_deletion
title: Deletion after logging was stopped
description: >-
  Detects the first deletion by a caller who stopped, deleted or blinded a trail within the hour before.
  Somebody puts out the light before the damage.
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
-- * Both steps are of one caller by ARN, in order, an hour apart at most. The first deletion after each
--   stop is the finding.
-- * Only successes count. Event sources of the first step are pinned, and a deletion may be of any
--   service, but not of trails.
-- * An event that was delivered twice counts once.
with stopped as (
    select
        eventTime as stopped_at,
        userIdentity:arn::string as caller
    from cloudtrail
    where eventSource = 'cloudtrail.amazonaws.com'
        and eventName in ('StopLogging', 'DeleteTrail', 'UpdateTrail', 'PutEventSelectors')
        and errorCode is null
)

select deleted.*
from cloudtrail as deleted
    join stopped
        on deleted.userIdentity:arn::string = stopped.caller
        and deleted.eventTime between stopped.stopped_at and dateadd('hour', 1, stopped.stopped_at)
where deleted.eventName like any ('Delete%', 'Terminate%')
    and deleted.eventSource <> 'cloudtrail.amazonaws.com'
    and deleted.errorCode is null
qualify row_number() over (
    partition by stopped.caller, stopped.stopped_at
    order by deleted.eventTime, deleted.eventID, deleted.loaded_at, deleted.file_name
) = 1
