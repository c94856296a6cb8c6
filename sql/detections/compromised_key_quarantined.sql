/*
id: compromised_key_quarantined
title: Access key quarantined by AWS
description: >-
  Detects the policy AWSCompromisedKeyQuarantine on a user. AWS attaches it when it sees an access key of
  that user in public, such as in a repository: the key is known to others.
severity: critical
attack:
  version: "18"
  techniques: [T1552]
cis: {}
falsePositives:
  - A drill that attaches the policy by hand.
blindSpots:
  - Keys that are known to somebody without being public.
  - What was done with the key before. Search for its access key id.
references:
  - https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AWSCompromisedKeyQuarantineV3.html
  - https://attack.mitre.org/techniques/T1552/
status: stable
*/

-- What counts, and why:
-- * AWS attaches it itself. So nothing is left out for who did it, unlike in all others.
-- * All versions of the policy count, those to come as well.
-- * Only successes count.
select *
from cloudtrail
where eventSource = 'iam.amazonaws.com'
    and eventName = 'AttachUserPolicy'
    and requestParameters:policyArn::string like 'arn:aws%:iam::aws:policy/AWSCompromisedKeyQuarantine%'
    and errorCode is null
