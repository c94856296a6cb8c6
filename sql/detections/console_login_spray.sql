/*
id: console_login_spray
title: Password spray on the console
description: >-
  Detects failed console logins of five different users from one address within an hour. Somebody tries a
  few passwords on many users, so that none is locked.
severity: high
attack:
  version: "18"
  techniques: [T1110.003]
cis: {}
falsePositives:
  - An office whose people share one address, on the day after a password policy changed.
  - A classroom, or a test of the login page.
blindSpots:
  - A spray that is spread over addresses, or slower than five users in an hour.
  - Users who do not exist. CloudTrail hides their names, so that all of them count as one in each
    account.
  - Logins at an identity provider.
references:
  - https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-aws-console-sign-in-events.html
  - https://attack.mitre.org/techniques/T1110/003/
status: experimental
*/

-- What counts, and why:
-- * Different users count, by account and name. The same user again within an hour, tried again or
--   delivered again, is none.
-- * A burst is one finding, its fifth user, for as long as it keeps that pace.
-- * Only failures count, and the event source is pinned. Root is a user, too.
with failed as (
    select *
    from cloudtrail
    where eventSource = 'signin.amazonaws.com'
        and eventName = 'ConsoleLogin'
        and responseElements:ConsoleLogin::string = 'Failure'
        and sourceIPAddress is not null
    -- not tried from there in the hour before
    qualify coalesce(
        lag(eventTime) over (
            partition by
                sourceIPAddress,
                recipientAccountId,
                coalesce(userIdentity:userName::string, userIdentity:type::string)
            order by eventTime, eventID
        ) < dateadd('hour', -1, eventTime),
        true
    )
)

select *
from failed
-- the fifth within an hour, and not those after it
qualify lag(eventTime, 4) over (partition by sourceIPAddress order by eventTime, eventID)
        >= dateadd('hour', -1, eventTime)
    and coalesce(
        lag(eventTime, 5) over (partition by sourceIPAddress order by eventTime, eventID)
            < dateadd(
                'hour',
                -1,
                lag(eventTime) over (partition by sourceIPAddress order by eventTime, eventID)
            ),
        true
    )
