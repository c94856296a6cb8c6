/*
id: break_glass_user_signs_in
title: "Break-glass user signs in"
description: >-
  Detects that somebody signs in to the console as the user that is kept for emergencies.
severity: high
attack:
  version: "18"
  techniques: [T1078.004]
cis: {}
falsePositives:
  - An emergency, and the exercise of one.
blindSpots:
  - The user's access keys, if it has any.
references:
  - https://docs.aws.amazon.com/IAM/latest/UserGuide/cloudtrail-integration.html
status: stable
*/

-- * Only successes count.
select *
from cloudtrail
where eventSource = 'signin.amazonaws.com'
    and eventName = 'ConsoleLogin'
    and userIdentity:userName::string = 'break-glass'
    and responseElements:ConsoleLogin::string = 'Success'
