/*
id: cloudtrail_changes
title: CloudTrail configuration change
description: >-
  Detects a change to what CloudTrail records, or an attempted one: a trail made, changed, stopped,
  started or deleted, its selectors, or an event data store.
severity: high
attack:
  version: "18"
  techniques: [T1562.008]
cis: { "1.2": "3.5", "1.4": "4.5", "3.0": "4.5", "4.0": "4.5", "5.0": "4.5", "6.0": "5.5" }
falsePositives:
  - A deployment that sets up or tunes a trail. It is rare, and known beforehand.
  - Control Tower or another service that manages the organization's trail without saying so in invokedBy.
blindSpots:
  - What keeps a trail from delivering without touching it, such as its bucket's policy and lifecycle, or
    its KMS key.
  - A trail that never recorded the events in question.
  - Changes by whoever stopped the only trail a moment before.
references:
  - https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-update-a-trail-cli.html
  - https://www.cisecurity.org/benchmark/amazon_web_services
status: stable
*/

-- What differs from the filter of the CIS benchmark, and why:
-- * PutEventSelectors and PutInsightSelectors are missing there. They blind a trail that goes on to exist
--   and to deliver.
-- * Event data stores of CloudTrail Lake are newer than the filter.
-- * The event source is pinned, and what a service does for itself is left out.
-- * Attempts count as well as successes, as there: whoever tries to switch the log off is worth a look
--   also where a policy said no.
select *
from cloudtrail
where eventSource = 'cloudtrail.amazonaws.com'
    and eventName in (
        'CreateTrail',
        'DeleteEventDataStore',
        'DeleteTrail',
        'PutEventSelectors',
        'PutInsightSelectors',
        'StartLogging',
        'StopEventDataStoreIngestion',
        'StopLogging',
        'UpdateEventDataStore',
        'UpdateTrail'
    )
    -- signin marks a person in the console, and CloudFormation does what its caller wrote
    and coalesce(userIdentity:invokedBy::string, 'signin.amazonaws.com')
        in ('signin.amazonaws.com', 'cloudformation.amazonaws.com')
