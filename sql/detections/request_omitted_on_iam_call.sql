/*
id: request_omitted_on_iam_call
title: IAM request too large for CloudTrail
description: >-
  Detects a change in IAM whose request CloudTrail left out because it was too large. A policy that is
  padded with blanks grants what it grants, and no log shows what.
severity: high
attack:
  version: "18"
  techniques: [T1562.008]
cis: {}
falsePositives:
  - A policy that is as large as that by itself. The limits of IAM count no blanks, so that there is hardly
    any.
blindSpots:
  - Requests that are shortened and yet recorded.
  - Other services than IAM.
references:
  - https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html
  - https://attack.mitre.org/techniques/T1562/008/
status: stable
*/

-- What counts, and why:
-- * The mark stands among the parameters, or is all that is left of them as a text. It was seen as a
--   boolean and as a text.
-- * Attempts count as well as successes: nobody pads a request by mistake. No caller is left out, since
--   no service does so.
-- * The event source is pinned.
select *
from cloudtrail
where eventSource = 'iam.amazonaws.com'
    and (
        requestParameters:omitted::string = 'true'
        or as_varchar(requestParameters) ilike '%too large%'
    )
