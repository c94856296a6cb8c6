/*
id: federation_token_requested
title: Federation token requested
description: >-
  Detects a long-term key that is turned into a federation token, and a session that is turned into a
  sign-in to the console. Stolen credentials get into the console so, and the token outlives the key.
severity: medium
attack:
  version: "18"
  techniques: [T1550.001]
cis: {}
falsePositives:
  - A sign-in page of one's own that makes such tokens, and tools that open the console for a profile, such as
    aws-vault.
blindSpots:
  - Sessions of IAM Identity Center, whose portal asks for a sign-in token each time.
  - Sessions that GetSessionToken or AssumeRole gives, which everybody uses.
  - What the token is used for. Its calls show the type FederatedUser.
  - Attempts. Refused ones are found by unauthorized_api_calls.
references:
  - https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_enable-console-custom-url.html
  - https://attack.mitre.org/techniques/T1550/001/
status: stable
*/

-- What counts, and why:
-- * GetFederationToken works with long-term keys alone, of a user or of root.
-- * GetSigninToken trades a session for a sign-in. Roles of IAM Identity Center, whose name AWS reserves,
--   are left out.
-- * Only successes count: a refused request gives no token, and refused attempts are found by
--   unauthorized_api_calls.
-- * Both event sources are pinned, and what a service does for itself is left out.
select *
from cloudtrail
where (
        eventSource = 'sts.amazonaws.com' and eventName = 'GetFederationToken'
        or eventSource = 'signin.amazonaws.com'
            and eventName = 'GetSigninToken'
            and coalesce(userIdentity:arn::string, '') not like '%:assumed-role/AWSReservedSSO!_%' escape '!'
    )
    and errorCode is null
    -- signin marks a person in the console, and CloudFormation does what its caller wrote
    and coalesce(userIdentity:invokedBy::string, 'signin.amazonaws.com')
        in ('signin.amazonaws.com', 'cloudformation.amazonaws.com')
