/*
id: network_acl_changes
title: Network ACL change
description: >-
  Detects a change to a network ACL: which traffic may enter and leave a subnet, whatever the security
  groups of its machines say.
severity: medium
attack:
  version: "18"
  techniques: [T1562.007]
cis: { "1.2": "3.11", "1.4": "4.11", "3.0": "4.11", "4.0": "4.11", "5.0": "4.11", "6.0": "5.11" }
falsePositives:
  - A deployment that makes or changes networks. Compare with what the pipeline's role did at that time.
  - Somebody who blocks an address in the middle of an attack.
blindSpots:
  - Security groups, network firewalls and routes, which decide on traffic, too.
  - Whether the change opens or closes. The entry stands in requestParameters.
  - Attempts. Refused ones are found by unauthorized_api_calls.
references:
  - https://docs.aws.amazon.com/vpc/latest/userguide/vpc-network-acls.html
  - https://www.cisecurity.org/benchmark/amazon_web_services
status: stable
*/

-- What differs from the filter of the CIS benchmark, and why:
-- * The event source is pinned, and what a service does for itself is left out.
-- * Only successful changes count, unlike in the benchmark: a dry run is recorded as an error, and after
--   any error the network is what it was.
select *
from cloudtrail
where eventSource = 'ec2.amazonaws.com'
    and eventName in (
        'CreateNetworkAcl',
        'CreateNetworkAclEntry',
        'DeleteNetworkAcl',
        'DeleteNetworkAclEntry',
        'ReplaceNetworkAclAssociation',
        'ReplaceNetworkAclEntry'
    )
    and errorCode is null
    -- signin marks a person in the console, and CloudFormation does what its caller wrote
    and coalesce(userIdentity:invokedBy::string, 'signin.amazonaws.com')
        in ('signin.amazonaws.com', 'cloudformation.amazonaws.com')
