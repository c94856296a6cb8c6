/*
id: root_login_failures
title: Failed logins of the root user
description: >-
  Detects three failed console logins of an account's root user within an hour. Nothing routine needs
  root, so hardly anybody mistypes its password three times.
severity: high
attack:
  version: "18"
  techniques: [T1110.001]
cis: {}
falsePositives:
  - The owner of the account, after a long time, with an old password.
blindSpots:
  - Fewer or slower attempts. Each of them is found by failed_console_logins and by root_activity.
  - Password recovery by whoever reads the owner's mail.
references:
  - https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-aws-console-sign-in-events.html
  - https://attack.mitre.org/techniques/T1110/001/
status: experimental
*/

-- What counts, and why:
-- * Failures count, from whatever addresses. An event that was delivered twice counts once.
-- * A burst is one finding, its third failure, for as long as it keeps that pace.
-- * The event source is pinned.
with failed as (
    select *
    from cloudtrail
    where eventSource = 'signin.amazonaws.com'
        and eventName = 'ConsoleLogin'
        and responseElements:ConsoleLogin::string = 'Failure'
        and userIdentity:type::string = 'Root'
    -- the second delivery of an event is no second event
    qualify eventID is null
        or row_number() over (partition by eventID order by loaded_at, file_name) = 1
)

select *
from failed
-- the third within an hour, and not those after it
qualify lag(eventTime, 2) over (partition by recipientAccountId order by eventTime, eventID)
        >= dateadd('hour', -1, eventTime)
    and coalesce(
        lag(eventTime, 3) over (partition by recipientAccountId order by eventTime, eventID)
            < dateadd(
                'hour',
                -1,
                lag(eventTime) over (partition by recipientAccountId order by eventTime, eventID)
            ),
        true
    )
