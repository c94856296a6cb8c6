/*
id: rds_made_public
title: RDS database made public
description: >-
  Detects a database that is made or changed to have a public address. Between it and everybody stand its
  security group and its password.
severity: high
attack:
  version: "18"
  techniques: [T1190, T1578.005]
cis: {}
falsePositives:
  - A database for a course or a trial that holds nothing.
blindSpots:
  - Databases that are public by default, in a subnet group of public subnets.
  - Whether a security group lets anybody in, which security_group_opened_to_world finds.
  - Attempts. Refused ones are found by unauthorized_api_calls.
references:
  - https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_VPC.WorkingWithRDSInstanceinaVPC.html
  - https://attack.mitre.org/techniques/T1190/
status: stable
*/

-- What counts, and why:
-- * The request decides. What a request leaves out follows from the subnets and is not counted.
-- * Only successes count: after an error nothing has changed, and refused attempts are found by
--   unauthorized_api_calls.
-- * The event source is pinned, and what a service does for itself is left out.
select *
from cloudtrail
where eventSource = 'rds.amazonaws.com'
    and eventName in (
        'CreateDBCluster',
        'CreateDBInstance',
        'CreateDBInstanceReadReplica',
        'ModifyDBInstance',
        'RestoreDBInstanceFromDBSnapshot',
        'RestoreDBInstanceToPointInTime'
    )
    and requestParameters:publiclyAccessible::string = 'true'
    and errorCode is null
    -- signin marks a person in the console, and CloudFormation does what its caller wrote
    and coalesce(userIdentity:invokedBy::string, 'signin.amazonaws.com')
        in ('signin.amazonaws.com', 'cloudformation.amazonaws.com')
