/*
id: iam_policy_changes
title: IAM policy change
description: >-
  Detects a change to what an IAM identity may do: a policy made, changed, attached, detached or deleted,
  a permissions boundary, or who may assume a role.
severity: medium
attack:
  version: "18"
  techniques: [T1098.003]
cis: { "1.2": "3.4", "1.4": "4.4", "3.0": "4.4", "4.0": "4.4", "5.0": "4.4", "6.0": "5.4" }
falsePositives:
  - A deployment that makes or changes roles. Compare with what the pipeline's role did at that time.
  - An administrator who gives a colleague a permission by hand.
blindSpots:
  - Permissions that come with a group, since a user who is added to one changes no policy.
  - Permission sets of IAM Identity Center, policies of resources such as buckets and keys, and those of
    the organization.
  - Whether the change is harmful. The new policy stands in requestParameters.
  - Attempts. Refused ones are found by unauthorized_api_calls.
references:
  - https://docs.aws.amazon.com/IAM/latest/UserGuide/cloudtrail-integration.html
  - https://www.cisecurity.org/benchmark/amazon_web_services
status: stable
*/

-- What differs from the filter of the CIS benchmark, and why:
-- * SetDefaultPolicyVersion brings an older, perhaps wider version back without writing any. It is missing
--   there.
-- * Permissions boundaries and trust policies (UpdateAssumeRolePolicy) are missing, too, and decide who
--   may do what just as a policy does.
-- * The event source is pinned, and what a service does for itself is left out.
-- * Only successful changes count, unlike in the benchmark: after any error all is what it was, and
--   refused attempts are found by unauthorized_api_calls.
select *
from cloudtrail
where eventSource = 'iam.amazonaws.com'
    and eventName in (
        'AttachGroupPolicy',
        'AttachRolePolicy',
        'AttachUserPolicy',
        'CreatePolicy',
        'CreatePolicyVersion',
        'DeleteGroupPolicy',
        'DeletePolicy',
        'DeletePolicyVersion',
        'DeleteRolePermissionsBoundary',
        'DeleteRolePolicy',
        'DeleteUserPermissionsBoundary',
        'DeleteUserPolicy',
        'DetachGroupPolicy',
        'DetachRolePolicy',
        'DetachUserPolicy',
        'PutGroupPolicy',
        'PutRolePermissionsBoundary',
        'PutRolePolicy',
        'PutUserPermissionsBoundary',
        'PutUserPolicy',
        'SetDefaultPolicyVersion',
        'UpdateAssumeRolePolicy'
    )
    and errorCode is null
    -- signin marks a person in the console, and CloudFormation does what its caller wrote
    and coalesce(userIdentity:invokedBy::string, 'signin.amazonaws.com')
        in ('signin.amazonaws.com', 'cloudformation.amazonaws.com')
