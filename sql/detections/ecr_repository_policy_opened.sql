/*
id: ecr_repository_policy_opened
title: Image repository opened to another account
description: >-
  Detects a repository or a registry of container images whose policy lets another account, or everybody,
  in: to read what is in the images, or to put others in their place.
severity: medium
attack:
  version: "18"
  techniques: [T1525, T1537]
cis: {}
falsePositives:
  - Images that are shared with an account of the same organization by its id. List those accounts as
    exceptions.
blindSpots:
  - Registries that copy their images to another account (PutReplicationConfiguration).
  - Public repositories, which are an event source of their own.
  - Attempts. Refused ones are found by unauthorized_api_calls.
references:
  - https://docs.aws.amazon.com/AmazonECR/latest/userguide/repository-policies.html
  - https://attack.mitre.org/techniques/T1525/
status: stable
*/

-- What counts, and why:
-- * The policy is a text of JSON. The function outside_principals reads it, and tells which conditions
--   keep outsiders out.
-- * Only successes count: after an error nothing has changed, and refused attempts are found by
--   unauthorized_api_calls.
-- * The event source is pinned, and what a service does for itself is left out.
select *
from cloudtrail
where eventSource = 'ecr.amazonaws.com'
    and eventName in (
        'PutRegistryPolicy',
        'SetRepositoryPolicy'
    )
    and array_size(outside_principals(requestParameters:policyText, recipientAccountId)) > 0
    and errorCode is null
    -- signin marks a person in the console, and CloudFormation does what its caller wrote
    and coalesce(userIdentity:invokedBy::string, 'signin.amazonaws.com')
        in ('signin.amazonaws.com', 'cloudformation.amazonaws.com')
