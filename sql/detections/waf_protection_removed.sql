/*
id: waf_protection_removed
title: Protection by WAF or Shield removed
description: >-
  Detects a web ACL, a rule group or its log that is deleted, a resource that is taken out of its web ACL,
  and protection by Shield that is ended.
severity: medium
attack:
  version: "18"
  techniques: [T1562.007]
cis: {}
falsePositives:
  - A web site that is torn down or moved behind another web ACL.
blindSpots:
  - Rules that are changed to count and no longer block (UpdateWebACL).
  - Distributions of CloudFront, which are taken out of a web ACL by UpdateDistribution.
  - Attempts. Refused ones are found by unauthorized_api_calls.
references:
  - https://docs.aws.amazon.com/waf/latest/developerguide/logging-using-cloudtrail.html
  - https://attack.mitre.org/techniques/T1562/007/
status: stable
*/

-- What counts, and why:
-- * WAF has three event sources: its current version, and the classic one for CloudFront and for regions.
-- * Only successes count: after an error nothing has changed, and refused attempts are found by
--   unauthorized_api_calls.
-- * The event sources are pinned, and what a service does for itself is left out.
select *
from cloudtrail
where (
        eventSource = 'wafv2.amazonaws.com'
        and eventName in (
            'DeleteFirewallManagerRuleGroups',
            'DeleteLoggingConfiguration',
            'DeleteRuleGroup',
            'DeleteWebACL',
            'DisassociateWebACL'
        )
        or eventSource = 'waf-regional.amazonaws.com'
            and eventName in (
                'DeleteWebACL',
                'DisassociateWebACL'
            )
        or eventSource = 'waf.amazonaws.com' and eventName = 'DeleteWebACL'
        or eventSource = 'shield.amazonaws.com'
            and eventName in (
                'DeleteProtection',
                'DeleteSubscription',
                'DisassociateDRTRole'
            )
    )
    and errorCode is null
    -- signin marks a person in the console, and CloudFormation does what its caller wrote
    and coalesce(userIdentity:invokedBy::string, 'signin.amazonaws.com')
        in ('signin.amazonaws.com', 'cloudformation.amazonaws.com')
