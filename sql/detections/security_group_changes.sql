/*
id: security_group_changes
title: Security group change
description: >-
  Detects a change to a security group or its rules: what may reach the machines behind it, and what they
  may reach.
severity: medium
attack:
  version: "18"
  techniques: [T1562.007]
cis: { "1.2": "3.10", "1.4": "4.10", "3.0": "4.10", "4.0": "4.10", "5.0": "4.10", "6.0": "5.10" }
falsePositives:
  - A deployment that makes or changes groups. Compare with what the pipeline's role did at that time.
  - A person who lets their own address in for an hour. The rule tends to stay.
blindSpots:
  - Another, wider group given to a machine or network interface. No group changes then.
  - Network ACLs, routes and prefix lists, which open a network too.
  - Attempts. Refused ones are found by unauthorized_api_calls.
references:
  - https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ModifySecurityGroupRules.html
  - https://quickstarts.snowflake.com/guide/cloudtrail_log_ingestion/
status: stable
*/

-- What differs from the query of Snowflake's quickstart, and why:
-- * ModifySecurityGroupRules was missing. It turns a narrow rule into an open one, and the CIS benchmark
--   has it since 5.0.
-- * The event source is pinned, and groups that a service makes for itself (load balancers, clusters) are
--   left out.
-- * Only successful changes count, unlike there and in the CIS benchmark: a dry run is recorded as an
--   error, and after any error the group is what it was.
select *
from cloudtrail
where eventSource = 'ec2.amazonaws.com'
    and eventName in (
        'AuthorizeSecurityGroupEgress',
        'AuthorizeSecurityGroupIngress',
        'CreateSecurityGroup',
        'DeleteSecurityGroup',
        'ModifySecurityGroupRules',
        'RevokeSecurityGroupEgress',
        'RevokeSecurityGroupIngress'
    )
    and errorCode is null
    -- signin marks a person in the console, and CloudFormation does what its caller wrote
    and coalesce(userIdentity:invokedBy::string, 'signin.amazonaws.com')
        in ('signin.amazonaws.com', 'cloudformation.amazonaws.com')
