/*
id: scanner_identity_check
title: Found key tried by a scanner of secrets
description: >-
  Detects a key with which TruffleHog, a scanner of secrets, asked whom it belongs to. The scanner found
  the key in a repository, an image or a log, and it works.
severity: high
attack:
  version: "18"
  techniques: [T1087.004, T1552.001]
cis: {}
falsePositives:
  - A team of one's own that scans. Its keys are found all the same, and should not lie there.
blindSpots:
  - Everybody who gives another user agent, which costs one line. This tells who does not hide, and nothing of
    the others.
  - Scanners of other names.
  - Keys that are denied by an organization's policy.
references:
  - https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html
  - https://attack.mitre.org/techniques/T1087/004/
status: stable
*/

-- What counts, and why:
-- * The user agent is the signal here, unlike in all other detections: the caller chooses it. A finding
--   may be a jest, and its absence tells nothing.
-- * GetCallerIdentity needs no permission, and so nobody is refused it. Attempts with a key that does not
--   work are not recorded.
-- * The event source is pinned, and what a service does for itself is left out.
select *
from cloudtrail
where eventSource = 'sts.amazonaws.com'
    and eventName = 'GetCallerIdentity'
    and userAgent ilike '%trufflehog%'
    and errorCode is null
    -- signin marks a person in the console, and CloudFormation does what its caller wrote
    and coalesce(userIdentity:invokedBy::string, 'signin.amazonaws.com')
        in ('signin.amazonaws.com', 'cloudformation.amazonaws.com')
