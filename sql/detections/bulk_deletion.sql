/*
id: bulk_deletion
title: Many resources deleted at once
description: >-
  Detects ten deletions of data or machines by one caller within ten minutes: buckets, instances, volumes,
  snapshots, images, databases, tables, file systems and backups.
severity: high
attack:
  version: "18"
  techniques: [T1485]
cis: {}
falsePositives:
  - A test environment that is torn down, other than by CloudFormation.
  - A job that removes old snapshots or images. Its role does so at the same time each day.
blindSpots:
  - Objects in buckets, whose deletion is a data event.
  - One call that deletes many instances. It counts once.
  - Deletions by lifecycle rules, and by services for themselves.
  - Keys, without which data is as good as deleted. Those are found by
    kms_key_disabled_or_scheduled_for_deletion.
references:
  - https://docs.aws.amazon.com/prescriptive-guidance/latest/backup-recovery/welcome.html
  - https://attack.mitre.org/techniques/T1485/
status: experimental
*/

-- What counts, and why:
-- * Deletions that succeed count, whatever their kind. An event that was delivered twice counts once.
-- * A burst is one finding, its tenth deletion, for as long as it keeps that pace.
-- * Event sources are pinned. What services delete is left out, CloudFormation, too: a stack that is
--   deleted takes dozens of resources along.
with deleted as (
    select *
    from cloudtrail
    where (
            eventSource = 's3.amazonaws.com'
            and eventName = 'DeleteBucket'
            or eventSource = 'ec2.amazonaws.com'
            and eventName in ('TerminateInstances', 'DeleteVolume', 'DeleteSnapshot', 'DeregisterImage')
            or eventSource = 'rds.amazonaws.com'
            and eventName in (
                'DeleteDBInstance', 'DeleteDBCluster', 'DeleteDBSnapshot', 'DeleteDBClusterSnapshot'
            )
            or eventSource = 'dynamodb.amazonaws.com'
            and eventName in ('DeleteTable', 'DeleteBackup')
            or eventSource = 'elasticfilesystem.amazonaws.com'
            and eventName = 'DeleteFileSystem'
            or eventSource = 'backup.amazonaws.com'
            and eventName in ('DeleteRecoveryPoint', 'DeleteBackupVault')
        )
        and errorCode is null
        and userIdentity:arn::string is not null
        -- signin marks a person in the console
        and coalesce(userIdentity:invokedBy::string, 'signin.amazonaws.com') = 'signin.amazonaws.com'
    -- the second delivery of an event is no second event
    qualify eventID is null
        or row_number() over (partition by eventID order by loaded_at, file_name) = 1
)

select *
from deleted
-- the tenth within ten minutes, and not those after it
qualify lag(eventTime, 9) over (partition by userIdentity:arn::string order by eventTime, eventID)
        >= dateadd('minute', -10, eventTime)
    and coalesce(
        lag(eventTime, 10) over (partition by userIdentity:arn::string order by eventTime, eventID)
            < dateadd(
                'minute',
                -10,
                lag(eventTime) over (partition by userIdentity:arn::string order by eventTime, eventID)
            ),
        true
    )
