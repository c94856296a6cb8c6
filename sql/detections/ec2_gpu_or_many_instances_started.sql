/*
id: ec2_gpu_or_many_instances_started
title: GPU machine or many machines started
description: >-
  Detects a machine with graphics processors, or ten machines and more, asked for in one call. Miners want
  these, and cost thousands a day.
severity: medium
attack:
  version: "18"
  techniques: [T1496.001, T1578.002]
cis: {}
falsePositives:
  - A team that trains models or renders. List its role as an exception.
  - Load tests.
blindSpots:
  - Fewer than ten machines a call, again and again.
  - Machines that Auto Scaling, Batch, EMR and others start for somebody.
  - The type where it stands in a launch template and the call fails, so that the response does not tell.
  - Fargate, SageMaker and Lambda, which compute as well.
references:
  - https://docs.aws.amazon.com/ec2/latest/instancetypes/ac.html
  - https://attack.mitre.org/techniques/T1496/001/
status: stable
*/

-- What counts, and why:
-- * Types that begin with p, g or trn and a digit, inf and dl are those with accelerators. The response
--   tells the type where a launch template chose it.
-- * Attempts that a limit of the account stopped count as well, since miners run into it at once. Others
--   fail for want of permission, which unauthorized_api_calls finds.
-- * The event source is pinned, and what a service does for itself is left out.
select *
from cloudtrail
where eventSource = 'ec2.amazonaws.com'
    and eventName = 'RunInstances'
    and (
        regexp_like(
            coalesce(
                requestParameters:instanceType::string,
                responseElements:instancesSet.items[0].instanceType::string
            ),
            '((p|g|trn)[0-9]|inf|dl).*'
        )
        or array_size(filter(
            as_array(requestParameters:instancesSet.items),
            wanted -> try_to_number(wanted:maxCount::string) >= 10
        )) > 0
    )
    and (
        errorCode is null
        or errorCode in (
            'Client.InstanceLimitExceeded',
            'Client.MaxSpotInstanceCountExceeded',
            'Client.VcpuLimitExceeded'
        )
    )
    -- signin marks a person in the console, and CloudFormation does what its caller wrote
    and coalesce(userIdentity:invokedBy::string, 'signin.amazonaws.com')
        in ('signin.amazonaws.com', 'cloudformation.amazonaws.com')
