/*
id: rds_snapshot_shared
title: RDS snapshot shared
description: >-
  Detects a snapshot of a database that is shared with another account or with everybody. Whoever it is
  shared with restores the database and reads all of it.
severity: high
attack:
  version: "18"
  techniques: [T1537]
cis: {}
falsePositives:
  - A snapshot that is given to an account of the same organization. List those accounts as exceptions.
blindSpots:
  - A snapshot that is exported to a bucket, which snapshot_read_or_exported finds.
  - Snapshots of other databases, such as Redshift.
  - Attempts. Refused ones are found by unauthorized_api_calls.
references:
  - https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_ShareSnapshot.html
  - https://attack.mitre.org/techniques/T1537/
status: stable
*/

-- What counts, and why:
-- * Only what is added counts, and of the attributes the one that says who may restore. One's own account
--   is left out.
-- * Only successes count: after an error nothing has changed, and refused attempts are found by
--   unauthorized_api_calls.
-- * The event source is pinned, and what a service does for itself is left out.
select *
from cloudtrail
where eventSource = 'rds.amazonaws.com'
    and eventName in (
        'ModifyDBClusterSnapshotAttribute',
        'ModifyDBSnapshotAttribute'
    )
    and requestParameters:attributeName::string = 'restore'
    and array_size(filter(
        to_array(requestParameters:valuesToAdd),
        value -> value::string = 'all' or lpad(value::string, 12, '0') <> recipientAccountId
    )) > 0
    and errorCode is null
    -- signin marks a person in the console, and CloudFormation does what its caller wrote
    and coalesce(userIdentity:invokedBy::string, 'signin.amazonaws.com')
        in ('signin.amazonaws.com', 'cloudformation.amazonaws.com')
