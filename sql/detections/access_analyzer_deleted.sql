/*
id: access_analyzer_deleted
title: IAM Access Analyzer deleted or silenced
description: >-
  Detects an analyzer of IAM Access Analyzer that is deleted, and a rule by which its findings are
  archived unseen. It tells what is shared with outsiders.
severity: medium
attack:
  version: "18"
  techniques: [T1562.001]
cis: {}
falsePositives:
  - An organization that replaces the analyzers of its accounts by one of its own.
  - A sharing that is meant and is archived for good.
blindSpots:
  - Single findings that are archived by hand (UpdateFindings).
  - Attempts. Refused ones are found by unauthorized_api_calls.
references:
  - https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-archive-rules.html
  - https://attack.mitre.org/techniques/T1562/001/
status: stable
*/

-- What counts, and why:
-- * ApplyArchiveRule archives what is there already, and CreateArchiveRule what is to come.
-- * Only successes count: after an error nothing has changed, and refused attempts are found by
--   unauthorized_api_calls.
-- * The event source is pinned, and what a service does for itself is left out.
select *
from cloudtrail
where eventSource = 'access-analyzer.amazonaws.com'
    and eventName in (
        'ApplyArchiveRule',
        'CreateArchiveRule',
        'DeleteAnalyzer',
        'UpdateArchiveRule'
    )
    and errorCode is null
    -- signin marks a person in the console, and CloudFormation does what its caller wrote
    and coalesce(userIdentity:invokedBy::string, 'signin.amazonaws.com')
        in ('signin.amazonaws.com', 'cloudformation.amazonaws.com')
