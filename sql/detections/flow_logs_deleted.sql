/*
id: flow_logs_deleted
title: VPC flow logs deleted
description: >-
  Detects flow logs that are deleted. They tell who talked to whom in a network, which nothing else
  records.
severity: high
attack:
  version: "18"
  techniques: [T1562.008]
cis: {}
falsePositives:
  - A network that is torn down together with its logs, and flow logs that are replaced by others.
blindSpots:
  - The bucket or log group to which they are delivered, and the role by which they are.
  - Networks that never had any.
  - Attempts. Refused ones are found by unauthorized_api_calls.
references:
  - https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs.html
  - https://attack.mitre.org/techniques/T1562/008/
status: stable
*/

-- What counts, and why:
-- * Flow logs cannot be changed or stopped: whoever wants fewer has to delete them.
-- * A call may succeed and yet have left some undeleted, which stand in responseElements. It counts.
-- * Only successes count: after an error nothing has changed, and refused attempts are found by
--   unauthorized_api_calls.
-- * The event source is pinned, and what a service does for itself is left out.
select *
from cloudtrail
where eventSource = 'ec2.amazonaws.com'
    and eventName = 'DeleteFlowLogs'
    and errorCode is null
    -- signin marks a person in the console, and CloudFormation does what its caller wrote
    and coalesce(userIdentity:invokedBy::string, 'signin.amazonaws.com')
        in ('signin.amazonaws.com', 'cloudformation.amazonaws.com')
