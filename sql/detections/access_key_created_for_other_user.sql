/*
id: access_key_created_for_other_user
title: Access key created for another user
description: >-
  Detects an access key that is made for another IAM user than the one who makes it. It gives the maker
  what the other may do, and outlives the maker's own credentials.
severity: medium
attack:
  version: "18"
  techniques: [T1098.001]
cis: {}
falsePositives:
  - An administrator or a pipeline that sets up a technical user, or changes its keys in turn.
blindSpots:
  - Keys that a user makes for itself.
  - Root's own keys, which root_credentials_created finds.
  - Credentials of single services, such as those for Git and for Bedrock (CreateServiceSpecificCredential).
  - Attempts. Refused ones are found by unauthorized_api_calls.
references:
  - https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_access-keys.html
  - https://attack.mitre.org/techniques/T1098/001/
status: stable
*/

-- What counts, and why:
-- * A call without a user name is about the caller. A name is compared with the caller's own, which a
--   role does not have: a key that a role makes is always another's.
-- * Only successes count: after an error nothing has changed, and refused attempts are found by
--   unauthorized_api_calls.
-- * The event source is pinned, and what a service does for itself is left out.
select *
from cloudtrail
where eventSource = 'iam.amazonaws.com'
    and eventName = 'CreateAccessKey'
    and requestParameters:userName::string is not null
    and requestParameters:userName::string is distinct from userIdentity:userName::string
    and errorCode is null
    -- signin marks a person in the console, and CloudFormation does what its caller wrote
    and coalesce(userIdentity:invokedBy::string, 'signin.amazonaws.com')
        in ('signin.amazonaws.com', 'cloudformation.amazonaws.com')
