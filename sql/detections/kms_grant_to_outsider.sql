/*
id: kms_grant_to_outsider
title: KMS key granted to another account
description: >-
  Detects a grant by which another account may use a key of KMS. It works like a policy, and stands in
  none.
severity: high
attack:
  version: "18"
  techniques: [T1098.003]
cis: {}
falsePositives:
  - A key that is shared with an account of the same organization. List those accounts as exceptions.
blindSpots:
  - Services that work with a key for somebody make grants all the time, and are left out.
  - The key's policy, which kms_key_policy_opened watches.
  - Attempts. Refused ones are found by unauthorized_api_calls.
references:
  - https://docs.aws.amazon.com/kms/latest/developerguide/grants.html
  - https://attack.mitre.org/techniques/T1098/003/
status: stable
*/

-- What counts, and why:
-- * Who is granted stands as an ARN, in which the account is the fifth part. Services have no account
--   there.
-- * Only successes count: after an error nothing has changed, and refused attempts are found by
--   unauthorized_api_calls.
-- * The event source is pinned, and what a service does for itself is left out.
select *
from cloudtrail
where eventSource = 'kms.amazonaws.com'
    and eventName = 'CreateGrant'
    and split_part(requestParameters:granteePrincipal::string, ':', 5) not in ('', recipientAccountId)
    and errorCode is null
    -- signin marks a person in the console, and CloudFormation does what its caller wrote
    and coalesce(userIdentity:invokedBy::string, 'signin.amazonaws.com')
        in ('signin.amazonaws.com', 'cloudformation.amazonaws.com')
