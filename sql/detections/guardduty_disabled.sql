/*
id: guardduty_disabled
title: GuardDuty disabled or blinded
description: >-
  Detects GuardDuty that is switched off, told to trust addresses, to hide findings, or no longer to watch
  an account. It is among the first things that an intruder does.
severity: high
attack:
  version: "18"
  techniques: [T1562.001]
cis: {}
falsePositives:
  - An organization that moves GuardDuty to another administrator account.
  - A finding that is known to be harmless and is archived by a filter.
blindSpots:
  - Protection plans that are switched off one at a time.
  - Who is told of findings, such as a rule of EventBridge, which eventbridge_rule_disabled watches.
  - Attempts. Refused ones are found by unauthorized_api_calls.
references:
  - https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_suspend-disable.html
  - https://attack.mitre.org/techniques/T1562/001/
status: stable
*/

-- What counts, and why:
-- * UpdateDetector counts where it disables the detector, and a filter where it archives, since both
--   calls are made for other things as well.
-- * A list of trusted addresses blinds GuardDuty for whatever comes from there. A list of threats goes
--   through another call.
-- * Only successes count: after an error nothing has changed, and refused attempts are found by
--   unauthorized_api_calls.
-- * The event source is pinned, and what a service does for itself is left out.
select *
from cloudtrail
where eventSource = 'guardduty.amazonaws.com'
    and eventName in (
        'CreateFilter',
        'CreateIPSet',
        'DeleteDetector',
        'DeleteMembers',
        'DeletePublishingDestination',
        'DisableOrganizationAdminAccount',
        'DisassociateFromAdministratorAccount',
        'DisassociateFromMasterAccount',
        'DisassociateMembers',
        'StopMonitoringMembers',
        'UpdateDetector',
        'UpdateFilter',
        'UpdateIPSet'
    )
    and (eventName <> 'UpdateDetector' or requestParameters:enable::string = 'false')
    and (eventName not in ('CreateFilter', 'UpdateFilter') or requestParameters:action::string = 'ARCHIVE')
    and errorCode is null
    -- signin marks a person in the console, and CloudFormation does what its caller wrote
    and coalesce(userIdentity:invokedBy::string, 'signin.amazonaws.com')
        in ('signin.amazonaws.com', 'cloudformation.amazonaws.com')
