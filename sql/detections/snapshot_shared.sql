/*
id: snapshot_shared
title: EBS snapshot shared
description: >-
  Detects a snapshot of a volume that is shared with another account or with everybody. Whoever it is
  shared with copies the whole disk out of reach.
severity: high
attack:
  version: "18"
  techniques: [T1537]
cis: {}
falsePositives:
  - A snapshot that is given to an account of the same organization. List those accounts as exceptions.
  - A vendor who publishes a snapshot.
blindSpots:
  - A snapshot that is read block by block, which snapshot_read_or_exported finds.
  - Snapshots that are copied by an account with which they are shared. That is recorded there.
  - Attempts. Refused ones are found by unauthorized_api_calls.
references:
  - https://docs.aws.amazon.com/ebs/latest/userguide/ebs-modifying-snapshot-permissions.html
  - https://attack.mitre.org/techniques/T1537/
status: stable
*/

-- What counts, and why:
-- * Only what is added counts. An account that loses it is of no harm.
-- * One's own account is left out.
-- * Only successes count: after an error nothing has changed, and refused attempts are found by
--   unauthorized_api_calls. A dry run is recorded as an error.
-- * The event source is pinned, and what a service does for itself is left out.
select *
from cloudtrail
where eventSource = 'ec2.amazonaws.com'
    and eventName = 'ModifySnapshotAttribute'
    and array_size(filter(
        as_array(requestParameters:createVolumePermission.add.items),
        item -> item['group']::string = 'all'
            or lpad(item:userId::string, 12, '0') <> recipientAccountId
    )) > 0
    and errorCode is null
    -- signin marks a person in the console, and CloudFormation does what its caller wrote
    and coalesce(userIdentity:invokedBy::string, 'signin.amazonaws.com')
        in ('signin.amazonaws.com', 'cloudformation.amazonaws.com')
