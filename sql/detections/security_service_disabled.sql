/*
id: security_service_disabled
title: Security service disabled
description: >-
  Detects a service that watches over security and is switched off, in part or whole: Security Hub, Macie,
  Inspector or Detective.
severity: high
attack:
  version: "18"
  techniques: [T1562.001]
cis: {}
falsePositives:
  - An organization that moves a service to another administrator account, or that gives it up.
blindSpots:
  - GuardDuty, IAM Access Analyzer and AWS Config, which have detections of their own.
  - Single controls and rules that are switched off or that close findings.
  - Attempts. Refused ones are found by unauthorized_api_calls.
references:
  - https://docs.aws.amazon.com/securityhub/latest/userguide/securityhub-disable.html
  - https://attack.mitre.org/techniques/T1562/001/
status: stable
*/

-- What counts, and why:
-- * Macie is paused by a session that is set to PAUSED. Other updates of a session are ordinary.
-- * Only successes count: after an error nothing has changed, and refused attempts are found by
--   unauthorized_api_calls.
-- * The event sources are pinned, and what a service does for itself is left out.
select *
from cloudtrail
where (
        eventSource = 'securityhub.amazonaws.com'
        and eventName in (
            'BatchDisableStandards',
            'DeleteMembers',
            'DisableSecurityHub',
            'DisassociateFromAdministratorAccount',
            'DisassociateMembers'
        )
        or eventSource = 'macie2.amazonaws.com'
            and eventName in (
                'DisableMacie',
                'DisassociateFromAdministratorAccount',
                'UpdateMacieSession'
            )
        or eventSource = 'inspector2.amazonaws.com'
            and eventName in (
                'Disable',
                'DisassociateMember'
            )
        or eventSource = 'detective.amazonaws.com'
            and eventName in (
                'DeleteGraph',
                'DeleteMembers'
            )
    )
    and (eventName <> 'UpdateMacieSession' or requestParameters:status::string = 'PAUSED')
    and errorCode is null
    -- signin marks a person in the console, and CloudFormation does what its caller wrote
    and coalesce(userIdentity:invokedBy::string, 'signin.amazonaws.com')
        in ('signin.amazonaws.com', 'cloudformation.amazonaws.com')
