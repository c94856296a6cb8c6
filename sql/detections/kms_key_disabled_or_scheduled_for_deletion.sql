/*
id: kms_key_disabled_or_scheduled_for_deletion
title: KMS key disabled or scheduled for deletion
description: >-
  Detects a KMS key that is disabled, scheduled for deletion, or loses its imported material. What it
  encrypted cannot be read from then on, and after the deletion never again.
severity: high
attack:
  version: "18"
  techniques: [T1485, T1486]
cis: { "1.2": "3.7", "1.4": "4.7", "3.0": "4.7", "4.0": "4.7", "5.0": "4.7", "6.0": "5.7" }
falsePositives:
  - A stack that is torn down together with its key.
  - A key that is taken out of use for some days, to see whether anything still needs it.
blindSpots:
  - A key policy that shuts everybody out, which comes to the same.
  - Keys that AWS owns or manages, which nobody can delete, and keys of another account that yours depends
    on.
  - Aliases that point to another key from now on.
  - Attempts. Refused ones are found by unauthorized_api_calls.
references:
  - https://docs.aws.amazon.com/kms/latest/developerguide/deleting-keys.html
  - https://www.cisecurity.org/benchmark/amazon_web_services
status: stable
*/

-- What differs from the filter of the CIS benchmark, and why:
-- * DeleteImportedKeyMaterial is missing there. It makes a key unusable at once, without the waiting
--   period.
-- * The event source is pinned, and what a service does for itself is left out.
-- * Only successful changes count, unlike in the benchmark: after any error all is what it was, and
--   refused attempts are found by unauthorized_api_calls.
select *
from cloudtrail
where eventSource = 'kms.amazonaws.com'
    and eventName in (
        'DeleteImportedKeyMaterial',
        'DisableKey',
        'ScheduleKeyDeletion'
    )
    and errorCode is null
    -- signin marks a person in the console, and CloudFormation does what its caller wrote
    and coalesce(userIdentity:invokedBy::string, 'signin.amazonaws.com')
        in ('signin.amazonaws.com', 'cloudformation.amazonaws.com')
