/*
id: identity_provider_changed
title: Identity provider changed
description: >-
  Detects a SAML or OpenID Connect provider that is made, changed or deleted. Whoever controls one signs
  in as any user of it, in every role that trusts it.
severity: medium
attack:
  version: "18"
  techniques: [T1484.002]
cis: {}
falsePositives:
  - A deployment that sets up single sign-on, or a pipeline's first connection from GitHub or GitLab.
  - A certificate of the provider that is renewed.
blindSpots:
  - Roles that trust a provider already. A change of theirs is found by iam_policy_changes.
  - The directory behind IAM Identity Center, and its external provider.
  - Attempts. Refused ones are found by unauthorized_api_calls.
references:
  - https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers.html
  - https://attack.mitre.org/techniques/T1484/002/
status: stable
*/

-- What counts, and why:
-- * Thumbprints and client ids of an OpenID Connect provider decide whose tokens are taken. Their changes
--   count like the provider's.
-- * Only successes count: after an error nothing has changed, and refused attempts are found by
--   unauthorized_api_calls.
-- * The event source is pinned, and what a service does for itself is left out.
select *
from cloudtrail
where eventSource = 'iam.amazonaws.com'
    and eventName in (
        'AddClientIDToOpenIDConnectProvider',
        'CreateOpenIDConnectProvider',
        'CreateSAMLProvider',
        'DeleteOpenIDConnectProvider',
        'DeleteSAMLProvider',
        'RemoveClientIDFromOpenIDConnectProvider',
        'UpdateOpenIDConnectProviderThumbprint',
        'UpdateSAMLProvider'
    )
    and errorCode is null
    -- signin marks a person in the console, and CloudFormation does what its caller wrote
    and coalesce(userIdentity:invokedBy::string, 'signin.amazonaws.com')
        in ('signin.amazonaws.com', 'cloudformation.amazonaws.com')
