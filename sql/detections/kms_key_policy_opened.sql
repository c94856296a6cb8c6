/*
id: kms_key_policy_opened
title: KMS key opened to another account
description: >-
  Detects a key of KMS whose policy lets another account, or everybody, use or manage it. What the key
  protects can then be read there, once it has been copied.
severity: high
attack:
  version: "18"
  techniques: [T1098.003]
cis: {}
falsePositives:
  - A key that is shared with an account of the same organization by its id. List those accounts as
    exceptions.
blindSpots:
  - Grants, which kms_grant_to_outsider watches.
  - Documents that are too large to be recorded.
  - Attempts. Refused ones are found by unauthorized_api_calls.
references:
  - https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-modifying-external-accounts.html
  - https://attack.mitre.org/techniques/T1098/003/
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
where eventSource = 'kms.amazonaws.com'
    and eventName in (
        'CreateKey',
        'PutKeyPolicy',
        'ReplicateKey'
    )
    and array_size(outside_principals(requestParameters:policy, recipientAccountId)) > 0
    and errorCode is null
    -- signin marks a person in the console, and CloudFormation does what its caller wrote
    and coalesce(userIdentity:invokedBy::string, 'signin.amazonaws.com')
        in ('signin.amazonaws.com', 'cloudformation.amazonaws.com')
