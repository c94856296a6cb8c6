/*
id: route_table_changes
title: Route table change
description: >-
  Detects a change to where traffic goes: a route made, replaced or deleted, or a subnet that is given
  another route table. Traffic that is led past a firewall, or through a stranger's machine, begins so.
severity: medium
attack:
  version: "18"
  techniques: [T1578.005]
cis: { "1.2": "3.13", "1.4": "4.13", "3.0": "4.13", "4.0": "4.13", "5.0": "4.13", "6.0": "5.13" }
falsePositives:
  - A deployment that makes or changes networks. Compare with what the pipeline's role did at that time.
  - A failover that moves a route from one machine to another.
  - A VPN client or a Kubernetes network plugin that keeps routes up to date.
blindSpots:
  - Routes that a VPN gateway or a transit gateway propagates by itself.
  - Routes inside of transit gateways, and those of a machine's own system.
  - Attempts. Refused ones are found by unauthorized_api_calls.
references:
  - https://docs.aws.amazon.com/vpc/latest/userguide/VPC_Route_Tables.html
  - https://www.cisecurity.org/benchmark/amazon_web_services
status: stable
*/

-- What differs from the filter of the CIS benchmark, and why:
-- * AssociateRouteTable is missing there, though it moves a subnet just as ReplaceRouteTableAssociation
--   does.
-- * The event source is pinned, and what a service does for itself is left out.
-- * Only successful changes count, unlike in the benchmark: a dry run is recorded as an error, and after
--   any error the network is what it was.
select *
from cloudtrail
where eventSource = 'ec2.amazonaws.com'
    and eventName in (
        'AssociateRouteTable',
        'CreateRoute',
        'CreateRouteTable',
        'DeleteRoute',
        'DeleteRouteTable',
        'DisassociateRouteTable',
        'ReplaceRoute',
        'ReplaceRouteTableAssociation'
    )
    and errorCode is null
    -- signin marks a person in the console, and CloudFormation does what its caller wrote
    and coalesce(userIdentity:invokedBy::string, 'signin.amazonaws.com')
        in ('signin.amazonaws.com', 'cloudformation.amazonaws.com')
