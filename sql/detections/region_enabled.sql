/*
id: region_enabled
title: AWS Region enabled
description: >-
  Detects a region that is enabled for an account. Where nobody works nobody looks, and machines that mine
  run there for long.
severity: medium
attack:
  version: "18"
  techniques: [T1535]
cis: {}
falsePositives:
  - A company that starts to work in a new region.
blindSpots:
  - Regions that are enabled by default. What is done in one for the first time is another question.
  - A trail or GuardDuty that is not set up for the new region.
  - Attempts. Refused ones are found by unauthorized_api_calls.
references:
  - https://docs.aws.amazon.com/accounts/latest/reference/manage-acct-regions.html
  - https://attack.mitre.org/techniques/T1535/
status: stable
*/

-- What counts, and why:
-- * The management account may enable it for a member, whose id then stands in the parameters. It counts
--   the same.
-- * Only successes count: after an error nothing has changed, and refused attempts are found by
--   unauthorized_api_calls.
-- * The event source is pinned, and what a service does for itself is left out.
select *
from cloudtrail
where eventSource = 'account.amazonaws.com'
    and eventName = 'EnableRegion'
    and errorCode is null
    -- signin marks a person in the console, and CloudFormation does what its caller wrote
    and coalesce(userIdentity:invokedBy::string, 'signin.amazonaws.com')
        in ('signin.amazonaws.com', 'cloudformation.amazonaws.com')
