/*
id: console_login_bruteforce_then_success
title: Console login after many failures
description: >-
  Detects a successful console login of a user whose last five attempts, all within an hour, failed. The
  password was found, or its owner remembered it at last.
severity: high
attack:
  version: "18"
  techniques: [T1110.001, T1078.004]
cis: {}
falsePositives:
  - A person who mistyped a password often, or whose second factor was out of step.
blindSpots:
  - An attacker who gets in with fewer attempts, or who waits.
  - Attempts between which the owner signs in.
  - Logins at an identity provider, and passwords that were found elsewhere.
references:
  - https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-aws-console-sign-in-events.html
  - https://attack.mitre.org/techniques/T1110/001/
status: experimental
*/

-- What counts, and why:
-- * The chain is of one user, by account and name, from whatever addresses. The five attempts right before
--   the login failed, and the first of them lies an hour back at most.
-- * The login is the finding. An event that was delivered twice counts once.
-- * The event source is pinned.
with logins as (
    select
        *,
        coalesce(userIdentity:userName::string, userIdentity:type::string) as login_name,
        responseElements:ConsoleLogin::string = 'Success' as succeeded
    from cloudtrail
    where eventSource = 'signin.amazonaws.com'
        and eventName = 'ConsoleLogin'
        and responseElements:ConsoleLogin::string in ('Success', 'Failure')
    -- the second delivery of an event is no second event
    qualify eventID is null
        or row_number() over (partition by eventID order by loaded_at, file_name) = 1
)

select * exclude (login_name, succeeded)
from logins
where login_name is not null
qualify succeeded
    and lag(eventTime, 5) over (
        partition by recipientAccountId, login_name order by eventTime, eventID
    ) >= dateadd('hour', -1, eventTime)
    and count_if(succeeded) over (
        partition by recipientAccountId, login_name
        order by eventTime, eventID
        rows between 5 preceding and 1 preceding
    ) = 0
