/*
id: root_credentials_created
title: Credentials created for the root user
description: >-
  Detects an access key, a console password or a signing certificate that is made for the root user. No
  policy of the account limits what they open, and nothing routine needs them.
severity: critical
attack:
  version: "18"
  techniques: [T1098.001]
cis: {}
falsePositives:
  - A password that central root access sets from the management account, to let somebody back into an
    account.
blindSpots:
  - The password and the MFA device that root changes for itself in the console, which are no calls of IAM.
  - Credentials that root makes for others. They are found by access_key_created_for_other_user and
    iam_login_profile_changed.
  - Attempts. Refused ones are found by unauthorized_api_calls.
references:
  - https://docs.aws.amazon.com/IAM/latest/UserGuide/id_root-user.html
  - https://attack.mitre.org/techniques/T1098/001/
status: stable
*/

-- What counts, and why:
-- * The root user names no user when it makes its own credentials. A call of root with a user name in it
--   is about that user.
-- * A session that the management account took by AssumeRoot is root as well. Its ARN ends in root or
--   holds assumed-root.
-- * Only successes count: after an error nothing has changed, and refused attempts are found by
--   unauthorized_api_calls.
-- * The event source is pinned, and what a service does for itself is left out.
select *
from cloudtrail
where eventSource = 'iam.amazonaws.com'
    and eventName in (
        'CreateAccessKey',
        'CreateLoginProfile',
        'UploadSigningCertificate'
    )
    and (userIdentity:type::string = 'Root' or userIdentity:arn::string like '%:assumed-root/%')
    and requestParameters:userName::string is null
    and errorCode is null
    -- signin marks a person in the console, and CloudFormation does what its caller wrote
    and coalesce(userIdentity:invokedBy::string, 'signin.amazonaws.com')
        in ('signin.amazonaws.com', 'cloudformation.amazonaws.com')
