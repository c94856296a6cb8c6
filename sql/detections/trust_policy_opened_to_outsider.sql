/*
id: trust_policy_opened_to_outsider
title: Role opened to another account
description: >-
  Detects a role that is made or changed so that another account, or everybody, may assume it. It is a way
  back in that needs no credential of this account.
severity: high
attack:
  version: "18"
  techniques: [T1098.003, T1199]
cis: {}
falsePositives:
  - A vendor that is given access, or a deployment over several accounts of an organization. List those
    accounts as exceptions.
blindSpots:
  - Identity providers and services in the trust, even where their conditions leave it open to all.
  - Principals of this account who are not who they seem.
  - Whether the role may do anything.
  - Documents that are too large to be recorded, which request_omitted_on_iam_call finds.
  - Attempts. Refused ones are found by unauthorized_api_calls.
references:
  - https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_common-scenarios_third-party.html
  - https://attack.mitre.org/techniques/T1098/003/
  - https://attack.mitre.org/techniques/T1199/
status: stable
*/

-- What counts, and why:
-- * The document is a text of JSON. The function outside_principals reads it, and tells which conditions
--   keep outsiders out.
-- * An external id is no such condition: the outsider knows it. One's own organization is.
-- * Only successes count: after an error nothing has changed, and refused attempts are found by
--   unauthorized_api_calls.
-- * The event source is pinned, and what a service does for itself is left out.
select *
from cloudtrail
where eventSource = 'iam.amazonaws.com'
    and eventName in (
        'CreateRole',
        'UpdateAssumeRolePolicy'
    )
    and array_size(outside_principals(
        iff(
            eventName = 'CreateRole',
            requestParameters:assumeRolePolicyDocument,
            requestParameters:policyDocument
        ),
        recipientAccountId
    )) > 0
    and errorCode is null
    -- signin marks a person in the console, and CloudFormation does what its caller wrote
    and coalesce(userIdentity:invokedBy::string, 'signin.amazonaws.com')
        in ('signin.amazonaws.com', 'cloudformation.amazonaws.com')
