/*
id: first_use_of_service
title: First use of a service by a principal
description: >-
  Detects that a user or role makes or starts something in an AWS service in which it has not done so for
  30 days. What a stolen credential is used for is seldom what its owner uses it for.
severity: low
attack:
  version: "18"
  techniques: [T1078.004]
cis: {}
falsePositives:
  - A deployment that begins to use another service, or somebody who tries one.
  - A job that runs once a quarter.
blindSpots:
  - A principal that is less than seven days old.
  - What is only read, changed or deleted.
  - Services that the principal uses anyway. An intruder who stays with those is not found.
references:
  - https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-user-identity.html
  - https://attack.mitre.org/techniques/T1078/004/
status: experimental
*/

-- What counts, and why:
-- * The look-back is 30 days of logs that are there. A principal that was first seen less than seven days
--   before is new itself, and nothing that it does is found.
-- * A role is one principal over all of its sessions, and a service is one over all regions.
-- * Only successes count, and of those what makes or starts something: reads come from every page of the
--   console, and without them few events have to be looked at.
-- * No event source is pinned, since each is a service. What a service does for itself is left out.
with calls as (
    select
        *,
        -- a role is one principal, whatever its sessions are called
        coalesce(
            userIdentity:sessionContext.sessionIssuer.arn::string,
            userIdentity:arn::string
        ) as principal
    from cloudtrail
    where eventName like any (
            'Copy%',
            'Create%',
            'Import%',
            'Invoke%',
            'Launch%',
            'Put%',
            'Register%',
            'Request%',
            'Run%',
            'Start%'
        )
        and errorCode is null
        and userIdentity:invokedBy::string is null
)

select * exclude (principal)
from calls
where principal is not null
qualify coalesce(
        lag(eventTime) over (
            partition by principal, eventSource
            order by eventTime, eventID, loaded_at, file_name
        ) < dateadd('day', -30, eventTime),
        true
    )
    -- quiet for a principal that is new itself
    and min(eventTime) over (partition by principal) <= dateadd('day', -7, eventTime)
