/*
id: organization_left
title: Account leaving its organization
description: >-
  Detects an account that leaves its organization, or tries to. Outside, none of the organization's
  policies and trails hold any more.
severity: critical
attack:
  version: "18"
  techniques: [T1562.001]
cis: {}
falsePositives:
  - An account that is sold or moved to another organization.
blindSpots:
  - An account that the management account removes, which organizations_changes finds.
  - An account that is invited and accepts, since it left before.
references:
  - https://docs.aws.amazon.com/organizations/latest/APIReference/API_LeaveOrganization.html
  - https://attack.mitre.org/techniques/T1562/001/
status: stable
*/

-- What counts, and why:
-- * Attempts count as well as successes: policies of most organizations forbid it, and whoever tries it
--   means it.
-- * The event source is pinned, and what a service does for itself is left out.
select *
from cloudtrail
where eventSource = 'organizations.amazonaws.com'
    and eventName = 'LeaveOrganization'
    -- signin marks a person in the console, and CloudFormation does what its caller wrote
    and coalesce(userIdentity:invokedBy::string, 'signin.amazonaws.com')
        in ('signin.amazonaws.com', 'cloudformation.amazonaws.com')
