/*
id: first_use_of_region
title: First use of a region by a principal
description: >-
  Detects that a user or role makes or starts something in a region in which it has not done so for 30
  days. Miners and intruders go where nobody looks.
severity: medium
attack:
  version: "18"
  techniques: [T1535]
cis: {}
falsePositives:
  - A deployment to a new region, or somebody's first work there.
  - A role that works in some region once a quarter.
blindSpots:
  - A principal that is less than seven days old. Its first region is found by nobody.
  - What is only read, changed or deleted there.
  - Regions that the principal used before, perhaps for the attacker already.
references:
  - https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-user-identity.html
  - https://attack.mitre.org/techniques/T1535/
status: experimental
*/

-- What counts, and why:
-- * The look-back is 30 days of logs that are there. A principal that was first seen less than seven days
--   before is new itself, and nothing that it does is found.
-- * A role is one principal over all of its sessions.
-- * Only successes count, and of those what makes or starts something: reads come from every page of the
--   console, and without them few events have to be looked at.
-- * Services that are the same in all regions are left out, since CloudTrail writes them down for one
--   region, and so is what a service does for itself.
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
        and eventSource not in (
            'cloudfront.amazonaws.com',
            'globalaccelerator.amazonaws.com',
            'iam.amazonaws.com',
            'organizations.amazonaws.com',
            'route53.amazonaws.com',
            'signin.amazonaws.com',
            'sts.amazonaws.com',
            'support.amazonaws.com'
        )
        and errorCode is null
        and userIdentity:invokedBy::string is null
)

select * exclude (principal)
from calls
where principal is not null
qualify coalesce(
        lag(eventTime) over (
            partition by principal, awsRegion
            order by eventTime, eventID, loaded_at, file_name
        ) < dateadd('day', -30, eventTime),
        true
    )
    -- quiet for a principal that is new itself
    and min(eventTime) over (partition by principal) <= dateadd('day', -7, eventTime)
