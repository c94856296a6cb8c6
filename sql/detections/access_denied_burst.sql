/*
id: access_denied_burst
title: Burst of refused API calls
description: >-
  Detects ten different calls of one caller that AWS refused within ten minutes. Somebody finds out what a
  stolen credential can do.
severity: high
attack:
  version: "18"
  techniques: [T1526, T1580, T1087.004]
cis: {}
falsePositives:
  - A new deployment role that lacks many permissions.
  - An inventory or posture tool whose role may see little.
  - Somebody who works through an API by trial and error.
blindSpots:
  - A caller who tries a call every few minutes, or who stays below ten.
  - Sessions of the console, where one page makes a dozen calls that its user may not make.
  - One caller behind several sessions, each with a name of its own.
  - Calls that succeed. A credential with wide permissions explores without being refused.
references:
  - https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html
  - https://attack.mitre.org/techniques/T1580/
status: experimental
*/

-- What counts, and why:
-- * Different calls count, by service and name. The same call again within ten minutes, tried again or
--   delivered again, is none.
-- * A burst is one finding, its tenth call, for as long as it keeps that pace.
-- * Attempts are what this is about, and no event source is pinned: any service can refuse.
-- * What services do for themselves is left out. Ten minutes are counted from call to call, with both
--   ends.
with refused as (
    select *
    from cloudtrail
    where (errorCode like '%UnauthorizedOperation' or errorCode like 'AccessDenied%')
        and userIdentity:arn::string is not null
        and userIdentity:invokedBy::string is null
        and sessionCredentialFromConsole is distinct from true
    -- not refused in the ten minutes before
    qualify coalesce(
        lag(eventTime) over (
            partition by userIdentity:arn::string, eventSource, eventName
            order by eventTime, eventID
        ) < dateadd('minute', -10, eventTime),
        true
    )
)

select *
from refused
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
