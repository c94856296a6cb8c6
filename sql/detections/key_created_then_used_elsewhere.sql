/*
id: key_created_then_used_elsewhere
title: New access key used from another network
description: >-
  Detects an access key that is used from another network than that from which it was made, within a day.
  Whoever makes keys with a stolen session takes them home.
severity: high
attack:
  version: "18"
  techniques: [T1098.001, T1078.004]
cis: {}
falsePositives:
  - A key that an administrator makes for a colleague or for a machine elsewhere.
  - Somebody who changes from the office to a phone's network.
blindSpots:
  - A key that is used from the same network, or later than a day after.
  - Keys of roles, which expire by themselves.
references:
  - https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_access-keys.html
  - https://attack.mitre.org/techniques/T1098/001/
status: experimental
*/

-- What counts, and why:
-- * The first use elsewhere is the finding, one for each key, within 24 hours after the key was made, by
--   whomever.
-- * A network is what shares the first 24 bits of an IPv4 address, or three groups of an IPv6 address as
--   it is written. What comes from no address, such as calls of a service, is left out.
-- * The key has to have been made. Its use counts also where it was refused: the key works, and its bearer
--   finds out what for.
with created as (
    select
        responseElements:accessKey.accessKeyId::string as key_id,
        eventTime as created_at,
        regexp_substr(
            sourceIPAddress,
            '^[0-9]+[.][0-9]+[.][0-9]+[.]|^[0-9a-fA-F]+:[0-9a-fA-F]+:[0-9a-fA-F]*:'
        ) as network
    from cloudtrail
    where eventSource = 'iam.amazonaws.com'
        and eventName = 'CreateAccessKey'
        and errorCode is null
)

select used.*
from cloudtrail as used
    join created
        on used.userIdentity:accessKeyId::string = created.key_id
        and used.eventTime between created.created_at and dateadd('hour', 24, created.created_at)
        and regexp_substr(
            used.sourceIPAddress,
            '^[0-9]+[.][0-9]+[.][0-9]+[.]|^[0-9a-fA-F]+:[0-9a-fA-F]+:[0-9a-fA-F]*:'
        ) <> created.network
-- a long-term key
where used.userIdentity:accessKeyId::string like 'AKIA%'
    and used.userIdentity:invokedBy::string is null
qualify row_number() over (
    partition by created.key_id
    order by used.eventTime, used.eventID, used.loaded_at, used.file_name
) = 1
