/*
id: config_rules_deleted
title: AWS Config rules deleted
description: >-
  Detects rules, conformance packs and aggregators of AWS Config that are deleted, with the remediation
  that hangs on them. What they forbade is no longer noticed.
severity: medium
attack:
  version: "18"
  techniques: [T1562.001]
cis: {}
falsePositives:
  - A deployment that replaces its rules, or an account that is closed.
blindSpots:
  - The recorder and the delivery channel, which config_changes watches.
  - Rules that are changed so that they find nothing.
  - Attempts. Refused ones are found by unauthorized_api_calls.
references:
  - https://docs.aws.amazon.com/config/latest/developerguide/evaluate-config_delete-rules.html
  - https://attack.mitre.org/techniques/T1562/001/
status: stable
*/

-- What counts, and why:
-- * Rules judge what the recorder records. They have a detection of their own, since deleting one leaves
--   the record whole.
-- * Only successes count: after an error nothing has changed, and refused attempts are found by
--   unauthorized_api_calls.
-- * The event source is pinned, and what a service does for itself is left out.
select *
from cloudtrail
where eventSource = 'config.amazonaws.com'
    and eventName in (
        'DeleteConfigRule',
        'DeleteConfigurationAggregator',
        'DeleteConformancePack',
        'DeleteOrganizationConfigRule',
        'DeleteOrganizationConformancePack',
        'DeleteRemediationConfiguration'
    )
    and errorCode is null
    -- signin marks a person in the console, and CloudFormation does what its caller wrote
    and coalesce(userIdentity:invokedBy::string, 'signin.amazonaws.com')
        in ('signin.amazonaws.com', 'cloudformation.amazonaws.com')
