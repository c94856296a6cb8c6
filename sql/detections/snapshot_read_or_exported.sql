/*
id: snapshot_read_or_exported
title: Snapshot or image read out
description: >-
  Detects a snapshot or a machine that is read out as a whole: the blocks of an EBS snapshot through its
  direct API, an image or a machine that is written to a bucket, and a database that is exported there.
severity: medium
attack:
  version: "18"
  techniques: [T1530, T1537]
cis: {}
falsePositives:
  - A backup product that reads snapshots block by block. List its role as an exception.
  - Exports of a database for analysis.
blindSpots:
  - "Blocks that are read without their list: GetSnapshotBlock is left out, since a disk has millions. It and
    the lists are data events, which not every trail records."
  - A snapshot that is shared with another account, which snapshot_shared finds.
  - Attempts. Refused ones are found by unauthorized_api_calls.
references:
  - https://docs.aws.amazon.com/ebs/latest/userguide/ebs-accessing-snapshot.html
  - https://attack.mitre.org/techniques/T1530/
status: stable
*/

-- What counts, and why:
-- * Whoever reads a snapshot directly asks for the list of its blocks first, a page at a time. The lists
--   count, a few for each disk.
-- * Only successes count: after an error nothing has changed, and refused attempts are found by
--   unauthorized_api_calls.
-- * The event sources are pinned, and what a service does for itself is left out.
select *
from cloudtrail
where (
        eventSource = 'ebs.amazonaws.com' and eventName in ('ListChangedBlocks', 'ListSnapshotBlocks')
        or eventSource = 'ec2.amazonaws.com'
            and eventName in ('CreateInstanceExportTask', 'CreateStoreImageTask', 'ExportImage')
        or eventSource = 'rds.amazonaws.com' and eventName = 'StartExportTask'
    )
    and errorCode is null
    -- signin marks a person in the console, and CloudFormation does what its caller wrote
    and coalesce(userIdentity:invokedBy::string, 'signin.amazonaws.com')
        in ('signin.amazonaws.com', 'cloudformation.amazonaws.com')
