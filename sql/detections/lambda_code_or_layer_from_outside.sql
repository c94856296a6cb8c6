/*
id: lambda_code_or_layer_from_outside
title: Lambda function runs code of another account
description: >-
  Detects a function of Lambda that is made or changed to run a layer or a container image of another
  account. Whoever owns that runs in the function, with its role.
severity: medium
attack:
  version: "18"
  techniques: [T1525, T1546]
cis: {}
falsePositives:
  - Layers that AWS and vendors publish, such as those for monitoring. List their accounts as exceptions.
blindSpots:
  - "Code that is uploaded, or read from a bucket of another account: its owner is not told."
  - An image or a layer of this account whose content came from outside.
  - Attempts. Refused ones are found by unauthorized_api_calls.
references:
  - https://docs.aws.amazon.com/lambda/latest/dg/chapter-layers.html
  - https://attack.mitre.org/techniques/T1546/
status: stable
*/

-- What counts, and why:
-- * The account stands in the ARN of a layer, and before the host name of an image.
-- * Only successes count: after an error nothing has changed, and refused attempts are found by
--   unauthorized_api_calls.
-- * The event source is pinned, and what a service does for itself is left out.
select *
from cloudtrail
where eventSource = 'lambda.amazonaws.com'
    and eventName in (
        'CreateFunction20150331',
        'UpdateFunctionCode20150331v2',
        'UpdateFunctionConfiguration20150331v2'
    )
    and (
        array_size(filter(
            as_array(requestParameters:layers),
            layer -> split_part(layer::string, ':', 5) not in ('', recipientAccountId)
        )) > 0
        or regexp_substr(
            coalesce(requestParameters:imageUri::string, requestParameters:code.imageUri::string),
            '^[0-9]{12}'
        ) <> recipientAccountId
    )
    and errorCode is null
    -- signin marks a person in the console, and CloudFormation does what its caller wrote
    and coalesce(userIdentity:invokedBy::string, 'signin.amazonaws.com')
        in ('signin.amazonaws.com', 'cloudformation.amazonaws.com')
