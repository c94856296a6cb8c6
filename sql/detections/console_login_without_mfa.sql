/*
id: console_login_without_mfa
title: Console login without MFA
description: >-
  Detects a successful sign-in to the AWS console with a password alone, by an IAM user or by the root
  user. A password is phished, guessed or reused; a second factor is what stops the one who has it.
severity: high
attack:
  version: "18"
  techniques: [T1078.004]
cis: { "1.2": "3.2", "1.4": "4.2", "3.0": "4.2", "4.0": "4.2", "5.0": "4.2", "6.0": "5.2" }
falsePositives:
  - An IAM user who was made a moment ago and enrols the device after the first sign-in.
  - A break-glass user whose second factor is a procedure outside AWS.
blindSpots:
  - Sign-ins through IAM Identity Center, SAML or a federation token are left out. Whether a second
    factor was used there is known to the identity provider alone.
  - Access keys used without MFA. They never sign in to the console.
  - A stolen console session, which begins after the login.
references:
  - https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-aws-console-sign-in-events.html
  - https://quickstarts.snowflake.com/guide/cloudtrail_log_ingestion/
status: stable
*/

-- What differs from the query of Snowflake's quickstart, and why:
-- * It asked for MFAUsed = 'No' and so passed over a login whose MFAUsed is absent, null or false. Here
--   everything but a yes counts, as in the CIS benchmark.
-- * It told federated logins by `SamlProviderArn is null`, which is false for a JSON null and says
--   nothing about IAM Identity Center. Only the types below have a password at AWS.
-- * The event source is pinned.
-- Only successes count: a failed attempt has not got past the password.
select *
from cloudtrail
where eventSource = 'signin.amazonaws.com'
    and eventName = 'ConsoleLogin'
    and responseElements:ConsoleLogin::string = 'Success'
    and userIdentity:type::string in ('IAMUser', 'Root')
    -- seen as Yes, YES and true
    and coalesce(lower(additionalEventData:MFAUsed::string), 'no') not in ('yes', 'true')
