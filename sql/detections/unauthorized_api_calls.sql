/*
id: unauthorized_api_calls
title: Unauthorized API call
description: >-
  Detects a call that AWS refused because the caller lacks the permission. One is a typo in a policy;
  many different ones by one caller are somebody who finds out what a stolen credential can do.
severity: low
attack:
  version: "18"
  techniques: [T1526, T1580]
cis: { "1.2": "3.1", "1.4": "4.1", "3.0": "4.1", "4.0": "4.1", "5.0": "4.1", "6.0": "5.1" }
falsePositives:
  - A person who opens a console page that shows more than they may see.
  - A new deployment role that still lacks a permission.
  - An inventory or posture tool that tries every service.
blindSpots:
  - Refusals with a code of the service's own, such as VpceAccessDenied, Forbidden or NotAuthorized.
  - Calls that succeed. A credential with wide permissions explores without being refused.
  - HeadBucket, with which buckets can be guessed, and refusals that an AWS service ran into.
  - Refused calls on objects and other data events, where the trail does not record those.
references:
  - https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html
  - https://quickstarts.snowflake.com/guide/cloudtrail_log_ingestion/
status: stable
*/

-- What differs from the query of Snowflake's quickstart, and why:
-- * It compared with AccessDenied and UnauthorizedOperation alone. EC2 says Client.UnauthorizedOperation,
--   and most services say AccessDeniedException. The patterns are those of the CIS benchmark.
-- * Its `!=` dropped events without a source address or a name; `is distinct from` keeps them.
-- * Refusals that a service met while it worked for itself are left out: most of the noise, and nobody
--   of yours made the call.
-- Attempts are what this is about, and no event source is pinned: any service can refuse.
select *
from cloudtrail
where (errorCode like '%UnauthorizedOperation' or errorCode like 'AccessDenied%')
    -- log delivery probes buckets, and the console asks for each bucket's head
    and sourceIPAddress is distinct from 'delivery.logs.amazonaws.com'
    and eventName is distinct from 'HeadBucket'
    -- signin marks a person in the console, and CloudFormation does what its caller wrote
    and coalesce(userIdentity:invokedBy::string, 'signin.amazonaws.com')
        in ('signin.amazonaws.com', 'cloudformation.amazonaws.com')
