import { expect } from "chai";
import type { Engine } from "../../../../engine";
import { event, type Event } from "../../../sql/event";
import { loaded, logFile } from "../../../sql/loaded";
import { catalogue, rule, statementOf } from "../rules";

/** Somebody in a role. */
const session = {
  type: "AssumedRole",
  principalId: "AROAIDPPEZS35WEXAMPLE:bob",
  arn: "arn:aws:sts::111122223333:assumed-role/admin/bob",
  accountId: "111122223333",
  sessionContext: { attributes: { mfaAuthenticated: "false" } },
};

const command = "cmd /c calc";

/** What an event is tried on, by its id. A field that is undefined is not there. */
const events: Record<string, Event> = {
  policy: {
    eventSource: "s3.amazonaws.com",
    eventName: "PutBucketPolicy",
    sourceIPAddress: "198.51.100.7",
    requestParameters: {
      bucketName: "Logs_2026",
      policy: '{"Effect":"Allow","Principal":"*"}',
      "x-amz-acl": "public-read",
      expires: null,
    },
  },
  group: {
    eventName: "AuthorizeSecurityGroupIngress",
    sourceIPAddress: "2001:db8:0:7::9",
    requestParameters: {
      groupId: "sg-1",
      ipPermissions: {
        items: [
          {
            fromPort: 22,
            ipRanges: { items: [{ cidrIp: "192.0.2.0/28" }, { cidrIp: "0.0.0.0/0" }] },
          },
          { fromPort: "443", ipRanges: {} },
        ],
      },
    },
  },
  script: {
    eventSource: "ssm.amazonaws.com",
    eventName: "SendCommand",
    sourceIPAddress: "ssm.amazonaws.com",
    requestParameters: {
      commands: [
        "echo first\nwhoami --all",
        `powershell -enc ${Buffer.from(`xx${command}`, "utf16le").toString("base64")}`,
        `echo ${Buffer.from("/bin/bash -i").toString("base64")}`,
      ],
      path: "C:\\Temp\\*.ps1",
      counts: [3, 70],
    },
  },
  role: {
    eventSource: "sts.amazonaws.com",
    eventName: "AssumeRole",
    userIdentity: session,
    errorCode: "AccessDenied",
    errorMessage: undefined,
    requestParameters: { roleSessionName: "BOB", tags: ["bob", null] },
    resources: [
      { ARN: "arn:aws:iam::444455556666:role/audit", accountId: "444455556666" },
      { ARN: "arn:aws:iam::111122223333:role/ops" },
    ],
    recipientAccountId: "012345678901",
    readOnly: "true",
  },
  odd: {
    userIdentity: null,
    requestParameters: "too large",
    eventName: undefined,
    userAgent: null,
  },
};

