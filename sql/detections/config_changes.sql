/*
id: config_changes
title: AWS Config configuration change
description: >-
  Detects a change to what AWS Config records or where it delivers: a recorder stopped, changed or
  deleted, or a delivery channel. Without it nobody can tell afterwards how a resource was set up.
severity: medium
attack:
  version: "18"
  techniques: [T1562.008]
cis: { "1.2": "3.9", "1.4": "4.9", "3.0": "4.9", "4.0": "4.9", "5.0": "4.9", "6.0": "5.9" }
falsePositives:
  - A deployment that sets up Config in a new account or region.
  - Somebody who takes costly resource types out of the recording.
blindSpots:
  - Rules, conformance packs and aggregators, which judge what is recorded and record nothing.
  - The bucket, the topic and the role that the recording needs.
  - Attempts. Refused ones are found by unauthorized_api_calls.
references:
  - https://docs.aws.amazon.com/config/latest/developerguide/log-api-calls.html
  - https://www.cisecurity.org/benchmark/amazon_web_services
status: stable
*/

-- What differs from the filter of the CIS benchmark, and why:
-- * DeleteConfigurationRecorder is missing there, and DisassociateResourceTypes, which is newer.
-- * StartConfigurationRecorder is left out as there: it mends.
-- * The event source is pinned, and what a service does for itself, such as Control Tower, is left out.
-- * Only successful changes count, unlike in the benchmark: after any error all is what it was, and
--   refused attempts are found by unauthorized_api_calls.
select *
from cloudtrail
where eventSource = 'config.amazonaws.com'
    and eventName in (
        'DeleteConfigurationRecorder',
        'DeleteDeliveryChannel',
        'DisassociateResourceTypes',
        'PutConfigurationRecorder',
        'PutDeliveryChannel',
        'StopConfigurationRecorder'
    )
    and errorCode is null
    -- signin marks a person in the console, and CloudFormation does what its caller wrote
    and coalesce(userIdentity:invokedBy::string, 'signin.amazonaws.com')
        in ('signin.amazonaws.com', 'cloudformation.amazonaws.com')
