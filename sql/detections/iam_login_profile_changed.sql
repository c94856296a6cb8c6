/*
id: iam_login_profile_changed
title: Console password set for an IAM user
description: >-
  Detects a console password that is made or changed for an IAM user through the API. Whoever holds stolen
  keys sets one to get into the console, and to stay when the keys are gone.
severity: medium
attack:
  version: "18"
  techniques: [T1098.001]
cis: {}
falsePositives:
  - An administrator who sets up a user or resets a forgotten password.
blindSpots:
  - The password that a user changes with the old one (ChangePassword).
  - Root's own password, which root_credentials_created finds.
  - Accounts of IAM Identity Center and of other identity providers.
  - Attempts. Refused ones are found by unauthorized_api_calls.
references:
  - https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateLoginProfile.html
  - https://attack.mitre.org/techniques/T1098/001/
status: stable
*/

-- What counts, and why:
-- * A user who sets a password for itself counts as well: ChangePassword asks for the old one, and these
--   calls do not.
-- * Only successes count: after an error nothing has changed, and refused attempts are found by
--   unauthorized_api_calls.
-- * The event source is pinned, and what a service does for itself is left out.
select *
from cloudtrail
where eventSource = 'iam.amazonaws.com'
    and eventName in (
        'CreateLoginProfile',
        'UpdateLoginProfile'
    )
    and requestParameters:userName::string is not null
    and errorCode is null
    -- signin marks a person in the console, and CloudFormation does what its caller wrote
    and coalesce(userIdentity:invokedBy::string, 'signin.amazonaws.com')
        in ('signin.amazonaws.com', 'cloudformation.amazonaws.com')
