/*
id: first_sensitive_call
title: First sensitive call of a principal
description: >-
  Detects that a user or role makes a call that gives rights, opens data, runs commands or blinds the log,
  and that it has not made for 90 days.
severity: medium
attack:
  version: "18"
  techniques: [T1078.004, T1098]
cis: {}
falsePositives:
  - An administrator who does something rare.
  - A deployment that makes its first role, key or policy.
blindSpots:
  - A principal that is less than seven days old.
  - Sensitive calls that are not in the list.
  - Principals that make such calls every day. What they do must be looked at by other means.
references:
  - https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-user-identity.html
  - https://attack.mitre.org/techniques/T1078/004/
status: experimental
*/

-- What counts, and why:
-- * The look-back is 90 days of logs that are there. A principal that was first seen less than seven days
--   before is new itself, and nothing that it does is found. It counts as seen when it changes anything.
-- * A role is one principal over all of its sessions.
-- * Only successes count, and each call is named with its event source. What a service does for itself is
--   left out.
with changes as (
    select
        *,
        -- a role is one principal, whatever its sessions are called
        coalesce(
            userIdentity:sessionContext.sessionIssuer.arn::string,
            userIdentity:arn::string
        ) as principal
    from cloudtrail
    where eventName like any (
            'Add%',
            'Attach%',
            'Create%',
            'Delete%',
            'Modify%',
            'Put%',
            'Send%',
            'Start%',
            'Stop%',
            'Update%'
        )
        and errorCode is null
        and userIdentity:invokedBy::string is null
)

select * exclude (principal)
from changes
where principal is not null
qualify split_part(eventSource, '.', 1) || ':' || eventName in (
        'cloudtrail:DeleteTrail',
        'cloudtrail:PutEventSelectors',
        'cloudtrail:StopLogging',
        'cloudtrail:UpdateTrail',
        'ec2:CreateKeyPair',
        'ec2:ModifyImageAttribute',
        'ec2:ModifySnapshotAttribute',
        'guardduty:DeleteDetector',
        'guardduty:UpdateDetector',
        'iam:AddUserToGroup',
        'iam:AttachGroupPolicy',
        'iam:AttachRolePolicy',
        'iam:AttachUserPolicy',
        'iam:CreateAccessKey',
        'iam:CreateLoginProfile',
        'iam:CreateOpenIDConnectProvider',
        'iam:CreatePolicyVersion',
        'iam:CreateSAMLProvider',
        'iam:CreateUser',
        'iam:PutGroupPolicy',
        'iam:PutRolePolicy',
        'iam:PutUserPolicy',
        'iam:UpdateAssumeRolePolicy',
        'iam:UpdateLoginProfile',
        'kms:CreateGrant',
        'kms:PutKeyPolicy',
        'lambda:AddPermission20150331v2',
        'lambda:UpdateFunctionCode20150331v2',
        'rds:ModifyDBClusterSnapshotAttribute',
        'rds:ModifyDBSnapshotAttribute',
        's3:PutBucketPolicy',
        'ssm:SendCommand',
        'ssm:StartSession'
    )
    and coalesce(
        lag(eventTime) over (
            partition by principal, eventSource, eventName
            order by eventTime, eventID, loaded_at, file_name
        ) < dateadd('day', -90, eventTime),
        true
    )
    -- quiet for a principal that is new itself
    and min(eventTime) over (partition by principal) <= dateadd('day', -7, eventTime)
