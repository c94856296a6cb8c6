/*
id: enumeration_burst
title: Burst of reconnaissance
description: >-
  Detects ten different calls of one caller within ten minutes that ask what there is in an account:
  identities, policies, machines, buckets, secrets, trails. Whoever finds a credential asks so first.
severity: medium
attack:
  version: "18"
  techniques: [T1526, T1580, T1087.004, T1069.003]
cis: {}
falsePositives:
  - An inventory or posture tool. It comes at the same times with the same role.
  - Infrastructure as code that reads the state of everything before it changes something.
  - An administrator who looks around with the command line.
blindSpots:
  - A slow or narrow look around, and calls that are not among those listed here.
  - Sessions of the console, where one page makes a dozen such calls.
  - One caller behind several sessions, each with a name of its own.
references:
  - https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html
  - https://attack.mitre.org/techniques/T1580/
status: experimental
*/

-- What counts, and why:
-- * Different calls count, by service and name. The same call again within ten minutes, for the next page
--   or delivered again, is none.
-- * A burst is one finding, its tenth call, for as long as it keeps that pace.
-- * Attempts count as well as successes: whoever asks learns from a refusal, too. Event sources are
--   pinned.
-- * The list is of calls that tell much and that programs rarely need, so that few events have to be
--   looked at. What services do for themselves is left out.
with asked as (
    select *
    from cloudtrail
    where eventName in (
            'DescribeDBInstances',
            'DescribeInstances',
            'DescribeOrganization',
            'DescribeParameters',
            'DescribeRegions',
            'DescribeSecurityGroups',
            'DescribeSnapshots',
            'DescribeTrails',
            'DescribeVpcs',
            'GetAccountAuthorizationDetails',
            'GetAccountSummary',
            'GetCallerIdentity',
            'GetSendQuota',
            'ListAccessKeys',
            'ListAccounts',
            'ListAttachedUserPolicies',
            'ListBuckets',
            'ListDetectors',
            'ListFunctions20150331',
            'ListGroups',
            'ListKeys',
            'ListPolicies',
            'ListRoles',
            'ListSecrets',
            'ListServiceQuotas',
            'ListUsers'
        )
        and eventSource in (
            'cloudtrail.amazonaws.com',
            'ec2.amazonaws.com',
            'guardduty.amazonaws.com',
            'iam.amazonaws.com',
            'kms.amazonaws.com',
            'lambda.amazonaws.com',
            'organizations.amazonaws.com',
            'rds.amazonaws.com',
            's3.amazonaws.com',
            'secretsmanager.amazonaws.com',
            'servicequotas.amazonaws.com',
            'ses.amazonaws.com',
            'ssm.amazonaws.com',
            'sts.amazonaws.com'
        )
        and userIdentity:arn::string is not null
        and userIdentity:invokedBy::string is null
        and sessionCredentialFromConsole is distinct from true
    -- not asked in the ten minutes before
    qualify coalesce(
        lag(eventTime) over (
            partition by userIdentity:arn::string, eventSource, eventName
            order by eventTime, eventID
        ) < dateadd('minute', -10, eventTime),
        true
    )
)

select *
from asked
-- the tenth within ten minutes, and not those after it
qualify lag(eventTime, 9) over (partition by userIdentity:arn::string order by eventTime, eventID)
        >= dateadd('minute', -10, eventTime)
    and coalesce(
        lag(eventTime, 10) over (partition by userIdentity:arn::string order by eventTime, eventID)
            < dateadd(
                'minute',
                -10,
                lag(eventTime) over (partition by userIdentity:arn::string order by eventTime, eventID)
            ),
        true
    )
