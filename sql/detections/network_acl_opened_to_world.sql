/*
id: network_acl_opened_to_world
title: Network ACL opened to the internet
description: >-
  Detects an entry of a network ACL that lets the whole internet, over IPv4 or IPv6, reach the ports of
  administrators, SSH and remote desktops, or all of them.
severity: medium
attack:
  version: "18"
  techniques: [T1562.007]
cis: {}
falsePositives:
  - Subnets whose security groups alone decide. The ACL that comes with a network lets everything in.
blindSpots:
  - ACLs that were open from the start.
  - Other ports, such as those of databases.
  - Whether a security group lets the traffic pass, or an entry of a lower number denies it.
  - Attempts. Refused ones are found by unauthorized_api_calls.
references:
  - https://docs.aws.amazon.com/vpc/latest/userguide/nacl-rules.html
  - https://attack.mitre.org/techniques/T1562/007/
status: stable
*/

-- What counts, and why:
-- * The ports are those of the CIS benchmark, 22 and 3389. An ACL has no memory, so that answers need the
--   ports from 1024 to 65535 open: just that range is left out, though it holds 3389.
-- * A network counts as the internet when its mask is shorter than 8 bits for IPv4 and 20 for IPv6.
-- * Only successes count: after an error nothing has changed, and refused attempts are found by
--   unauthorized_api_calls. A dry run is recorded as an error.
-- * The event source is pinned, and what a service does for itself is left out.
select *
from cloudtrail
where eventSource = 'ec2.amazonaws.com'
    and eventName in (
        'CreateNetworkAclEntry',
        'ReplaceNetworkAclEntry'
    )
    and requestParameters:ruleAction::string = 'allow'
    and requestParameters:egress::string = 'false'
    and (
        regexp_like(requestParameters:cidrBlock::string, '.*/[0-7]')
        or regexp_like(requestParameters:ipv6CidrBlock::string, '.*/1?[0-9]')
    )
    and (
        requestParameters:aclProtocol::string = '-1'
        or requestParameters:aclProtocol::string in ('6', '17')
            and (
                22 between try_to_number(requestParameters:portRange['from']::string)
                    and try_to_number(requestParameters:portRange['to']::string)
                or 3389 between try_to_number(requestParameters:portRange['from']::string)
                    and try_to_number(requestParameters:portRange['to']::string)
                    and try_to_number(requestParameters:portRange['from']::string) <> 1024
            )
    )
    and errorCode is null
    -- signin marks a person in the console, and CloudFormation does what its caller wrote
    and coalesce(userIdentity:invokedBy::string, 'signin.amazonaws.com')
        in ('signin.amazonaws.com', 'cloudformation.amazonaws.com')
