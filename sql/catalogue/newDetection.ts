import { fixturesEnding } from "./fixtures";
import { parseHeader } from "./header";

/** A file to write, by its name. */
export interface NewFile {
  name: string;
  text: string;
}

/**
 * A detection to start from and its fixtures, which it passes. It finds what an IAM user does to the access keys of
 * another user; everything in it is there to be changed.
 *
 * @throws CatalogueError for an id that no detection can have.
 */
export function newDetection(id: string): [detection: NewFile, fixtures: NewFile] {
  const written = header(id);
  const file = `${id}.sql`;
  parseHeader(written, file);
  return [
    { name: file, text: `/*\n${written}*/\n\n${statement}` },
    { name: `${id}${fixturesEnding}`, text: fixtures },
  ];
}

const header = (id: string): string => `id: ${id}
title: ${JSON.stringify(titleOf(id))}
description: >-
  Detects an access key that somebody makes for another user. Tell here why that matters.
severity: medium
attack:
  version: "18"
  techniques: [T1098.001]
cis: {}
falsePositives:
  - What fires it without harm, and how to tell that apart.
blindSpots:
  - What it does not see.
references:
  - https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateAccessKey.html
status: experimental
`;

const statement = `-- Say what counts and what does not, and why:
-- * Only successes count. An attempt would be found without the condition on errorCode.
-- * The event source is pinned, since other services have events of the same names.
-- * A JSON null is a value, and \`is null\` is false for it. With ::string it is like an absent key.
select *
from cloudtrail
where eventSource = 'iam.amazonaws.com'
    and eventName = 'CreateAccessKey'
    and errorCode is null
    -- a user who makes a key of their own may leave the name out
    and requestParameters:userName::string is distinct from userIdentity:userName::string
    and requestParameters:userName::string is not null
    -- what an AWS service does for itself; signin marks a person in the console
    and coalesce(userIdentity:invokedBy::string, 'signin.amazonaws.com') = 'signin.amazonaws.com'
`;

const fixtures = `# Tried with: snowtrail test <this folder>
event: # a whole event, from which every case starts; ids and times of events are made from it
  eventVersion: "1.11"
  userIdentity:
    type: IAMUser
    principalId: AIDACKCEVSQ6C2EXAMPLE
    arn: arn:aws:iam::111122223333:user/alice
    accountId: "111122223333"
    accessKeyId: AKIAIOSFODNN7EXAMPLE
    userName: alice
  eventTime: "2026-03-17T09:00:00Z"
  eventSource: iam.amazonaws.com
  eventName: CreateAccessKey
  awsRegion: us-east-1
  sourceIPAddress: 192.0.2.10
  userAgent: aws-cli/2.25.4
  requestParameters: { userName: bob }
  responseElements:
    accessKey: { userName: bob, accessKeyId: AKIAI44QH8DHBEXAMPLE, status: Active }
  requestID: 2f7d0c5e-8a41-4a7b-9e35-7a1f0d9c4b11
  readOnly: false
  eventType: AwsApiCall
  managementEvent: true
  recipientAccountId: "111122223333"
  eventCategory: Management

firing: # found; each case says what differs from the event
  alice makes a key for bob: {}
  somebody in the session of a role makes it:
    with:
      userIdentity:
        type: AssumedRole
        principalId: AROAIDPPEZS35WEXAMPLE:carol
        arn: arn:aws:sts::111122223333:assumed-role/admin/carol
        accountId: "111122223333"
  two keys in an hour are two findings: # several events that are in the logs together
    events:
      - {}
      - { after: 1h, with: { requestParameters.userName: dave } }
    finds: 2

nearMisses: # differ from a firing case in a single thing, and are not found
  the call is refused: { with: { errorCode: AccessDenied, responseElements: null } }
  alice makes a key for herself: { with: { requestParameters.userName: alice } }
  alice makes a key and names nobody: { without: [requestParameters.userName] }
  a service does it for itself: { with: { userIdentity.invokedBy: example.amazonaws.com } }

quiet: # ordinary events
  keys are listed: { with: { eventName: ListAccessKeys, readOnly: true, responseElements: null } }
`;

function titleOf(id: string): string {
  const words = id.replaceAll("_", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}
