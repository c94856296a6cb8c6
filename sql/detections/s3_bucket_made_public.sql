/*
id: s3_bucket_made_public
title: S3 bucket opened to everybody
description: >-
  Detects a bucket that is opened to everybody, by a policy that allows the principal * or by an ACL that
  grants to all or to anyone with an account at AWS.
severity: high
attack:
  version: "18"
  techniques: [T1530, T1537]
cis: {}
falsePositives:
  - A web site whose files are meant to be read by everybody.
  - A policy that lets everybody in from certain addresses. An intruder would allow their own.
blindSpots:
  - Buckets that are opened to single accounts.
  - Objects that are opened one by one, by their ACL or by a link that is signed.
  - Whether a block of public access takes the effect away. Its removal is found by
    s3_public_access_block_removed.
  - Attempts. Refused ones are found by unauthorized_api_calls.
references:
  - https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html
  - https://attack.mitre.org/techniques/T1530/
status: stable
*/

-- What counts, and why:
-- * The function outside_principals reads the policy, and tells which conditions keep outsiders out.
-- * An ACL stands as grants, one as an object and several as a list, or as a header: a ready-made one
--   that begins with public or authenticated, or groups by their address.
-- * Only successes count: after an error the bucket is what it was, and refused attempts are found by
--   unauthorized_api_calls.
-- * The event source is pinned, and what a service does for itself is left out.
select *
from cloudtrail
where eventSource = 's3.amazonaws.com'
    and eventName in (
        'CreateBucket',
        'PutBucketAcl',
        'PutBucketPolicy'
    )
    and (
        array_contains('*'::variant, outside_principals(requestParameters:bucketPolicy, recipientAccountId))
        or array_size(filter(
            to_array(requestParameters:AccessControlPolicy.AccessControlList.Grant),
            granted -> granted:Grantee.URI::string like any (
                '%/groups/global/AllUsers',
                '%/groups/global/AuthenticatedUsers'
            )
        )) > 0
        or to_json(array_construct(
            requestParameters['x-amz-acl'],
            requestParameters['x-amz-grant-read'],
            requestParameters['x-amz-grant-write'],
            requestParameters['x-amz-grant-full-control']
        )) like any (
            '%"public-%',
            '%"authenticated-read"%',
            '%/groups/global/AllUsers%',
            '%/groups/global/AuthenticatedUsers%'
        )
    )
    and errorCode is null
    -- signin marks a person in the console, and CloudFormation does what its caller wrote
    and coalesce(userIdentity:invokedBy::string, 'signin.amazonaws.com')
        in ('signin.amazonaws.com', 'cloudformation.amazonaws.com')
