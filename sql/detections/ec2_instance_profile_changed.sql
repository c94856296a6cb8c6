/*
id: ec2_instance_profile_changed
title: Role of an EC2 instance changed
description: >-
  Detects a running machine that is given a role, or another one. Whoever is on the machine already then
  acts by that role.
severity: medium
attack:
  version: "18"
  techniques: [T1098.003]
cis: {}
falsePositives:
  - A machine that was started without a role, such as one that Systems Manager is to manage.
blindSpots:
  - Machines that are started with a role.
  - Another role in the same instance profile (AddRoleToInstanceProfile).
  - Attempts. Refused ones are found by unauthorized_api_calls.
references:
  - https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/attach-iam-role.html
  - https://attack.mitre.org/techniques/T1098/003/
status: stable
*/

-- What counts, and why:
-- * A role that is taken from a machine is left out.
-- * Only successes count: after an error nothing has changed, and refused attempts are found by
--   unauthorized_api_calls. A dry run is recorded as an error.
-- * The event source is pinned, and what a service does for itself is left out.
select *
from cloudtrail
where eventSource = 'ec2.amazonaws.com'
    and eventName in (
        'AssociateIamInstanceProfile',
        'ReplaceIamInstanceProfileAssociation'
    )
    and errorCode is null
    -- signin marks a person in the console, and CloudFormation does what its caller wrote
    and coalesce(userIdentity:invokedBy::string, 'signin.amazonaws.com')
        in ('signin.amazonaws.com', 'cloudformation.amazonaws.com')
