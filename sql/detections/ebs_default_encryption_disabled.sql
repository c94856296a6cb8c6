/*
id: ebs_default_encryption_disabled
title: EBS encryption by default disabled
description: >-
  Detects encryption by default that is switched off for the volumes of a region. What is made from then
  on is plain, and its snapshots can be shared with anybody.
severity: medium
attack:
  version: "18"
  techniques: [T1565.001]
cis: {}
falsePositives:
  - A machine that cannot start from an encrypted volume, while it is moved.
blindSpots:
  - The default key that is exchanged for another (ModifyEbsDefaultKmsKeyId).
  - Regions where it never was on.
  - Attempts. Refused ones are found by unauthorized_api_calls.
references:
  - https://docs.aws.amazon.com/ebs/latest/userguide/encryption-by-default.html
  - https://attack.mitre.org/techniques/T1565/001/
status: stable
*/

-- What counts, and why:
-- * The setting holds for one region, which stands in awsRegion.
-- * Only successes count: after an error nothing has changed, and refused attempts are found by
--   unauthorized_api_calls.
-- * The event source is pinned, and what a service does for itself is left out.
select *
from cloudtrail
where eventSource = 'ec2.amazonaws.com'
    and eventName = 'DisableEbsEncryptionByDefault'
    and errorCode is null
    -- signin marks a person in the console, and CloudFormation does what its caller wrote
    and coalesce(userIdentity:invokedBy::string, 'signin.amazonaws.com')
        in ('signin.amazonaws.com', 'cloudformation.amazonaws.com')
