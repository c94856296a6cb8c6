/*
id: vpc_changes
title: VPC change
description: >-
  Detects a change to a virtual network or to its connection with another one: made, changed, deleted or
  peered, perhaps with a network of somebody else.
severity: medium
attack:
  version: "18"
  techniques: [T1578.005]
cis: { "1.2": "3.14", "1.4": "4.14", "3.0": "4.14", "4.0": "4.14", "5.0": "4.14", "6.0": "5.14" }
falsePositives:
  - A deployment that makes or changes networks. Compare with what the pipeline's role did at that time.
  - A sandbox account in which networks come and go.
blindSpots:
  - Subnets, and everything that lies in them.
  - Networks that are connected through a transit gateway, VPC Lattice or PrivateLink, and subnets that
    are shared with another account.
  - Attempts. Refused ones are found by unauthorized_api_calls.
references:
  - https://docs.aws.amazon.com/vpc/latest/peering/what-is-vpc-peering.html
  - https://www.cisecurity.org/benchmark/amazon_web_services
status: stable
*/

-- What differs from the filter of the CIS benchmark, and why:
-- * ModifyVpcPeeringConnectionOptions, CreateDefaultVpc and further address blocks are missing there.
-- * ClassicLink has been shut down. Its events stay for logs of that time, and fire for nobody today.
-- * The event source is pinned, and what a service does for itself is left out.
-- * Only successful changes count, unlike in the benchmark: a dry run is recorded as an error, and after
--   any error the network is what it was.
select *
from cloudtrail
where eventSource = 'ec2.amazonaws.com'
    and eventName in (
        'AcceptVpcPeeringConnection',
        'AssociateVpcCidrBlock',
        'AttachClassicLinkVpc',
        'CreateDefaultVpc',
        'CreateVpc',
        'CreateVpcPeeringConnection',
        'DeleteVpc',
        'DeleteVpcPeeringConnection',
        'DetachClassicLinkVpc',
        'DisableVpcClassicLink',
        'DisassociateVpcCidrBlock',
        'EnableVpcClassicLink',
        'ModifyVpcAttribute',
        'ModifyVpcPeeringConnectionOptions',
        'RejectVpcPeeringConnection'
    )
    and errorCode is null
    -- signin marks a person in the console, and CloudFormation does what its caller wrote
    and coalesce(userIdentity:invokedBy::string, 'signin.amazonaws.com')
        in ('signin.amazonaws.com', 'cloudformation.amazonaws.com')
