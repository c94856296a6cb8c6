/*
id: user_created_then_admin_attached_then_login
title: New user made administrator signs in
description: >-
  Detects the first console login of an IAM user who was made and then given administrator's rights, all
  within a day. So does whoever wants to come back later.
severity: critical
attack:
  version: "18"
  techniques: [T1136.003, T1098.003, T1078.004]
cis: {}
falsePositives:
  - The first administrator of a new account, who is made by hand.
blindSpots:
  - Rights that come by a group, by a policy of another name, or inline.
  - A user who works with access keys alone, and never signs in.
  - Steps that take longer than a day.
references:
  - https://docs.aws.amazon.com/IAM/latest/UserGuide/id_users_create.html
  - https://attack.mitre.org/techniques/T1136/003/
status: experimental
*/

-- What counts, and why:
-- * The three steps are of one user by account and name, in order, the login 24 hours at most after the
--   user was made. Who took the first two does not matter.
-- * Only successes count, and event sources are pinned. The first login is the finding. An event that was
--   delivered twice counts once.
with created as (
    select
        eventTime as created_at,
        recipientAccountId as account,
        requestParameters:userName::string as user_name
    from cloudtrail
    where eventSource = 'iam.amazonaws.com'
        and eventName = 'CreateUser'
        and errorCode is null
),

granted as (
    select
        eventTime as granted_at,
        recipientAccountId as account,
        requestParameters:userName::string as user_name
    from cloudtrail
    where eventSource = 'iam.amazonaws.com'
        and eventName = 'AttachUserPolicy'
        and errorCode is null
        and requestParameters:policyArn::string like '%:policy/AdministratorAccess'
)

select login.*
from cloudtrail as login
    join created
        on login.recipientAccountId = created.account
        and login.userIdentity:userName::string = created.user_name
        and login.eventTime between created.created_at and dateadd('hour', 24, created.created_at)
    join granted
        on created.account = granted.account
        and created.user_name = granted.user_name
        and granted.granted_at between created.created_at and login.eventTime
where login.eventSource = 'signin.amazonaws.com'
    and login.eventName = 'ConsoleLogin'
    and login.responseElements:ConsoleLogin::string = 'Success'
qualify row_number() over (
    partition by created.account, created.user_name, created.created_at
    order by login.eventTime, login.eventID, login.loaded_at, login.file_name
) = 1
