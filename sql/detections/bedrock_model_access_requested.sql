/*
id: bedrock_model_access_requested
title: Access to a model of Bedrock requested
description: >-
  Detects an account that asks for models of Bedrock which it could not use before: the use case that is
  told, the terms that are accepted, the model that is switched on. Models cost by use, and thieves resell
  them.
severity: medium
attack:
  version: "18"
  techniques: [T1496.004]
cis: {}
falsePositives:
  - A team that starts to use a model.
blindSpots:
  - Models that need no request.
  - Use in another region, or through another account.
  - Attempts. Refused ones are found by unauthorized_api_calls.
references:
  - https://docs.aws.amazon.com/bedrock/latest/userguide/model-access.html
  - https://attack.mitre.org/techniques/T1496/004/
status: stable
*/

-- What counts, and why:
-- * The console asks in three steps. Each counts, since the later ones may be missing where the earlier
--   were done.
-- * Only successes count: after an error nothing has changed, and refused attempts are found by
--   unauthorized_api_calls.
-- * The event source is pinned, and what a service does for itself is left out.
select *
from cloudtrail
where eventSource = 'bedrock.amazonaws.com'
    and eventName in (
        'CreateFoundationModelAgreement',
        'PutFoundationModelEntitlement',
        'PutUseCaseForModelAccess'
    )
    and errorCode is null
    -- signin marks a person in the console, and CloudFormation does what its caller wrote
    and coalesce(userIdentity:invokedBy::string, 'signin.amazonaws.com')
        in ('signin.amazonaws.com', 'cloudformation.amazonaws.com')
