/*
id: image_shared
title: Machine image shared
description: >-
  Detects a machine image that is shared with another account, an organization or everybody. Whoever it is
  shared with starts it and reads what is on it.
severity: high
attack:
  version: "18"
  techniques: [T1537]
cis: {}
falsePositives:
  - An image that is given to an account of the same organization. List those accounts as exceptions.
  - A vendor who publishes an image.
blindSpots:
  - An image that is written into a bucket, which snapshot_read_or_exported finds.
  - The snapshots behind an image, which are shared apart from it.
  - Attempts. Refused ones are found by unauthorized_api_calls.
references:
  - https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/sharing-amis.html
  - https://attack.mitre.org/techniques/T1537/
status: stable
*/

-- What counts, and why:
-- * Only what is added counts. An account that loses it is of no harm.
-- * One's own account is left out. An organization counts, since its id does not tell whose it is.
-- * Only successes count: after an error nothing has changed, and refused attempts are found by
--   unauthorized_api_calls. A dry run is recorded as an error.
-- * The event source is pinned, and what a service does for itself is left out.
select *
from cloudtrail
where eventSource = 'ec2.amazonaws.com'
    and eventName = 'ModifyImageAttribute'
    and array_size(filter(
        as_array(requestParameters:launchPermission.add.items),
        item -> item['group']::string = 'all'
            or lpad(item:userId::string, 12, '0') <> recipientAccountId
            or item:organizationArn::string is not null
            or item:organizationalUnitArn::string is not null
    )) > 0
    and errorCode is null
    -- signin marks a person in the console, and CloudFormation does what its caller wrote
    and coalesce(userIdentity:invokedBy::string, 'signin.amazonaws.com')
        in ('signin.amazonaws.com', 'cloudformation.amazonaws.com')
