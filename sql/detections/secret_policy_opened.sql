/*
id: secret_policy_opened
title: Secret opened to another account
description: >-
  Detects a secret whose policy lets another account, or everybody, use it. It can be read from there at
  any time, by credentials of which nothing is known here.
severity: high
attack:
  version: "18"
  techniques: [T1555.006, T1537]
cis: {}
falsePositives:
  - A secret that is shared with an account of the same organization by its id. List those accounts as
    exceptions.
blindSpots:
  - A secret that a role of this account reads for others.
  - A secret that is copied to another region. It keeps its policy.
  - Documents that are too large to be recorded.
  - Attempts. Refused ones are found by unauthorized_api_calls.
references:
  - https://docs.aws.amazon.com/secretsmanager/latest/userguide/auth-and-access_resource-policies.html
  - https://attack.mitre.org/techniques/T1555/006/
status: stable
*/

-- What counts, and why:
-- * The policy is a text of JSON. The function outside_principals reads it, and tells which conditions
--   keep outsiders out.
-- * Only successes count: after an error nothing has changed, and refused attempts are found by
--   unauthorized_api_calls.
-- * The event source is pinned, and what a service does for itself is left out.
select *
from cloudtrail
where eventSource = 'secretsmanager.amazonaws.com'
    and eventName = 'PutResourcePolicy'
    and array_size(outside_principals(requestParameters:resourcePolicy, recipientAccountId)) > 0
    and errorCode is null
    -- signin marks a person in the console, and CloudFormation does what its caller wrote
    and coalesce(userIdentity:invokedBy::string, 'signin.amazonaws.com')
        in ('signin.amazonaws.com', 'cloudformation.amazonaws.com')
