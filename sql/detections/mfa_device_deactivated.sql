/*
id: mfa_device_deactivated
title: MFA device deactivated
description: >-
  Detects a second factor that is taken from an IAM user or from root. From then on the password alone
  opens the console, and keys are no longer bound to the device.
severity: medium
attack:
  version: "18"
  techniques: [T1556.006]
cis: {}
falsePositives:
  - A person who replaces a phone, and an administrator who helps one who lost it.
blindSpots:
  - A device that an attacker adds beside the real one.
  - Devices of IAM Identity Center and of other identity providers.
  - Attempts. Refused ones are found by unauthorized_api_calls.
references:
  - https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_mfa_disable.html
  - https://attack.mitre.org/techniques/T1556/006/
status: stable
*/

-- What counts, and why:
-- * DeactivateMFADevice takes the device from its user. DeleteVirtualMFADevice follows it and works for
--   free devices alone, so that counting both would tell one thing twice.
-- * Who does it does not matter: a thief acts as the user. Only successes count: after an error nothing
--   has changed, and refused attempts are found by unauthorized_api_calls.
-- * The event source is pinned, and what a service does for itself is left out.
select *
from cloudtrail
where eventSource = 'iam.amazonaws.com'
    and eventName = 'DeactivateMFADevice'
    and errorCode is null
    -- signin marks a person in the console, and CloudFormation does what its caller wrote
    and coalesce(userIdentity:invokedBy::string, 'signin.amazonaws.com')
        in ('signin.amazonaws.com', 'cloudformation.amazonaws.com')
