/*
id: lambda_made_public_or_cross_account
title: Lambda function opened to outsiders
description: >-
  Detects a function or a layer of Lambda that everybody or another account may use, and a function with
  an address that asks for no credentials.
severity: high
attack:
  version: "18"
  techniques: [T1546]
cis: {}
falsePositives:
  - A webhook that is meant for everybody, and a layer that is published.
  - A function that is shared with an account of the same organization by its id. List those accounts as
    exceptions.
blindSpots:
  - Functions behind an API or a load balancer that is public.
  - A service that may call the function on anybody's behalf, where neither account nor ARN is told.
  - Attempts. Refused ones are found by unauthorized_api_calls.
references:
  - https://docs.aws.amazon.com/lambda/latest/dg/access-control-resource-based.html
  - https://attack.mitre.org/techniques/T1546/
status: stable
*/

-- What counts, and why:
-- * CloudTrail puts the version of the API behind the names of Lambda's operations, and not behind those
--   of all.
-- * A principal is a service, an account, an ARN or everybody. Everybody is left out where the
--   organization is told, or one's own account as the source.
-- * Only successes count: after an error nothing has changed, and refused attempts are found by
--   unauthorized_api_calls.
-- * The event source is pinned, and what a service does for itself is left out.
select *
from cloudtrail
where eventSource = 'lambda.amazonaws.com'
    and eventName in (
        'AddLayerVersionPermission20181031',
        'AddPermission20150331',
        'AddPermission20150331v2',
        'CreateFunctionUrlConfig',
        'CreateFunctionUrlConfig20211031',
        'UpdateFunctionUrlConfig',
        'UpdateFunctionUrlConfig20211031'
    )
    and (
        requestParameters:authType::string = 'NONE'
        or requestParameters:principal::string = '*'
            and requestParameters:principalOrgID::string is null
            and requestParameters:organizationId::string is null
            and requestParameters:sourceAccount::string is distinct from recipientAccountId
        or regexp_substr(
            requestParameters:principal::string,
            '^(arn:[^:]+:(iam|sts)::)?([0-9]{12})(:.*)?$',
            1,
            1,
            'e',
            3
        ) <> recipientAccountId
    )
    and errorCode is null
    -- signin marks a person in the console, and CloudFormation does what its caller wrote
    and coalesce(userIdentity:invokedBy::string, 'signin.amazonaws.com')
        in ('signin.amazonaws.com', 'cloudformation.amazonaws.com')
