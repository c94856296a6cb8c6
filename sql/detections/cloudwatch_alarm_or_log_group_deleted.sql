/*
id: cloudwatch_alarm_or_log_group_deleted
title: CloudWatch alarm or log group deleted
description: >-
  Detects an alarm of CloudWatch that is deleted or silenced, and a log group, stream, filter or
  subscription that is deleted. Alarms are how the CIS benchmark wants to be told, and groups hold what
  happened.
severity: medium
attack:
  version: "18"
  techniques: [T1562.008, T1070]
cis: {}
falsePositives:
  - A stack that is torn down, and log groups of functions that nobody needs any more.
blindSpots:
  - Alarms whose metric or threshold is changed (PutMetricAlarm).
  - A retention that is shortened (PutRetentionPolicy).
  - Attempts. Refused ones are found by unauthorized_api_calls.
references:
  - https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/Working-with-log-groups-and-streams.html
  - https://attack.mitre.org/techniques/T1562/008/
  - https://attack.mitre.org/techniques/T1070/
status: stable
*/

-- What counts, and why:
-- * Auto Scaling deletes the alarms of its policies itself, and says so in invokedBy.
-- * Only successes count: after an error nothing has changed, and refused attempts are found by
--   unauthorized_api_calls.
-- * The event sources are pinned, and what a service does for itself is left out.
select *
from cloudtrail
where (
        eventSource = 'monitoring.amazonaws.com'
        and eventName in (
            'DeleteAlarms',
            'DisableAlarmActions'
        )
        or eventSource = 'logs.amazonaws.com'
            and eventName in (
                'DeleteDestination',
                'DeleteLogGroup',
                'DeleteLogStream',
                'DeleteMetricFilter',
                'DeleteSubscriptionFilter'
            )
    )
    and errorCode is null
    -- signin marks a person in the console, and CloudFormation does what its caller wrote
    and coalesce(userIdentity:invokedBy::string, 'signin.amazonaws.com')
        in ('signin.amazonaws.com', 'cloudformation.amazonaws.com')
