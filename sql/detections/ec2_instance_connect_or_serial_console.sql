/*
id: ec2_instance_connect_or_serial_console
title: Key pushed to an EC2 instance
description: >-
  Detects a way into a machine that needs no key of its own: an SSH key that EC2 Instance Connect or the
  serial console lays on it, a tunnel to it, or the serial console allowed for the account.
severity: medium
attack:
  version: "18"
  techniques: [T1021.008, T1098.004]
cis: {}
falsePositives:
  - People who work on machines in this way. Whoever never does can raise the severity.
  - The console's own Connect button, which pushes a key as well.
blindSpots:
  - Keys that are laid on a machine from inside.
  - Sessions and commands through Systems Manager, which ssm_command_on_instances finds.
  - Attempts. Refused ones are found by unauthorized_api_calls.
references:
  - https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/connect-linux-inst-eic.html
  - https://attack.mitre.org/techniques/T1021/008/
status: stable
*/

-- What counts, and why:
-- * The serial console works without network and without a trace in flow logs, so that allowing it for
--   the account counts.
-- * Only successes count: after an error nothing has changed, and refused attempts are found by
--   unauthorized_api_calls.
-- * Both event sources are pinned, and what a service does for itself is left out.
select *
from cloudtrail
where (
        eventSource = 'ec2-instance-connect.amazonaws.com'
        and eventName in (
            'OpenTunnel',
            'SendSSHPublicKey',
            'SendSerialConsoleSSHPublicKey'
        )
        or eventSource = 'ec2.amazonaws.com' and eventName = 'EnableSerialConsoleAccess'
    )
    and errorCode is null
    -- signin marks a person in the console, and CloudFormation does what its caller wrote
    and coalesce(userIdentity:invokedBy::string, 'signin.amazonaws.com')
        in ('signin.amazonaws.com', 'cloudformation.amazonaws.com')
