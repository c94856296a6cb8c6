/*
id: root_activity
title: Root user activity
description: >-
  Detects the root user at work: a console login, a change or an attempted one, or any call signed with a
  root access key. No policy limits the root user of an account, and nothing routine needs it.
severity: high
attack:
  version: "18"
  techniques: [T1078.004]
cis: { "1.2": "3.3", "1.4": "4.3", "3.0": "4.3", "4.0": "4.3", "5.0": "4.3", "6.0": "5.3" }
falsePositives:
  - One of the few tasks that need root, such as closing the account or changing its support plan.
  - A root session that central root access opened from the management account for one task.
  - The first day of a new account.
blindSpots:
  - What root only reads in the console. Every page loads dozens of reads; the login before them counts.
  - What an AWS service does in the name of root.
references:
  - https://docs.aws.amazon.com/IAM/latest/UserGuide/root-user-tasks.html
  - https://quickstarts.snowflake.com/guide/cloudtrail_log_ingestion/
status: stable
*/

-- What differs from the query of Snowflake's quickstart, and why:
-- * It counted every read: one visit to the console made hundreds of rows around a handful of changes.
--   Reads are left out unless a long-term key signed them. A root access key ought not to exist.
-- * `invokedBy is null` is false for a JSON null, and a console action can carry signin.amazonaws.com
--   there: both are root in person.
-- * Its `!=` dropped events without an event type.
-- Attempts count as well as successes: root is refused nothing by its own policies, so a refusal by an
-- organization's policy is news. No event source is pinned: root may do anything.
select *
from cloudtrail
where userIdentity:type::string = 'Root'
    and coalesce(userIdentity:invokedBy::string, 'signin.amazonaws.com') = 'signin.amazonaws.com'
    and eventType is distinct from 'AwsServiceEvent'
    -- a record that does not say whether it reads counts as a change
    and (readOnly is distinct from true or userIdentity:accessKeyId::string like 'AKIA%')
