/*
id: sagemaker_notebook_opened
title: SageMaker notebook opened or altered
description: >-
  Detects a notebook of SageMaker that is made with a way to the internet, opened by a link, or given a
  script that runs at its start. It is a machine with a role, and often with graphics processors.
severity: medium
attack:
  version: "18"
  techniques: [T1496.001, T1059.009]
cis: {}
falsePositives:
  - Data scientists, who open notebooks by such links every day. List their roles as exceptions.
blindSpots:
  - Studio, whose links are another call (CreatePresignedDomainUrl).
  - What is done in the notebook. It acts by its own role.
  - Attempts. Refused ones are found by unauthorized_api_calls.
references:
  - https://docs.aws.amazon.com/sagemaker/latest/dg/logging-using-cloudtrail.html
  - https://attack.mitre.org/techniques/T1496/001/
status: stable
*/

-- What counts, and why:
-- * A notebook has a way to the internet unless it is told otherwise.
-- * Only successes count: after an error nothing has changed, and refused attempts are found by
--   unauthorized_api_calls.
-- * The event source is pinned, and what a service does for itself is left out.
select *
from cloudtrail
where eventSource = 'sagemaker.amazonaws.com'
    and eventName in (
        'CreateNotebookInstance',
        'CreateNotebookInstanceLifecycleConfig',
        'CreatePresignedNotebookInstanceUrl',
        'UpdateNotebookInstanceLifecycleConfig'
    )
    and (
        eventName <> 'CreateNotebookInstance'
        or requestParameters:directInternetAccess::string is distinct from 'Disabled'
    )
    and errorCode is null
    -- signin marks a person in the console, and CloudFormation does what its caller wrote
    and coalesce(userIdentity:invokedBy::string, 'signin.amazonaws.com')
        in ('signin.amazonaws.com', 'cloudformation.amazonaws.com')
