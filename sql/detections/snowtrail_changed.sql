/*
id: snowtrail_changed
title: Snowtrail itself changed
description: >-
  Detects a change, or an attempted one, to what Snowtrail stands on in AWS: its trail, its bucket and
  that bucket's notification, the roles that Snowflake assumes, its topic. Whoever stops one of them is
  seen no more.
severity: critical
attack:
  version: "18"
  techniques: [T1562.008]
cis: {}
falsePositives:
  - Snowtrail's own deployment, which makes these calls. Compare with when it ran, or list its role as an
    exception.
blindSpots:
  - A stack whose project is not called snowtrail, or whose names were given to it. Such a stack takes a copy
    of this file into its own folder of detections, under the same id, and writes its names in place of those
    below.
  - Its KMS key, which is given to it and has no name of its own. Every key is watched by
    kms_key_disabled_or_scheduled_for_deletion, kms_key_policy_opened and kms_grant_to_outsider.
  - Objects that are deleted are data events, which not every trail records.
  - What is changed in Snowflake, which CloudTrail does not see.
  - Changes by whoever stopped the only trail a moment before.
references:
  - https://docs.aws.amazon.com/awscloudtrail/latest/userguide/best-practices-security.html
  - https://attack.mitre.org/techniques/T1562/008/
status: stable
*/

-- What counts, and why:
-- * The names are those that a stack derives, such as snowtrail-dev, snowtrail-dev-logs-0a1b2c3d,
--   snowtrail-dev-snowflake-0a1b2c3d, snowtrail-dev-publisher-0a1b2c3d and snowtrail-dev-notifications.
-- * Attempts count as well as successes: nobody but the deployment has any business there.
-- * The event sources are pinned, and what a service does for itself is left out.
select *
from cloudtrail
where (
        eventSource = 'cloudtrail.amazonaws.com'
        and eventName in (
            'DeleteTrail',
            'PutEventSelectors',
            'PutInsightSelectors',
            'StopLogging',
            'UpdateTrail'
        )
        and regexp_like(
            coalesce(requestParameters:name::string, requestParameters:trailName::string),
            '(arn:.*:trail/)?snowtrail-.*'
        )
        or eventSource = 's3.amazonaws.com'
            and eventName in (
                'DeleteBucket',
                'DeleteBucketEncryption',
                'DeleteBucketLifecycle',
                'DeleteBucketPolicy',
                'DeleteBucketPublicAccessBlock',
                'DeleteObject',
                'DeleteObjects',
                'PutBucketAcl',
                'PutBucketEncryption',
                'PutBucketLifecycle',
                'PutBucketNotification',
                'PutBucketOwnershipControls',
                'PutBucketPolicy',
                'PutBucketPublicAccessBlock',
                'PutBucketReplication',
                'PutBucketVersioning'
            )
            and requestParameters:bucketName::string like 'snowtrail-%-logs-%'
        or eventSource = 'iam.amazonaws.com'
            and eventName in (
                'AttachRolePolicy',
                'DeleteRole',
                'DeleteRolePermissionsBoundary',
                'DeleteRolePolicy',
                'DetachRolePolicy',
                'PutRolePermissionsBoundary',
                'PutRolePolicy',
                'UpdateAssumeRolePolicy'
            )
            and requestParameters:roleName::string like any ('snowtrail-%-snowflake-%', 'snowtrail-%-publisher-%')
        or eventSource = 'sns.amazonaws.com'
            and eventName in (
                'AddPermission',
                'DeleteTopic',
                'RemovePermission',
                'SetTopicAttributes',
                'Unsubscribe'
            )
            and regexp_like(
                coalesce(requestParameters:topicArn::string, requestParameters:subscriptionArn::string),
                '.*:snowtrail-[^:]*-notifications(:.*)?'
            )
    )
    -- signin marks a person in the console, and CloudFormation does what its caller wrote
    and coalesce(userIdentity:invokedBy::string, 'signin.amazonaws.com')
        in ('signin.amazonaws.com', 'cloudformation.amazonaws.com')
