/*
id: service_quota_raised
title: Higher service quota requested
description: >-
  Detects a request for a higher quota of a service, such as the number of processors. Who means to mine
  or to send mail in a stolen account asks for it first.
severity: low
attack:
  version: "18"
  techniques: [T1496.001, T1578.005]
cis: {}
falsePositives:
  - A team that grows.
blindSpots:
  - Quotas that are raised by a case of support.
  - Quotas that are high enough as they are.
  - Attempts. Refused ones are found by unauthorized_api_calls.
references:
  - https://docs.aws.amazon.com/servicequotas/latest/userguide/request-quota-increase.html
  - https://attack.mitre.org/techniques/T1496/001/
status: stable
*/

-- What counts, and why:
-- * The service and the quota stand in the parameters. A request is not granted yet.
-- * Only successes count: after an error nothing has changed, and refused attempts are found by
--   unauthorized_api_calls.
-- * The event source is pinned, and what a service does for itself is left out.
select *
from cloudtrail
where eventSource = 'servicequotas.amazonaws.com'
    and eventName in (
        'PutServiceQuotaIncreaseRequestIntoTemplate',
        'RequestServiceQuotaIncrease'
    )
    and errorCode is null
    -- signin marks a person in the console, and CloudFormation does what its caller wrote
    and coalesce(userIdentity:invokedBy::string, 'signin.amazonaws.com')
        in ('signin.amazonaws.com', 'cloudformation.amazonaws.com')
