/*
id: administrator_access_attached
title: Administrator policy attached
description: >-
  Detects a policy of AWS's that grants everything, AdministratorAccess or IAMFullAccess, attached to a
  user, group or role. Whoever may do anything in IAM can grant themselves the rest.
severity: high
attack:
  version: "18"
  techniques: [T1098.003]
cis: {}
falsePositives:
  - A deployment that sets up a role for administrators or for a pipeline.
  - Somebody who is made an administrator on purpose.
blindSpots:
  - Policies of one's own that grant as much. Those that are written are found by
    administrator_policy_written.
  - A user who is put into a group that has the policy.
  - Wide policies that stop short of IAM, such as PowerUserAccess.
  - Permission sets of IAM Identity Center, which identity_center_administrator finds.
  - Attempts. Refused ones are found by unauthorized_api_calls.
references:
  - https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AdministratorAccess.html
  - https://attack.mitre.org/techniques/T1098/003/
status: stable
*/

-- What counts, and why:
-- * The ARN is compared as a whole, in whichever partition: a policy of one's own may end in the same
--   name.
-- * Only successes count: after an error nothing has changed, and refused attempts are found by
--   unauthorized_api_calls.
-- * The event source is pinned, and what a service does for itself is left out.
select *
from cloudtrail
where eventSource = 'iam.amazonaws.com'
    and eventName in (
        'AttachGroupPolicy',
        'AttachRolePolicy',
        'AttachUserPolicy'
    )
    and requestParameters:policyArn::string like any (
        'arn:aws%:iam::aws:policy/AdministratorAccess',
        'arn:aws%:iam::aws:policy/IAMFullAccess'
    )
    and errorCode is null
    -- signin marks a person in the console, and CloudFormation does what its caller wrote
    and coalesce(userIdentity:invokedBy::string, 'signin.amazonaws.com')
        in ('signin.amazonaws.com', 'cloudformation.amazonaws.com')
