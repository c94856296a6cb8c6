import { eachIsRefused } from "./refused";

describe("config: mistakes of values", () => {
  eachIsRefused([
    [
      "a selector that CloudTrail does not take",
      {
        "snowtrail:trail": {
          advancedEventSelectors: [
            { fieldSelectors: [{ field: "eventCategory", equals: ["Data"] }] },
          ],
        },
      },
      /^snowtrail:trail[.]advancedEventSelectors: selector 1 is of Data and has no resources[.]type/,
    ],
    [
      "a storage class that there is not",
      { "snowtrail:bucket": { transition: { days: 90, storageClass: "COLD" } } },
      /^snowtrail:bucket[.]transition[.]storageClass: "COLD" is not one of STANDARD_IA,/,
    ],
    [
      "a warehouse size that there is not",
      { "snowtrail:warehouse": { size: "HUGE" } },
      /^snowtrail:warehouse[.]size: "HUGE" is not one of XSMALL/,
    ],
    [
      "a kind of files that there is not",
      { "snowtrail:eventKinds": ["events", "digests"] },
      /^snowtrail:eventKinds: "digests" is not one of events, insights, aggregated/,
    ],
    [
      "kinds of files none of which there is",
      { "snowtrail:eventKinds": ["digests"] },
      /^snowtrail:eventKinds: "digests" is not one of events, insights, aggregated/,
    ],
    [
      "a tag that AWS keeps to itself",
      { "snowtrail:tags": { "aws:team": "security" } },
      /^snowtrail:tags: the tag "aws:team" is not one that AWS takes/,
    ],
    [
      "a prefix with a leading slash",
      { "snowtrail:prefix": "/audit" },
      /^snowtrail:prefix: "\/audit" has a slash .* Give "audit"/,
    ],
    [
      "an account id of too few digits",
      {
        "snowtrail:trail": {
          organization: { id: "o-exampleorgid", managementAccountId: "1234" },
        },
      },
      /^snowtrail:trail[.]organization[.]managementAccountId: "1234" is not an AWS account id/,
    ],
    [
      "an organization id that is none",
      { "snowtrail:trail": { organization: { id: "123456789012" } } },
      /^snowtrail:trail[.]organization[.]id: .*starts with "o-"/,
    ],
    [
      "an identifier in lower case",
      { "snowtrail:database": { existing: "security" } },
      /^snowtrail:database[.]existing: .*upper-case/,
    ],
    [
      "a bucket that exists and is new",
      { "snowtrail:bucket": { existing: "audit-logs", name: "logs" } },
      /^snowtrail:bucket[.]name: is for a new bucket, and bucket[.]existing names one that exists/,
    ],
    [
      "a trail that is named and skipped",
      { "snowtrail:trail": { skip: true, name: "audit" } },
      /^snowtrail:trail[.]name: contradicts trail[.]skip/,
    ],
    [
      "a topic on the way by which a bucket tells the queue itself",
      { "snowtrail:eventNotifications": { topic: {} } },
      /^snowtrail:eventNotifications[.]topic: is for the modes sns and eventbridge, and the mode is bucket/,
    ],
    [
      "a bucket that exists with a configuration that is merged, and no mode",
      {
        "snowtrail:bucket": { existing: "audit-logs" },
        "snowtrail:eventNotifications": { configuration: "merge" },
      },
      /^snowtrail:eventNotifications[.]mode: is missing, and without it merge would write nothing that tells the pipe[.] Give bucket, sns or eventbridge, or none to take Snowtrail's entry out[.]$/,
    ],
    [
      "messages that go nowhere",
      { "snowtrail:notifications": { integrationName: "ALERTS" } },
      /^snowtrail:notifications[.]topic: is missing[.] Give one of topic, email and webhook[.]$/,
    ],
    [
      "an access role for nobody",
      { "snowtrail:accessRoles": { reader: [] } },
      /^snowtrail:accessRoles[.]reader: is no list with a name in it[.] Give one or more names, or remove it[.]$/,
    ],
    [
      "an access role for a role in lower case",
      { "snowtrail:accessRoles": { loader: ["platform"] } },
      /^snowtrail:accessRoles[.]loader: "platform" is not a name that Snowflake keeps as it is/,
    ],
    [
      "a resource monitor without credits",
      { "snowtrail:warehouse": { resourceMonitor: { suspendTrigger: 90 } } },
      /^snowtrail:warehouse[.]resourceMonitor[.]creditQuota: is missing[.]/,
    ],
    [
      "a resource monitor on a warehouse that exists",
      {
        "snowtrail:warehouse": { existing: "REPORTING", resourceMonitor: { creditQuota: 5 } },
      },
      /^snowtrail:warehouse[.]resourceMonitor: is for a new warehouse, and warehouse[.]existing names one/,
    ],
    [
      "a retention so short that what is deleted could come again",
      { "snowtrail:retention": { rawDays: 14 } },
      /^snowtrail:retention[.]rawDays: 14 is out of range[.] Give a whole number of days from 15 to 36500[.]$/,
    ],
    ...[{ mode: "task" }, { mode: "task", retentionDays: 31 }].map(
      (given): [string, Record<string, unknown>, RegExp] => [
        `events that are kept longer than their log files: ${JSON.stringify(given)}`,
        { "snowtrail:retention": { rawDays: 30 }, "snowtrail:materialization": given },
        /^snowtrail:materialization[.]retentionDays: would lose events whenever .* keeps 30 days .*Give 30 days or fewer, or let the raw table keep more[.]$/,
      ],
    ),
    [
      "more time travel than Snowflake has",
      { "snowtrail:retention": { timeTravelDays: 91 } },
      /^snowtrail:retention[.]timeTravelDays: 91 is out of range/,
    ],
    [
      "a retention of events that no table of their own keeps",
      { "snowtrail:materialization": { mode: "dynamic-table", retentionDays: 90 } },
      /^snowtrail:materialization[.]retentionDays: is for the mode "task", and materialization[.]mode is "dynamic-table"/,
    ],
    [
      "messages that go two ways",
      { "snowtrail:notifications": { topic: {}, email: { recipients: ["ops@example.com"] } } },
      /^snowtrail:notifications[.]email: contradicts topic/,
    ],
    [
      "a webhook without a secret",
      { "snowtrail:notifications": { topic: {}, webhook: { service: "slack" } } },
      /^snowtrail:notifications[.]webhook[.]secret: is missing[.] Run: pulumi config set --path 'snowtrail:notifications[.]webhook[.]secret' <value>/,
    ],
    [
      "a webhook's secret that is none, which it does not repeat",
      { "snowtrail:notifications": { webhook: { service: "slack", secret: "hunter2" } } },
      /^snowtrail:notifications[.]webhook[.]secret: is not what slack needs((?!hunter2).)*$/,
    ],
    [
      "alerts that go nowhere",
      { "snowtrail:alerts": { enabled: true } },
      /^snowtrail:alerts[.]enabled: needs a way for messages, and there is none/,
    ],
    [
      "a choice of alerts that are off",
      { "snowtrail:alerts": { minimumSeverity: "low" } },
      /^snowtrail:alerts[.]minimumSeverity: is for alerts, which are off[.] Set alerts[.]enabled to true/,
    ],
    [
      "a severity that there is not",
      {
        "snowtrail:notifications": { topic: {} },
        "snowtrail:alerts": { enabled: true, minimumSeverity: "grave" },
      },
      /^snowtrail:alerts[.]minimumSeverity: "grave" is not one of info, low, medium, high, critical/,
    ],
    [
      "alerts of a detection that is off",
      {
        "snowtrail:notifications": { topic: {} },
        "snowtrail:disabledDetections": ["root_activity"],
        "snowtrail:alerts": { enabled: true, detections: ["root_activity"] },
      },
      /^snowtrail:alerts[.]detections: there is no detection "root_activity" that is on[.] Is it root_login_failures or /,
    ],
    [
      "a mode of materialization that there is not",
      { "snowtrail:materialization": { mode: "table" } },
      /^snowtrail:materialization[.]mode: "table" is not one of view, dynamic-table, task/,
    ],
    [
      "a schedule without a task",
      { "snowtrail:materialization": { scheduleMinutes: 5 } },
      /^snowtrail:materialization[.]scheduleMinutes: is for the mode "task", and materialization[.]mode is "view"/,
    ],
    [
      "Insights that the new trail does not record",
      { "snowtrail:eventKinds": ["events", "insights"] },
      /^snowtrail:eventKinds: has "insights", and the new trail records none[.] Say which in trail[.]insightSelectors/,
    ],
    [
      "a detection to switch off that there is not",
      { "snowtrail:disabledDetections": ["root_activty"] },
      /^snowtrail:disabledDetections: .*"root_activty"/,
    ],
    [
      "a folder of detections that there is not",
      { "snowtrail:detectionsFolder": "no/such/folder" },
      /^snowtrail:detectionsFolder: .*no\/such\/folder/,
    ],
  ]);
});
