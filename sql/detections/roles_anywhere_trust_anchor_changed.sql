/*
id: roles_anywhere_trust_anchor_changed
title: Trust anchor of Roles Anywhere changed
description: >-
  Detects a certificate authority that IAM Roles Anywhere is told to trust, or a profile that says which
  roles it opens. Whoever has the authority's key makes credentials from anywhere, and keeps on making
  them.
severity: high
attack:
  version: "18"
  techniques: [T1098.001, T1556]
cis: {}
falsePositives:
  - A deployment that sets up Roles Anywhere for machines outside of AWS.
blindSpots:
  - Certificates that a trusted authority issues.
  - Roles that trust the service already.
  - Attempts. Refused ones are found by unauthorized_api_calls.
references:
  - https://docs.aws.amazon.com/rolesanywhere/latest/userguide/introduction.html
  - https://attack.mitre.org/techniques/T1098/001/
status: stable
*/

-- What counts, and why:
-- * What is taken away is left out: it locks out and lets nobody in.
-- * Only successes count: after an error nothing has changed, and refused attempts are found by
--   unauthorized_api_calls.
-- * The event source is pinned, and what a service does for itself is left out.
select *
from cloudtrail
where eventSource = 'rolesanywhere.amazonaws.com'
    and eventName in (
        'CreateProfile',
        'CreateTrustAnchor',
        'EnableProfile',
        'EnableTrustAnchor',
        'UpdateProfile',
        'UpdateTrustAnchor'
    )
    and errorCode is null
    -- signin marks a person in the console, and CloudFormation does what its caller wrote
    and coalesce(userIdentity:invokedBy::string, 'signin.amazonaws.com')
        in ('signin.amazonaws.com', 'cloudformation.amazonaws.com')
