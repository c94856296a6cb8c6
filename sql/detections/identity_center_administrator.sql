/*
id: identity_center_administrator
title: Administrator made in IAM Identity Center
description: >-
  Detects a permission set of IAM Identity Center that is given everything: AdministratorAccess,
  IAMFullAccess, or a policy inside it that grants as much. It reaches every account in which the set is
  assigned.
severity: high
attack:
  version: "18"
  techniques: [T1098.003]
cis: {}
falsePositives:
  - The set-up of an organization, in which somebody has to become an administrator.
blindSpots:
  - A person or group that is assigned a set which grants everything already (CreateAccountAssignment).
  - People who are put into a group that has one, here or in the external directory.
  - Attempts. Refused ones are found by unauthorized_api_calls.
references:
  - https://docs.aws.amazon.com/singlesignon/latest/userguide/permissionsetsconcept.html
  - https://attack.mitre.org/techniques/T1098/003/
status: stable
*/

-- What counts, and why:
-- * A set is told by its ARN alone when it is assigned, which says nothing about what it grants. So the
--   moment counts in which it is given everything.
-- * Only successes count: after an error nothing has changed, and refused attempts are found by
--   unauthorized_api_calls.
-- * The event source is pinned, and what a service does for itself is left out.
select *
from cloudtrail
where eventSource = 'sso.amazonaws.com'
    and eventName in (
        'AttachManagedPolicyToPermissionSet',
        'PutInlinePolicyToPermissionSet'
    )
    and (
        requestParameters:managedPolicyArn::string like any (
            'arn:aws%:iam::aws:policy/AdministratorAccess',
            'arn:aws%:iam::aws:policy/IAMFullAccess'
        )
        or grants_administration(requestParameters:inlinePolicy)
    )
    and errorCode is null
    -- signin marks a person in the console, and CloudFormation does what its caller wrote
    and coalesce(userIdentity:invokedBy::string, 'signin.amazonaws.com')
        in ('signin.amazonaws.com', 'cloudformation.amazonaws.com')
