/** What the case shows, a policy document or what stands in its place, and what a function gives for it. */
type PolicyCase<T> = readonly [what: string, policy: unknown, gives: T];

const allow = (statement: object): object => ({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Action: "s3:GetObject", Resource: "*", ...statement }],
});
const everybodyIf = (condition: object): object => allow({ Principal: "*", Condition: condition });

/** Cases of OUTSIDE_PRINCIPALS, for the account 111122223333. */
export const outsiders: readonly PolicyCase<string[]>[] = [
  ["everybody", allow({ Principal: "*" }), ["*"]],
  ["everybody as an AWS principal", allow({ Principal: { AWS: "*" } }), ["*"]],
  ["all but somebody", allow({ NotPrincipal: { AWS: "111122223333" } }), ["*"]],
  ["the policy as its text", JSON.stringify(allow({ Principal: "*" })), ["*"]],
  ["a statement that is no list", { Statement: { Effect: "Allow", Principal: "*" } }, ["*"]],
  [
    "several, of which one is one's own, one a service and one nobody any more",
    allow({
      Principal: {
        AWS: [
          "arn:aws:iam::444455556666:root",
          "123456789012",
          "arn:aws-cn:sts::444455556666:assumed-role/admin/eve",
          "arn:aws:iam::111122223333:role/app",
          "111122223333",
          "AIDACKCEVSQ6C2EXAMPLE",
        ],
        Service: "ec2.amazonaws.com",
      },
    }),
    [
      "arn:aws:iam::444455556666:root",
      "123456789012",
      "arn:aws-cn:sts::444455556666:assumed-role/admin/eve",
    ],
  ],
  ["a service alone", allow({ Principal: { Service: "ec2.amazonaws.com" } }), []],
  [
    "identity providers",
    allow({
      Principal: {
        Federated: ["accounts.google.com", "arn:aws:iam::444455556666:saml-provider/idp"],
      },
    }),
    [],
  ],
  ["a denial", { Statement: [{ Effect: "Deny", Principal: "*", Action: "*" }] }, []],
  [
    "one's own organization",
    everybodyIf({ StringEquals: { "aws:PrincipalOrgID": "o-a1b2c3" } }),
    [],
  ],
  [
    "a part of it",
    everybodyIf({ "ForAnyValue:StringLike": { "aws:PrincipalOrgPaths": ["o-a1b2c3/r-ab12/*"] } }),
    [],
  ],
  ["any organization", everybodyIf({ StringLike: { "aws:PrincipalOrgID": "*" } }), ["*"]],
  [
    "whoever has no organization, too",
    everybodyIf({ StringEqualsIfExists: { "aws:PrincipalOrgID": "o-a1b2c3" } }),
    ["*"],
  ],
  [
    "everybody outside the organization",
    everybodyIf({ StringNotEquals: { "aws:PrincipalOrgID": "o-a1b2c3" } }),
    ["*"],
  ],
  ["one's own endpoint", everybodyIf({ StringEquals: { "aws:SourceVpce": "vpce-0a1b2c3d" } }), []],
  ["addresses", everybodyIf({ IpAddress: { "aws:SourceIp": "198.51.100.0/24" } }), ["*"]],
  [
    "one's own account, beside another condition and in other letters",
    everybodyIf({
      Bool: { "aws:SecureTransport": "true" },
      StringEquals: { "aws:RequestedRegion": ["eu-west-1"], "AWS:sourceaccount": "111122223333" },
    }),
    [],
  ],
  [
    "one's own topic",
    everybodyIf({ ArnLike: { "aws:SourceArn": "arn:aws:sns:eu-west-1:111122223333:orders" } }),
    [],
  ],
  [
    "one's own account and another",
    everybodyIf({ StringEquals: { "aws:SourceAccount": ["111122223333", "444455556666"] } }),
    ["*"],
  ],
  [
    "another's role alone",
    everybodyIf({ ArnEquals: { "aws:PrincipalArn": "arn:aws:iam::444455556666:role/eve" } }),
    ["*"],
  ],
  ["no policy", "no JSON", []],
  ["no statement", {}, []],
  ["what is no statement", { Statement: [null, 7, "*", [], { Effect: "Allow" }] }, []],
  ["a principal that is none", allow({ Principal: { AWS: [7, null, ""] } }), []],
];

/** Cases of GRANTS_ADMINISTRATION. */
export const grants: readonly PolicyCase<boolean>[] = [
  ["everything", allow({ Action: "*" }), true],
  ["everything as a list, beside other statements", allow({ Action: ["s3:*", "*"] }), true],
  ["everything of every service", allow({ Action: "*:*" }), true],
  ["everything in IAM, in other letters", allow({ Action: ["IAM:*"] }), true],
  ["all but something", allow({ Action: null, NotAction: ["s3:DeleteBucket"] }), true],
  ["the policy as its text", JSON.stringify(allow({ Action: "*", Resource: ["*"] })), true],
  [
    "a statement that is no list",
    { Statement: { Effect: "Allow", Action: "*", Resource: "*" } },
    true,
  ],
  ["everything of a service", allow({ Action: "s3:*" }), false],
  ["everything on one resource", allow({ Action: "*", Resource: "arn:aws:s3:::a" }), false],
  ["a denial", allow({ Effect: "Deny", Action: "*" }), false],
  ["no policy", "no JSON", false],
  ["no statement", {}, false],
  ["what is no statement", { Statement: [null, 7, "*", []] }, false],
];
