/*
id: organizations_changes
title: AWS Organizations change
description: >-
  Detects a change to the organization: accounts that join, leave, move or close, policies and their
  attachments, and who administers what. Whoever controls it stands above every account's own policies.
severity: medium
attack:
  version: "18"
  techniques: [T1484, T1666]
cis: { "1.4": "4.15", "3.0": "4.15", "4.0": "4.15", "5.0": "4.15", "6.0": "5.15" }
falsePositives:
  - An account factory that makes accounts and moves them to their place.
  - A change of service control policies, which are deployed like code.
blindSpots:
  - What happens in a member account on account of the change.
  - Control Tower's and IAM Identity Center's own APIs.
  - A trail of a member account. All but handshakes and leaving are recorded in the management account, in
    us-east-1.
  - Attempts. Refused ones are found by unauthorized_api_calls.
references:
  - https://docs.aws.amazon.com/organizations/latest/userguide/orgs_cloudtrail-integration.html
  - https://www.cisecurity.org/benchmark/amazon_web_services
status: stable
*/

-- What differs from the filter of the CIS benchmark, and why:
-- * Closing accounts, GovCloud accounts, delegated administrators, trusted services, the organization's
--   resource policy and its making are missing there.
-- * The event source is pinned, and what a service does for itself is left out.
-- * Only successful changes count, unlike in the benchmark: after any error all is what it was, and
--   refused attempts are found by unauthorized_api_calls.
select *
from cloudtrail
where eventSource = 'organizations.amazonaws.com'
    and eventName in (
        'AcceptHandshake',
        'AttachPolicy',
        'CancelHandshake',
        'CloseAccount',
        'CreateAccount',
        'CreateGovCloudAccount',
        'CreateOrganization',
        'CreateOrganizationalUnit',
        'CreatePolicy',
        'DeclineHandshake',
        'DeleteOrganization',
        'DeleteOrganizationalUnit',
        'DeletePolicy',
        'DeleteResourcePolicy',
        'DeregisterDelegatedAdministrator',
        'DetachPolicy',
        'DisableAWSServiceAccess',
        'DisablePolicyType',
        'EnableAWSServiceAccess',
        'EnableAllFeatures',
        'EnablePolicyType',
        'InviteAccountToOrganization',
        'LeaveOrganization',
        'MoveAccount',
        'PutResourcePolicy',
        'RegisterDelegatedAdministrator',
        'RemoveAccountFromOrganization',
        'UpdateOrganizationalUnit',
        'UpdatePolicy'
    )
    and errorCode is null
    -- signin marks a person in the console, and CloudFormation does what its caller wrote
    and coalesce(userIdentity:invokedBy::string, 'signin.amazonaws.com')
        in ('signin.amazonaws.com', 'cloudformation.amazonaws.com')
