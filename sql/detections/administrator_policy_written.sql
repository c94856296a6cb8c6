/*
id: administrator_policy_written
title: Policy that grants everything written
description: >-
  Detects a policy that is written to grant everything, or everything in IAM, on all resources: a managed
  one, a new version of one, or one inside a user, group or role.
severity: high
attack:
  version: "18"
  techniques: [T1098.003]
cis: {}
falsePositives:
  - A deployment that writes such a policy for its own pipeline or for administrators.
blindSpots:
  - Policies that come to the same in small steps, such as iam:PutUserPolicy or iam:PassRole with a service
    that takes roles.
  - An older version that is made the default again (SetDefaultPolicyVersion).
  - Policies of resources, boundaries and the organization.
  - Documents that are too large to be recorded, which request_omitted_on_iam_call finds.
  - Attempts. Refused ones are found by unauthorized_api_calls.
references:
  - https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_action.html
  - https://attack.mitre.org/techniques/T1098/003/
status: stable
*/

-- What counts, and why:
-- * The document stands in the parameters as a text of JSON. The function grants_administration reads it.
-- * Only successes count: after an error nothing has changed, and refused attempts are found by
--   unauthorized_api_calls.
-- * The event source is pinned, and what a service does for itself is left out.
select *
from cloudtrail
where eventSource = 'iam.amazonaws.com'
    and eventName in (
        'CreatePolicy',
        'CreatePolicyVersion',
        'PutGroupPolicy',
        'PutRolePolicy',
        'PutUserPolicy'
    )
    and grants_administration(requestParameters:policyDocument)
    and errorCode is null
    -- signin marks a person in the console, and CloudFormation does what its caller wrote
    and coalesce(userIdentity:invokedBy::string, 'signin.amazonaws.com')
        in ('signin.amazonaws.com', 'cloudformation.amazonaws.com')
