/*
id: trail_selectors_reduced
title: CloudTrail told to leave out management events
description: >-
  Detects event selectors after which a trail no longer records every management event: only reads or only
  writes, none at all, or none of certain services. The trail goes on to exist and to deliver.
severity: high
attack:
  version: "18"
  techniques: [T1562.008]
cis: {}
falsePositives:
  - A trail for data events alone, beside another that records the management events.
  - A trail that leaves out the events of KMS or of the RDS data API, which are many.
blindSpots:
  - Which other trails there are.
  - Data events that are left out from now on.
  - Trails that are stopped or deleted, which cloudtrail_changes finds, as it does every change of selectors.
  - Attempts. Refused ones are found by unauthorized_api_calls.
references:
  - https://docs.aws.amazon.com/awscloudtrail/latest/userguide/logging-management-events-with-cloudtrail.html
  - https://attack.mitre.org/techniques/T1562/008/
status: stable
*/

-- What counts, and why:
-- * The call replaces all selectors of the trail. One of them has to take every management event: a basic
--   one that reads and writes and excludes no source, or an advanced one whose only condition is the
--   category.
-- * A basic selector that says nothing of these takes all, which is the default.
-- * Only successes count: after an error nothing has changed, and refused attempts are found by
--   unauthorized_api_calls.
-- * The event source is pinned, and what a service does for itself is left out.
select *
from cloudtrail
where eventSource = 'cloudtrail.amazonaws.com'
    and eventName = 'PutEventSelectors'
    and (
        is_array(requestParameters:eventSelectors)
        or is_array(requestParameters:advancedEventSelectors)
    )
    and coalesce(
        array_size(filter(
            as_array(requestParameters:eventSelectors),
            selector -> is_object(selector)
                and coalesce(selector:readWriteType::string, 'All') = 'All'
                and coalesce(selector:includeManagementEvents::string, 'true') = 'true'
                and coalesce(array_size(selector:excludeManagementEventSources), 0) = 0
        )),
        0
    ) = 0
    and coalesce(
        array_size(filter(
            as_array(requestParameters:advancedEventSelectors),
            selector -> array_size(selector:fieldSelectors) = 1
                and selector:fieldSelectors[0].field::string = 'eventCategory'
                and coalesce(
                    array_contains('Management'::variant, as_array(selector:fieldSelectors[0].equals)),
                    false
                )
        )),
        0
    ) = 0
    and errorCode is null
    -- signin marks a person in the console, and CloudFormation does what its caller wrote
    and coalesce(userIdentity:invokedBy::string, 'signin.amazonaws.com')
        in ('signin.amazonaws.com', 'cloudformation.amazonaws.com')
