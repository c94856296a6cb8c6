/*
id: ses_identity_or_sending_enabled
title: Sending of mail prepared
description: >-
  Detects an address or a domain that is set up to send mail through SES, the sending that is switched on,
  or the account that is taken out of the sandbox. Stolen accounts send phishing so.
severity: medium
attack:
  version: "18"
  techniques: [T1496.004, T1586.002]
cis: {}
falsePositives:
  - A team that starts to send mail.
blindSpots:
  - Mail that is sent by an identity that was there. Sending is a data event.
  - Limits that are raised, which service_quota_raised finds.
  - Attempts. Refused ones are found by unauthorized_api_calls.
references:
  - https://docs.aws.amazon.com/ses/latest/dg/logging-using-cloudtrail.html
  - https://attack.mitre.org/techniques/T1496/004/
status: stable
*/

-- What counts, and why:
-- * Both versions of the API have the same event source. An update of the account's sending counts where
--   it enables it.
-- * Only successes count: after an error nothing has changed, and refused attempts are found by
--   unauthorized_api_calls.
-- * The event source is pinned, and what a service does for itself is left out.
select *
from cloudtrail
where eventSource = 'ses.amazonaws.com'
    and eventName in (
        'CreateEmailIdentity',
        'PutAccountDetails',
        'PutAccountSendingAttributes',
        'UpdateAccountSendingEnabled',
        'VerifyDomainDkim',
        'VerifyDomainIdentity',
        'VerifyEmailAddress',
        'VerifyEmailIdentity'
    )
    and (
        eventName not in ('PutAccountSendingAttributes', 'UpdateAccountSendingEnabled')
        or coalesce(requestParameters:enabled::string, requestParameters:sendingEnabled::string) = 'true'
    )
    and errorCode is null
    -- signin marks a person in the console, and CloudFormation does what its caller wrote
    and coalesce(userIdentity:invokedBy::string, 'signin.amazonaws.com')
        in ('signin.amazonaws.com', 'cloudformation.amazonaws.com')
