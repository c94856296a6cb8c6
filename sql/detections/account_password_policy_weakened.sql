/*
id: account_password_policy_weakened
title: Account password policy weakened
description: >-
  Detects a password policy for IAM users that is deleted, or set to less than the CIS benchmark asks: 14
  characters, and 24 passwords that are not used again.
severity: low
attack:
  version: "18"
  techniques: [T1556]
cis: {}
falsePositives:
  - An account whose IAM users have no passwords.
blindSpots:
  - A policy that was weak all along.
  - Other rules of the policy, such as required digits and the age of passwords.
  - Rules of IAM Identity Center and of other identity providers.
  - Attempts. Refused ones are found by unauthorized_api_calls.
references:
  - https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_passwords_account-policy.html
  - https://attack.mitre.org/techniques/T1556/
status: stable
*/

-- What counts, and why:
-- * What a change leaves out is set to its default, 6 characters and no memory, and not left as it was. A
--   deletion leaves out all.
-- * The earlier policy is not in the event. A policy that is raised and still too weak is found as well.
-- * Only successes count: after an error nothing has changed, and refused attempts are found by
--   unauthorized_api_calls.
-- * The event source is pinned, and what a service does for itself is left out.
select *
from cloudtrail
where eventSource = 'iam.amazonaws.com'
    and eventName in (
        'DeleteAccountPasswordPolicy',
        'UpdateAccountPasswordPolicy'
    )
    and (
        coalesce(try_to_number(requestParameters:minimumPasswordLength::string), 6) < 14
        or coalesce(try_to_number(requestParameters:passwordReusePrevention::string), 0) < 24
    )
    and errorCode is null
    -- signin marks a person in the console, and CloudFormation does what its caller wrote
    and coalesce(userIdentity:invokedBy::string, 'signin.amazonaws.com')
        in ('signin.amazonaws.com', 'cloudformation.amazonaws.com')
