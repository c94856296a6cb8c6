/*
id: first_network
title: First call of a principal from a network
description: >-
  Detects that a user or role signs in, changes something or asks who it is from a network from which it
  has not come for 30 days. A stolen credential is used where its owner never was.
severity: low
attack:
  version: "18"
  techniques: [T1078.004]
cis: {}
falsePositives:
  - Somebody who travels, or whose provider gives out addresses of many networks.
  - A build service whose machines come and go.
blindSpots:
  - A principal that is less than seven days old.
  - What is only read.
  - An attacker inside of the usual network, such as on the owner's machine or behind the same VPN.
  - Networks by their owner, which an address alone does not tell.
references:
  - https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-user-identity.html
  - https://attack.mitre.org/techniques/T1078/004/
status: experimental
*/

-- What counts, and why:
-- * The look-back is 30 days of logs that are there. A principal that was first seen less than seven days
--   before is new itself, and nothing that it does is found.
-- * A network is what shares the first 24 bits of an IPv4 address, or three groups of an IPv6 address as
--   it is written.
-- * A role is one principal over all of its sessions.
-- * Only successes count. Calls through a VPC endpoint come from addresses inside of the account's own
--   networks, and are left out, as is what a service does for itself.
-- * No event source is pinned: it is the caller who is new.
with calls as (
    select
        *,
        -- a role is one principal, whatever its sessions are called
        coalesce(
            userIdentity:sessionContext.sessionIssuer.arn::string,
            userIdentity:arn::string
        ) as principal,
        regexp_substr(
            sourceIPAddress,
            '^[0-9]+[.][0-9]+[.][0-9]+[.]|^[0-9a-fA-F]+:[0-9a-fA-F]+:[0-9a-fA-F]*:'
        ) as network
    from cloudtrail
    where eventName like any (
            'Add%',
            'Attach%',
            'ConsoleLogin',
            'Create%',
            'Delete%',
            'GetCallerIdentity',
            'Modify%',
            'Put%',
            'Run%',
            'Send%',
            'Start%',
            'Update%'
        )
        and errorCode is null
        and responseElements:ConsoleLogin::string is distinct from 'Failure'
        and vpcEndpointId is null
        and userIdentity:invokedBy::string is null
)

select * exclude (principal, network)
from calls
where principal is not null
    and network is not null
qualify coalesce(
        lag(eventTime) over (
            partition by principal, network
            order by eventTime, eventID, loaded_at, file_name
        ) < dateadd('day', -30, eventTime),
        true
    )
    -- quiet for a principal that is new itself
    and min(eventTime) over (partition by principal) <= dateadd('day', -7, eventTime)
