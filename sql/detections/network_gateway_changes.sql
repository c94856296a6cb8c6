/*
id: network_gateway_changes
title: Network gateway change
description: >-
  Detects a change to a gateway between a network and what lies outside: internet, NAT, VPN and customer
  gateways.
severity: medium
attack:
  version: "18"
  techniques: [T1578.005]
cis: { "1.2": "3.12", "1.4": "4.12", "3.0": "4.12", "4.0": "4.12", "5.0": "4.12", "6.0": "5.12" }
falsePositives:
  - A deployment that makes or changes networks. Compare with what the pipeline's role did at that time.
  - A gateway that is replaced when it is moved to another zone.
blindSpots:
  - Transit gateways, Direct Connect, Client VPN and VPC endpoints, which lead outside as well.
  - Routes to the gateway, without which nothing goes through it. Those are found by route_table_changes.
  - Attempts. Refused ones are found by unauthorized_api_calls.
references:
  - https://docs.aws.amazon.com/vpc/latest/userguide/VPC_Internet_Gateway.html
  - https://www.cisecurity.org/benchmark/amazon_web_services
status: stable
*/

-- What differs from the filter of the CIS benchmark, and why:
-- * Egress-only, NAT and VPN gateways are missing there. Data leaves through each of them.
-- * The event source is pinned, and what a service does for itself is left out.
-- * Only successful changes count, unlike in the benchmark: a dry run is recorded as an error, and after
--   any error the network is what it was.
select *
from cloudtrail
where eventSource = 'ec2.amazonaws.com'
    and eventName in (
        'AttachInternetGateway',
        'AttachVpnGateway',
        'CreateCustomerGateway',
        'CreateEgressOnlyInternetGateway',
        'CreateInternetGateway',
        'CreateNatGateway',
        'CreateVpnGateway',
        'DeleteCustomerGateway',
        'DeleteEgressOnlyInternetGateway',
        'DeleteInternetGateway',
        'DeleteNatGateway',
        'DeleteVpnGateway',
        'DetachInternetGateway',
        'DetachVpnGateway'
    )
    and errorCode is null
    -- signin marks a person in the console, and CloudFormation does what its caller wrote
    and coalesce(userIdentity:invokedBy::string, 'signin.amazonaws.com')
        in ('signin.amazonaws.com', 'cloudformation.amazonaws.com')
