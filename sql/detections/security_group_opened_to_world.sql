/*
id: security_group_opened_to_world
title: Security group opened to the internet
description: >-
  Detects a security group that lets the whole internet, over IPv4 or IPv6, reach anything but a web
  server: SSH, remote desktops, databases, all ports.
severity: high
attack:
  version: "18"
  techniques: [T1562.007]
cis: {}
falsePositives:
  - A service of another kind that is meant for everybody, such as mail or a VPN.
blindSpots:
  - Groups that let everybody in by a prefix list or by many smaller networks.
  - Ports 80 and 443, behind which other things than web servers may listen.
  - Rules for outgoing traffic.
  - Attempts. Refused ones are found by unauthorized_api_calls.
references:
  - https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html
  - https://attack.mitre.org/techniques/T1562/007/
status: stable
*/

-- What counts, and why:
-- * A network counts as the internet when its mask is shorter than 8 bits for IPv4 and 20 for IPv6: two
--   halves let in as many as the whole.
-- * A rule is left out when it is for TCP or UDP on 80 or 443 alone, or for ICMP. No ports means all of
--   them.
-- * ModifySecurityGroupRules writes its parameters in its own way. A rule that it changes may let
--   incoming or outgoing traffic pass, which the event does not tell; both count.
-- * Only successes count: after an error nothing has changed, and refused attempts are found by
--   unauthorized_api_calls. A dry run is recorded as an error.
-- * The event source is pinned, and what a service does for itself is left out.
select *
from cloudtrail
where eventSource = 'ec2.amazonaws.com'
    and eventName in (
        'AuthorizeSecurityGroupIngress',
        'ModifySecurityGroupRules'
    )
    and array_size(filter(
        array_cat(
            -- the old form of the call has a single rule among the parameters themselves
            coalesce(to_array(requestParameters:ipPermissions.items), array_construct(requestParameters)),
            transform(
                coalesce(
                    to_array(requestParameters:ModifySecurityGroupRulesRequest.SecurityGroupRule),
                    array_construct()
                ),
                change -> change:SecurityGroupRule
            )
        ),
        rule -> regexp_like(
            to_json(array_construct(
                rule:ipRanges.items,
                rule:cidrIp,
                rule:CidrIpv4,
                rule:ipv6Ranges.items,
                rule:cidrIpv6,
                rule:CidrIpv6
            )),
            '.*("[0-9.]+/[0-7]"|"[0-9a-f:]*:[0-9a-f:.]*/1?[0-9]").*',
            'is'
        )
            and coalesce(rule:ipProtocol::string, rule:IpProtocol::string, '-1')
                not in ('icmp', 'icmpv6', '1', '58')
            and not (
                coalesce(rule:fromPort::string, rule:FromPort::string, '0') in ('80', '443')
                and coalesce(rule:fromPort::string, rule:FromPort::string)
                    = coalesce(rule:toPort::string, rule:ToPort::string, '65535')
            )
    )) > 0
    and errorCode is null
    -- signin marks a person in the console, and CloudFormation does what its caller wrote
    and coalesce(userIdentity:invokedBy::string, 'signin.amazonaws.com')
        in ('signin.amazonaws.com', 'cloudformation.amazonaws.com')
