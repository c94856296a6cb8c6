import { expect } from "chai";
import { rule, statementOf } from "../rules";

/** The condition of a rule whose only selection has these lines. */
function conditionOf(...lines: readonly string[]): string {
  const selection = lines.map((line) => `        ${line}`).join("\n");
  const statement = statementOf(rule("R", `    s:\n${selection}\n    condition: s`));
  return statement.replace("select *\nfrom cloudtrail\nwhere ", "");
}

describe("sigma: the SQL of a value", () => {
  const plain: Record<string, string> = {
    "eventName: CreateUser": "lower(eventName) = 'createuser'",
    "eventName|cased: CreateUser": "eventName = 'CreateUser'",
    "eventName: [GetUser, 'List*', ListUsers, '*Key?']":
      "lower(eventName) in ('getuser', 'listusers') or eventName ilike any ('List%', '%Key_')",
    "eventName|startswith|cased: Get": "eventName like 'Get%'",
    "userIdentity.arn|endswith: ':user/a_b'":
      "userIdentity:arn::string ilike '%:user/a^_b' escape '^'",
    "userAgent|contains|all: [a, b]": "userAgent ilike '%a%' and userAgent ilike '%b%'",
    "errorCode: null": "errorCode is null",
    "errorCode: ''": "lower(errorCode) = ''",
    "errorCode: '*'": "errorCode is not null",
    "errorCode|exists: true": "record:errorCode is not null",
    "errorCode|neq: null": "not coalesce(errorCode is null, false)",
    "readOnly: false": "lower(record:readOnly::string) = 'false'",
    "recipientAccountId: 111122223333": "try_to_double(recipientAccountId) = 111122223333",
    "recipientAccountId: 99999999999999999999":
      "lower(recipientAccountId) = '99999999999999999999'",
    "userIdentity.userName: Jürgen": "lower(userIdentity:userName::string) = lower('Jürgen')",
    "requestParameters|contains: 0.0.0.0/0": "requestParameters::string ilike '%0.0.0.0/0%'",
    "requestParameters.bucketName: logs":
      "array_size(filter(to_array(requestParameters:bucketName), v -> lower(v::string) = 'logs')) > 0",
    "resources.ARN: x":
      "array_size(filter(to_array(resources), v -> array_size(filter(to_array(v:ARN), v2 -> lower(v2::string) = 'x')) > 0)) > 0",
    "x: null":
      "not coalesce(array_size(filter(to_array(record:x), v -> v::string is not null)) > 0, false)",
    "requestParameters.a.b|exists: true":
      "array_size(filter(to_array(requestParameters:a), v -> v:b is not null)) > 0",
    "requestParameters.a|fieldref|contains: requestParameters.b":
      "array_size(filter(to_array(requestParameters:a), v -> array_size(filter(to_array(requestParameters:b), w -> contains(lower(v::string), lower(w::string)))) > 0)) > 0",
    "'requestParameters.it''s': x":
      "array_size(filter(to_array(requestParameters['it''s']), v -> lower(v::string) = 'x')) > 0",
    "newField|gt: 5":
      "array_size(filter(to_array(record:newField), v -> try_to_double(v::string) > 5)) > 0",
    "sourceIPAddress|cidr: 192.0.2.0/24":
      "regexp_like(sourceIPAddress, '(192[.]0[.]2[.][0-9]{1,3})(/[0-9]{1,3})?', 'i')",
    "userIdentity.userName|fieldref: userIdentity.sessionContext.sessionIssuer.userName":
      "lower(userIdentity:userName::string) = lower(userIdentity:sessionContext.sessionIssuer.userName::string)",
  };
  for (const [line, sql] of Object.entries(plain)) {
    it(line, () => {
      expect(conditionOf(line)).to.equal(sql);
    });
  }

  it("what is long stands on several lines, and what is under NOT is false where a field is missing", () => {
    const detection = `    selection:
        eventSource: iam.amazonaws.com
        eventName: [AttachGroupPolicy, AttachRolePolicy, AttachUserPolicy, PutGroupPolicy, PutRolePolicy]
    filter:
        - userIdentity.type: AWSService
        - userIdentity.arn|contains: ':role/deploy'
    condition: selection and not filter`;
    expect(statementOf(rule("R", detection))).to.equal(`select *
from cloudtrail
where lower(eventSource) = 'iam.amazonaws.com'
    and lower(eventName) in (
        'attachgrouppolicy',
        'attachrolepolicy',
        'attachuserpolicy',
        'putgrouppolicy',
        'putrolepolicy'
    )
    and not coalesce(
        lower(userIdentity:type::string) = 'awsservice'
        or userIdentity:arn::string ilike '%:role/deploy%',
        false
    )`);
  });
});
