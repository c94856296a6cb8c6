/*
id: bedrock_use_from_long_term_key
title: Bedrock used with a long-term key
description: >-
  Detects a model of Bedrock that is called with the access key of an IAM user. Applications in AWS have a
  role; keys that were found in a repository or on a laptop do not.
severity: medium
attack:
  version: "18"
  techniques: [T1496.004, T1078.004]
cis: {}
falsePositives:
  - An application outside of AWS that has a key and no other way. List its user as an exception.
blindSpots:
  - Keys that were turned into a session first, which federation_token_requested finds in part.
  - API keys of Bedrock, which carry no access key.
  - How much was asked for. Each call is a finding.
references:
  - https://docs.aws.amazon.com/bedrock/latest/userguide/logging-using-cloudtrail.html
  - https://attack.mitre.org/techniques/T1496/004/
status: stable
*/

-- What counts, and why:
-- * Long-term keys begin with AKIA, those of sessions with ASIA.
-- * Attempts count as well as successes: whoever tries out found keys asks for something wrong on
--   purpose, to learn from the refusal whether they may.
-- * The event source is pinned, and what a service does for itself is left out.
select *
from cloudtrail
where eventSource = 'bedrock.amazonaws.com'
    and eventName in (
        'Converse',
        'ConverseStream',
        'InvokeModel',
        'InvokeModelWithResponseStream'
    )
    and userIdentity:accessKeyId::string like 'AKIA%'
    -- signin marks a person in the console, and CloudFormation does what its caller wrote
    and coalesce(userIdentity:invokedBy::string, 'signin.amazonaws.com')
        in ('signin.amazonaws.com', 'cloudformation.amazonaws.com')
