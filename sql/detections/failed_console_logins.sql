/*
id: failed_console_logins
title: Failed console login
description: >-
  Detects a sign-in to the AWS console that failed: a wrong password or second factor, or a user who does
  not exist. One is a slip; a series is somebody who guesses.
severity: low
attack:
  version: "18"
  techniques: [T1110]
cis: { "1.2": "3.6", "1.4": "4.6", "3.0": "4.6", "4.0": "4.6", "5.0": "4.6", "6.0": "5.6" }
falsePositives:
  - A person who mistypes a password, or whose second factor is out of step.
  - A password manager that fills in the password of another account.
blindSpots:
  - Sign-ins through IAM Identity Center, SAML or a federation token. Who failed there is known to the
    identity provider alone.
  - Which user name was tried, where there is no such user. CloudTrail hides it, since a password may
    stand in its place.
  - Failures to get credentials for the API. They show as refused calls at most.
references:
  - https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-aws-console-sign-in-events.html
  - https://www.cisecurity.org/benchmark/amazon_web_services
status: stable
*/

-- What differs from the filter of the CIS benchmark, and why:
-- * It asks for errorMessage = 'Failed authentication' and so passes over a user who does not exist, whose
--   message is another. Here the outcome decides, which stands in responseElements.
-- * The event source is pinned.
-- * Failures are what this is about. Many in a row are found by console_login_spray and
--   console_login_bruteforce_then_success, of root by root_login_failures.
select *
from cloudtrail
where eventSource = 'signin.amazonaws.com'
    and eventName = 'ConsoleLogin'
    and responseElements:ConsoleLogin::string = 'Failure'
