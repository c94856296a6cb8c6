/*
id: ec2_user_data_changed
title: Start script of an EC2 instance changed
description: >-
  Detects the user data of an existing machine that are changed. It runs them as root when it starts, and
  they can hold any command.
severity: high
attack:
  version: "18"
  techniques: [T1059.009]
cis: {}
falsePositives:
  - A machine whose start script is mended by hand.
blindSpots:
  - User data that a machine is started with, and those of launch templates.
  - "What the user data are: CloudTrail hides them."
  - Attempts. Refused ones are found by unauthorized_api_calls.
references:
  - https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/user-data.html
  - https://attack.mitre.org/techniques/T1059/009/
status: stable
*/

-- What counts, and why:
-- * The request names the attribute that it changes. The value is hidden, and its presence alone counts.
-- * Only successes count: after an error nothing has changed, and refused attempts are found by
--   unauthorized_api_calls.
-- * The event source is pinned, and what a service does for itself is left out.
select *
from cloudtrail
where eventSource = 'ec2.amazonaws.com'
    and eventName = 'ModifyInstanceAttribute'
    and (
        requestParameters:userData::string is not null
        or requestParameters:attribute::string = 'userData'
    )
    and errorCode is null
    -- signin marks a person in the console, and CloudFormation does what its caller wrote
    and coalesce(userIdentity:invokedBy::string, 'signin.amazonaws.com')
        in ('signin.amazonaws.com', 'cloudformation.amazonaws.com')
