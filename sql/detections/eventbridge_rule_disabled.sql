/*
id: eventbridge_rule_disabled
title: EventBridge rule disabled
description: >-
  Detects a rule of EventBridge that is disabled, deleted, or loses its targets. Findings of GuardDuty and
  Security Hub reach people by such rules.
severity: medium
attack:
  version: "18"
  techniques: [T1562.001]
cis: {}
falsePositives:
  - A stack that is torn down, and schedules that are paused.
blindSpots:
  - Rules whose pattern is changed so that they match nothing (PutRule).
  - Targets that cannot be reached any more, such as a topic without subscriptions.
  - Schedules of EventBridge Scheduler.
  - Attempts. Refused ones are found by unauthorized_api_calls.
references:
  - https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rules.html
  - https://attack.mitre.org/techniques/T1562/001/
status: stable
*/

-- What counts, and why:
-- * A rule has to lose its targets before it can be deleted, so that one that is torn down is found
--   twice.
-- * Only successes count: after an error nothing has changed, and refused attempts are found by
--   unauthorized_api_calls.
-- * The event source is pinned, and what a service does for itself is left out.
select *
from cloudtrail
where eventSource = 'events.amazonaws.com'
    and eventName in (
        'DeleteRule',
        'DisableRule',
        'RemoveTargets'
    )
    and errorCode is null
    -- signin marks a person in the console, and CloudFormation does what its caller wrote
    and coalesce(userIdentity:invokedBy::string, 'signin.amazonaws.com')
        in ('signin.amazonaws.com', 'cloudformation.amazonaws.com')
