/*
id: s3_replication_to_foreign_account
title: S3 bucket replicated to another account
description: >-
  Detects a bucket that is told to copy its objects to a bucket of another account. All that is put into
  it from then on leaves.
severity: high
attack:
  version: "18"
  techniques: [T1537]
cis: {}
falsePositives:
  - Backups in an account of their own. List it as an exception.
blindSpots:
  - A bucket of another account that is named without it. The owner of the copies is then one's own account,
    and only the name of the bucket tells.
  - What is there already, which only a batch job copies.
  - Attempts. Refused ones are found by unauthorized_api_calls.
references:
  - https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication.html
  - https://attack.mitre.org/techniques/T1537/
status: stable
*/

-- What counts, and why:
-- * A rule stands as an object, several as a list. One that is disabled copies nothing.
-- * Only successes count: after an error nothing has changed, and refused attempts are found by
--   unauthorized_api_calls.
-- * The event source is pinned, and what a service does for itself is left out.
select *
from cloudtrail
where eventSource = 's3.amazonaws.com'
    and eventName = 'PutBucketReplication'
    and array_size(filter(
        to_array(requestParameters:ReplicationConfiguration.Rule),
        rule -> rule:Status::string = 'Enabled'
            and lpad(rule:Destination.Account::string, 12, '0') <> recipientAccountId
    )) > 0
    and errorCode is null
    -- signin marks a person in the console, and CloudFormation does what its caller wrote
    and coalesce(userIdentity:invokedBy::string, 'signin.amazonaws.com')
        in ('signin.amazonaws.com', 'cloudformation.amazonaws.com')
