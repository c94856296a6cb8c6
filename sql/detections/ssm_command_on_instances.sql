/*
id: ssm_command_on_instances
title: Command or session on machines
description: >-
  Detects a command that is run on machines, or a session that is opened on one, through Systems Manager.
  It needs no open port and no key, and runs as root.
severity: low
attack:
  version: "18"
  techniques: [T1651]
cis: {}
falsePositives:
  - People and pipelines that work so every day. List them as exceptions, or raise the severity where nobody
    does.
blindSpots:
  - What is run. CloudTrail hides the parameters of commands; sessions have logs of their own.
  - Associations, maintenance windows and automations, which run commands later.
  - Attempts. Refused ones are found by unauthorized_api_calls.
references:
  - https://docs.aws.amazon.com/systems-manager/latest/userguide/monitoring-cloudtrail-logs.html
  - https://attack.mitre.org/techniques/T1651/
status: stable
*/

-- What counts, and why:
-- * A session that is taken up again counts, since another may take it up.
-- * Only successes count: after an error nothing has changed, and refused attempts are found by
--   unauthorized_api_calls.
-- * The event source is pinned, and what a service does for itself is left out.
select *
from cloudtrail
where eventSource = 'ssm.amazonaws.com'
    and eventName in (
        'ResumeSession',
        'SendCommand',
        'StartSession'
    )
    and errorCode is null
    -- signin marks a person in the console, and CloudFormation does what its caller wrote
    and coalesce(userIdentity:invokedBy::string, 'signin.amazonaws.com')
        in ('signin.amazonaws.com', 'cloudformation.amazonaws.com')
