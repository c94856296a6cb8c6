/*
id: vpc_peering_with_foreign_account
title: Network joined to another account
description: >-
  Detects a network that is joined to one of another account: a peering that is asked for or accepted.
  Traffic then passes by every gateway that is watched.
severity: medium
attack:
  version: "18"
  techniques: [T1578.005]
cis: {}
falsePositives:
  - Networks of several accounts of an organization. List those accounts as exceptions.
blindSpots:
  - Transit gateways, VPN connections and private links, which join networks, too.
  - Whether routes lead through the peering, which route_table_changes finds.
  - Attempts. Refused ones are found by unauthorized_api_calls.
references:
  - https://docs.aws.amazon.com/vpc/latest/peering/create-vpc-peering-connection.html
  - https://attack.mitre.org/techniques/T1578/005/
status: stable
*/

-- What counts, and why:
-- * Who asks names the other account in the request. Who accepts learns it from the response.
-- * Only successes count: after an error nothing has changed, and refused attempts are found by
--   unauthorized_api_calls. A dry run is recorded as an error.
-- * The event source is pinned, and what a service does for itself is left out.
select *
from cloudtrail
where eventSource = 'ec2.amazonaws.com'
    and eventName in (
        'AcceptVpcPeeringConnection',
        'CreateVpcPeeringConnection'
    )
    and (
        lpad(requestParameters:peerOwnerId::string, 12, '0') <> recipientAccountId
        or lpad(responseElements:vpcPeeringConnection.requesterVpcInfo.ownerId::string, 12, '0') <> recipientAccountId
    )
    and errorCode is null
    -- signin marks a person in the console, and CloudFormation does what its caller wrote
    and coalesce(userIdentity:invokedBy::string, 'signin.amazonaws.com')
        in ('signin.amazonaws.com', 'cloudformation.amazonaws.com')
