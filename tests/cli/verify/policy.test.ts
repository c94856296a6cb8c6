import { expect } from "chai";
import { allowsService } from "../../../cli/verify/policy";

const trail = "arn:aws:cloudtrail:eu-west-1:111122223333:trail/larkspur";
const request = {
  service: "cloudtrail.amazonaws.com",
  action: "s3:PutObject",
  resource: "arn:aws:s3:::example-logs/AWSLogs/111122223333/CloudTrail/any",
  context: {
    "aws:sourcearn": trail,
    "aws:securetransport": "true",
    "s3:x-amz-acl": "bucket-owner-full-control",
  },
};
const allow = {
  Effect: "Allow",
  Principal: { Service: "cloudtrail.amazonaws.com" },
  Action: "s3:PutObject",
  Resource: "arn:aws:s3:::example-logs/AWSLogs/111122223333/*",
};
const deny = { Effect: "Deny", Principal: "*", Action: "s3:*", Resource: "*" };

const cases: [is: string, allowed: boolean | undefined, statements: object[]][] = [
  ["an Allow for the service", true, [allow]],
  [
    "an Allow for some services, one of which it is",
    true,
    [{ ...allow, Principal: { Service: ["config.amazonaws.com", "cloudtrail.amazonaws.com"] } }],
  ],
  ["an Allow for everybody", true, [{ ...allow, Principal: "*" }]],
  ["an Allow for all of AWS", true, [{ ...allow, Principal: { AWS: "*" } }]],
  ["an Allow with a pattern of actions in another case", true, [{ ...allow, Action: ["S3:put*"] }]],
  ["no statement", false, []],
  [
    "an Allow for another service",
    false,
    [{ ...allow, Principal: { Service: "config.amazonaws.com" } }],
  ],
  ["an Allow of another action", false, [{ ...allow, Action: "s3:GetObject" }]],
  [
    "an Allow on another folder",
    false,
    [{ ...allow, Resource: "arn:aws:s3:::example-logs/AWSLogs/444455556666/*" }],
  ],
  ["a pattern with many stars", true, [{ ...allow, Resource: "arn:*s3**:example-?ogs/*/1*3/*" }]],
  [
    "a pattern that could be tried in many ways",
    false,
    [{ ...allow, Resource: `arn:aws:s3:::${"*?".repeat(30)}#` }],
  ],
  ["a dot that stands for itself", false, [{ ...allow, Resource: "arn:aws:s3:::example.logs/*" }]],
  [
    "the trail by its ARN",
    true,
    [{ ...allow, Condition: { StringEquals: { "aws:SourceArn": trail } } }],
  ],
  [
    "the trail by a pattern",
    true,
    [
      {
        ...allow,
        Condition: { ArnLike: { "AWS:SourceArn": "arn:aws:cloudtrail:*:111122223333:trail/*" } },
      },
    ],
  ],
  [
    "a pattern where none counts",
    false,
    [{ ...allow, Condition: { StringEquals: { "aws:SourceArn": "*" } } }],
  ],
  [
    "another trail",
    false,
    [{ ...allow, Condition: { StringEquals: { "aws:SourceArn": `${trail}-2` } } }],
  ],
  [
    "one of two conditions that does not hold",
    false,
    [
      {
        ...allow,
        Condition: { StringEquals: { "aws:SourceArn": trail, "s3:x-amz-acl": "private" } },
      },
    ],
  ],
  [
    "a Deny of what is sent in clear",
    true,
    [allow, { ...deny, Condition: { Bool: { "aws:SecureTransport": "false" } } }],
  ],
  ["a Deny of everything", false, [allow, deny]],
  [
    "a Deny of all trails but another",
    false,
    [allow, { ...deny, Condition: { StringNotEquals: { "aws:SourceArn": `${trail}-2` } } }],
  ],
  [
    "a Deny of all trails but this",
    true,
    [allow, { ...deny, Condition: { ArnNotLike: { "aws:SourceArn": trail } } }],
  ],
  [
    "an Allow with a key that is not known",
    undefined,
    [{ ...allow, Condition: { StringEquals: { "aws:SourceOrgID": "o-example" } } }],
  ],
  [
    "an Allow with an operator that is not known",
    undefined,
    [{ ...allow, Condition: { "ForAnyValue:StringEquals": { "aws:SourceArn": trail } } }],
  ],
  [
    "a Deny with a key that is not known",
    undefined,
    [
      allow,
      { ...deny, Condition: { StringEquals: { "s3:x-amz-server-side-encryption": "AES256" } } },
    ],
  ],
  [
    "a Deny for all but some principals",
    undefined,
    [
      allow,
      {
        Effect: "Deny",
        NotPrincipal: { AWS: "arn:aws:iam::111122223333:root" },
        Action: "s3:*",
        Resource: "*",
      },
    ],
  ],
  [
    "an Allow that is not known beside one that is",
    true,
    [allow, { ...allow, Condition: { StringEquals: { "aws:SourceOrgID": "o-example" } } }],
  ],
];

describe("whether a policy lets a service in", () => {
  for (const [is, allowed, Statement] of cases) {
    const told = allowed === undefined ? "is left open" : allowed ? "is so" : "is not so";
    it(`${told} with ${is}`, () => {
      expect(allowsService(JSON.stringify({ Statement }), request)).to.equal(allowed);
    });
  }

  it("is left open where there is no policy to be read", () => {
    expect(allowsService("<html>", request)).to.equal(undefined);
    expect(allowsService('{"Statement": 1}', request)).to.equal(undefined);
    expect(allowsService(JSON.stringify({ Statement: allow }), request)).to.equal(true);
  });
});
