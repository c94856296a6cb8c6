/*
id: bedrock_invocation_logging_deleted
title: Bedrock's logging of invocations deleted
description: >-
  Detects the logging of Bedrock that is switched off for a region: what models were asked, and what they
  answered. Whoever uses stolen credentials for models looks for it first.
severity: high
attack:
  version: "18"
  techniques: [T1562.008]
cis: {}
falsePositives:
  - A team that logs prompts somewhere else, or must not keep them.
blindSpots:
  - A region in which it never was on.
  - The bucket or log group to which it is delivered.
  - A change of what is logged (PutModelInvocationLoggingConfiguration).
  - Attempts. Refused ones are found by unauthorized_api_calls.
references:
  - https://docs.aws.amazon.com/bedrock/latest/userguide/model-invocation-logging.html
  - https://attack.mitre.org/techniques/T1562/008/
status: stable
*/

-- What counts, and why:
-- * The calls themselves remain in CloudTrail, without what was said.
-- * Only successes count: after an error nothing has changed, and refused attempts are found by
--   unauthorized_api_calls.
-- * The event source is pinned, and what a service does for itself is left out.
select *
from cloudtrail
where eventSource = 'bedrock.amazonaws.com'
    and eventName = 'DeleteModelInvocationLoggingConfiguration'
    and errorCode is null
    -- signin marks a person in the console, and CloudFormation does what its caller wrote
    and coalesce(userIdentity:invokedBy::string, 'signin.amazonaws.com')
        in ('signin.amazonaws.com', 'cloudformation.amazonaws.com')