/** The lines of a detection, and the events that it finds. */
const cases: Record<string, readonly [lines: string, found: string]> = {
  "letter case does not count": ["s: { eventName: PUTBUCKETPOLICY }", "policy"],
  "with cased it does": ["s: { 'eventName|cased': [PUTBUCKETPOLICY, AssumeRole] }", "role"],
  "one of a list": ["s: { eventName: [sendcommand, 'Assume*'] }", "role script"],
  "all of a map": ["s: { eventName: 'A*', eventSource: sts.amazonaws.com }", "role"],
  "one of a list of maps": [
    "s: [{ eventName: AssumeRole }, { eventName: 'Put*', userAgent: x }]",
    "role",
  ],
  "? is one character": ["s: { eventName: 'Put?ucketPolic?' }", "policy"],
  "? is not none": ["s: { eventName: 'PutBucketPolicy?' }", ""],
  "an underscore is no wildcard": [
    "s: { requestParameters.bucketName|startswith: 'logs_' }",
    "policy",
  ],
  "nor is a percent sign": ["s: { requestParameters.bucketName|contains: 's%2' }", ""],
  startswith: ["s: { 'eventName|startswith': putb }", "policy"],
  endswith: ["s: { 'eventName|endswith': [ingress, ROLE] }", "group role"],
  "contains, all of them": ["s: { 'eventName|contains|all': [security, group] }", "group"],
  "contains, one of them": ["s: { 'eventName|contains': [security, policy] }", "group policy"],
  "an escaped wildcard is a character": [
    "s: { requestParameters.path|endswith: '\\\\*.ps1' }",
    "script",
  ],
  "a backslash before a wildcard": ["s: { requestParameters.path: 'c:\\temp\\\\*' }", "script"],
  "an escaped wildcard that is not there": ["s: { requestParameters.path: 'c:\\*' }", ""],
  "a list: any element": ["s: { requestParameters.commands|contains: WHOAMI }", "script"],
  "a list in lists": [
    "s: { requestParameters.ipPermissions.items.ipRanges.items.cidrIp: 0.0.0.0/0 }",
    "group",
  ],
  "a list at the top": ["s: { resources.ARN|endswith: role/ops }", "role"],
  "elements for each of all": [
    "s: { requestParameters.commands|contains|all: [whoami, powershell] }",
    "script",
  ],
  "a key with a hyphen": ["s: { requestParameters.x-amz-acl: Public-Read }", "policy"],
  "an object as its JSON": [
    "s: { 'requestParameters|contains': '\"bucketname\":\"logs_' }",
    "policy",
  ],
  "JSON in a text": ['s: { requestParameters.policy|contains: \'"Principal":"\\*"\' }', "policy"],
  "a number and its text": ["s: { requestParameters.ipPermissions.items.fromPort: 443 }", "group"],
  "a number's leading zeros": ["s: { recipientAccountId: 12345678901 }", "role"],
  "a text of digits is a text": ["s: { recipientAccountId: '12345678901' }", ""],
  "a boolean that was delivered as text": ["s: { readOnly: true, eventName: 'A*Role' }", "role"],
  lt: ["s: { requestParameters.ipPermissions.items.fromPort|lt: 22 }", ""],
  lte: ["s: { requestParameters.ipPermissions.items.fromPort|lte: 22 }", "group"],
  "gt, any element": ["s: { requestParameters.counts|gt: 69.5 }", "script"],
  gte: ["s: { requestParameters.counts|gte: '71' }", ""],
  "null is missing, or null": ["s: { userAgent: null }", "odd"],
  "null under objects": [
    "s: { requestParameters.expires: null, eventName: [PutBucketPolicy, AssumeRole] }",
    "policy role",
  ],
  "null or a value": [
    "s: { 'eventName|startswith': Put }\n    t: { eventName: [null, AssumeRole] }\n    condition: 1 of them",
    "odd policy role",
  ],
  "exists, though it is null": ["s: { requestParameters.expires|exists: true }", "policy"],
  "exists at the top": ["s: { errorCode|exists: true }", "role"],
  "exists not": [
    "s: { userIdentity.sessionContext|exists: false, eventSource|contains: '.' }",
    "group odd policy script",
  ],
  "exists in elements of a list": ["s: { resources.accountId|exists: true }", "role"],
  "not, where the field is missing": [
    "s: { eventName: '*' }\n    f: { errorCode: AccessDenied }\n    condition: s and not f",
    "group policy script",
  ],
  "not, where nothing is there": [
    "s: { eventName: AssumeRole }\n    condition: not s",
    "group odd policy script",
  ],
  "not not": ["s: { eventName: AssumeRole }\n    condition: not not s", "role"],
  neq: ["s: { 'eventName|neq': [AssumeRole, SendCommand] }", "group odd policy"],
  brackets: [
    "a: { eventName: 'P*' }\n    b: { eventName: 'A*' }\n    c: { errorCode: '*' }\n    condition: (a or b) and c",
    "role",
  ],
  "or after and": [
    "a: { eventName: 'P*' }\n    b: { eventName: 'A*' }\n    c: { errorCode: '*' }\n    condition: a or b and c",
    "policy role",
  ],
  "all of a pattern": [
    "sel_a: { eventName: 'A*' }\n    sel_b: { errorCode: '*' }\n    condition: all of sel_*",
    "role",
  ],
  "1 of a pattern": [
    "sel_a: { eventName: 'S*' }\n    sel_b: { errorCode: '*' }\n    x: { eventName: 'P*' }\n    condition: 1 of sel_*",
    "role script",
  ],
  "them without those with an underscore": [
    "a: { eventName: 'A*' }\n    _b: { eventName: 'P*' }\n    condition: all of them",
    "group role",
  ],
  "a list of conditions": [
    "a: { eventName: 'Put*' }\n    b: { errorCode: '*' }\n    condition: [a, b]",
    "policy role",
  ],
  "re counts letter case": ["s: { 'eventName|re': '^put' }", ""],
  "re|i does not": ["s: { 'eventName|re|i': '^put.*y$' }", "policy"],
  "re is not bound to the ends": ["s: { 'eventName|re': 'Bucket' }", "policy"],
  "re: the dot is no line break": ["s: { requestParameters.commands|re: 'first.whoami' }", ""],
  "re|s: it is": ["s: { requestParameters.commands|re|s: 'first.whoami' }", "script"],
  "re: an anchor is the text's": ["s: { requestParameters.commands|re: '^whoami' }", ""],
  "re|m: it is a line's": ["s: { requestParameters.commands|re|m: '^whoami (--all)?$' }", "script"],
  "re with alternatives": ["s: { 'eventName|re': '^(?:Put|Send)[A-Z]|^$' }", "policy script"],
  "cidr, version 4": ["s: { 'sourceIPAddress|cidr': [198.51.100.0/29, 203.0.113.0/24] }", "policy"],
  "cidr, just outside": ["s: { 'sourceIPAddress|cidr': 198.51.100.8/29 }", ""],
  "cidr, version 6": ["s: { 'sourceIPAddress|cidr': '2001:db8::/48' }", "group"],
  "cidr, just outside of version 6": ["s: { 'sourceIPAddress|cidr': '2001:db8:1::/48' }", ""],
  base64: ["s: { requestParameters.commands|base64|contains: '/bin/bash -i' }", "script"],
  base64offset: ["s: { requestParameters.commands|base64offset|contains: bin/bash }", "script"],
  wide: [`s: { requestParameters.commands|wide|base64offset|contains: '${command}' }`, "script"],
  "utf16 begins with its mark": [
    `s: { requestParameters.commands|utf16|base64offset|contains: '${command}' }`,
    "",
  ],
  windash: ["s: { requestParameters.commands|windash|contains: ' /enc ' }", "script"],
  "windash with a wildcard": [
    "s: { requestParameters.commands|windash: 'power*/enc *' }",
    "script",
  ],
  fieldref: ["s: { userIdentity.accountId|fieldref: recipientAccountId }", "group policy script"],
  "fieldref with endswith": [
    "s: { userIdentity.arn|fieldref|endswith: userIdentity.userName }",
    "group policy script",
  ],
  "fieldref of lists": [
    "s: { requestParameters.roleSessionName|fieldref: requestParameters.tags }",
    "role",
  ],
  "fieldref of a list and one value": [
    "s: { requestParameters.tags|fieldref: requestParameters.roleSessionName }",
    "role",
  ],
  "fieldref, cased": [
    "s: { requestParameters.roleSessionName|fieldref|cased: requestParameters.tags }",
    "",
  ],
  "cidr of a network in lists": [
    "s: { requestParameters.ipPermissions.items.ipRanges.items.cidrIp|cidr: 192.0.2.0/24 }",
    "group",
  ],
  "fieldref, neq": [
    "s: { userIdentity.accountId|fieldref|neq: recipientAccountId, errorCode: '*' }",
    "role",
  ],
  keywords: ["s: [CALC, 'bucketpolicy']", "policy"],
  "keywords with wildcards and quotes": [
    "s: ['\"effect\":*\"principal\"', '192.0.2.0/2?']",
    "group policy",
  ],
  "all keywords": ["s: { '|all': [assumerole, accessdenied] }", "role"],
  "a keyword as a regular expression": ["s: { '|re': 'Put[A-Z]\\w+y' }", "policy"],
  "keywords beside a map": ["s: [444455556666, { eventName: SendCommand }]", "role script"],
};

describe("sigma: events that a rule finds", () => {
  let engine: Engine;
  before(async () => {
    const records = Object.entries(events).map(([id, fields]) => event({ ...fields, eventID: id }));
    engine = await loaded([logFile([...records, null, "text", 7, [], {}])], catalogue);
  });
  after(() => engine.close());

  for (const [name, [lines, found]] of Object.entries(cases)) {
    it(`${name}: ${found === "" ? "none" : found}`, async () => {
      const detection = `    ${lines}${lines.includes("condition:") ? "" : "\n    condition: s"}`;
      const statement = statementOf(rule(name, detection));
      const { rows } = await engine.query(
        `select eventID from (${statement}) where eventID is not null`,
      );
      expect(rows.flat().sort().join(" ")).to.equal(found);
    });
  }
});
