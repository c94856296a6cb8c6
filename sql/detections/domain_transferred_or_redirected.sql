/*
id: domain_transferred_or_redirected
title: Domain transferred or redirected
description: >-
  Detects a domain that is moved to another account or registrar, unlocked for it, or pointed at other
  name servers, and a hosted zone that is deleted. Whoever has the domain gets its mail and its
  certificates.
severity: high
attack:
  version: "18"
  techniques: [T1584.001]
cis: {}
falsePositives:
  - A company that moves its domains, or a zone that is no longer used.
blindSpots:
  - Single records, which every deployment changes (ChangeResourceRecordSets).
  - Zones that are deleted while the domain goes on to point at them, so that anybody may take them.
  - Attempts. Refused ones are found by unauthorized_api_calls.
references:
  - https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/domain-transfer-from-route-53.html
  - https://attack.mitre.org/techniques/T1584/001/
status: stable
*/

-- What counts, and why:
-- * Each step towards a transfer counts: the lock that is taken off, the code that is asked for, the
--   transfer itself.
-- * Only successes count: after an error nothing has changed, and refused attempts are found by
--   unauthorized_api_calls.
-- * The event sources are pinned, and what a service does for itself is left out.
select *
from cloudtrail
where (
        eventSource = 'route53domains.amazonaws.com'
        and eventName in (
            'DeleteDomain',
            'DisableDomainTransferLock',
            'RetrieveDomainAuthCode',
            'TransferDomainToAnotherAwsAccount',
            'UpdateDomainNameservers'
        )
        or eventSource = 'route53.amazonaws.com' and eventName = 'DeleteHostedZone'
    )
    and errorCode is null
    -- signin marks a person in the console, and CloudFormation does what its caller wrote
    and coalesce(userIdentity:invokedBy::string, 'signin.amazonaws.com')
        in ('signin.amazonaws.com', 'cloudformation.amazonaws.com')
