/*
id: indicator_match
title: Indicator of compromise
description: >-
  Detects a call that comes from an address or network, is signed with an access key, or is made with a
  user agent of your own list of indicators (indicators.csv beside your detections).
severity: high
attack:
  version: "18"
  techniques: [T1078.004]
cis: {}
falsePositives:
  - An address that was given to somebody else since it was listed. Let indicators expire.
  - A network that is wider than the attacker's, such as that of a whole provider.
blindSpots:
  - Whatever is not in the list. Without one, nothing is found.
  - What an AWS service does for the attacker, where the service's name stands in place of the address.
  - An access key that signed in at the console. Its session has another key.
references:
  - https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html
status: stable
*/

-- What counts, and why:
-- * Attempts count as well as successes: a refusal tells as much. No event source is pinned: an attacker
--   may do anything.
-- * A line of the list counts until the end of its last day, by the time at which the query runs.
-- * Addresses and user agents are few beside the events, so each is compared with the list once.
with listed as (
    select *
    from indicators
    where coalesce(expires >= sysdate()::date, true)
),
callers as (
    select distinct sourceIPAddress, userAgent, address_key(sourceIPAddress) as address_key
    from cloudtrail
),
addresses as (
    select callers.sourceIPAddress
    from callers
        join listed
            on callers.address_key between listed.first_address and listed.last_address
),
user_agents as (
    select callers.userAgent
    from callers
        join listed
            on listed.kind = 'user_agent'
            and callers.userAgent like listed.like_pattern escape '!'
)
select *
from cloudtrail
where sourceIPAddress in (select sourceIPAddress from addresses)
    or userAgent in (select userAgent from user_agents)
    or userIdentity:accessKeyId::string in (select value from listed where kind = 'access_key')
