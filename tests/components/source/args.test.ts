import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";

import { type CloudTrailSourceArgs, sourceProblems } from "../../../components/source/args";

type Choices = Omit<CloudTrailSourceArgs, "baseName">;

const problems = (args: Choices): string[] =>
  sourceProblems(args).map(({ setting, problem }) => `${setting}: ${problem}`);

describe("components: what CloudTrailSource refuses", () => {
  it("nothing of its defaults, and nothing of each sound choice", () => {
    const sound: Choices[] = [
      {},
      { bucket: { existing: "logs" } },
      { bucket: { existing: "logs", ownPolicy: true } },
      { bucket: { name: "logs", retentionDays: 0, transition: { days: 90 } } },
      { bucket: { transition: { days: 30, storageClass: "STANDARD_IA" } } },
      { trail: { skip: true } },
      { trail: { skip: false, name: "audit" } },
      { trail: { existing: "audit" } },
      { trail: { existing: "arn:aws:cloudtrail:us-east-1:111122223333:trail/audit" } },
      {
        trail: { organization: { id: "o-exampleorgid", managementAccountId: "111122223333" } },
      },
      { trail: { account: { id: "123456789012", profile: "management" } } },
      { bucket: { readBy: ["arn:aws:iam::777788889999:role/reader"] } },
      { bucket: { existing: "logs", readBy: ["arn:aws:iam::777788889999:role/reader"] } },
      { trail: { insightSelectors: [{ insightType: "ApiCallRateInsight" }] } },
      { trail: { logGroup: { existing: "aws-cloudtrail-logs/audit", roleName: "copier" } } },
      { trail: { logGroup: { name: "audit", retentionInDays: 365 } } },
      { kmsKey: { existing: "alias/logs" } },
      { kmsKey: { existing: "0a1b2c3d-0000-4000-8000-000000000000" } },
      { kmsKey: { existing: "mrk-0123456789abcdef0123456789abcdef" } },
      { kmsKey: { existing: "arn:aws-us-gov:kms:us-gov-west-1:111122223333:alias/logs" } },
      { kmsKey: {} },
      { kmsKey: { create: true, alias: "alias/logs" } },
      {
        kmsKey: {
          create: true,
          decryptedBy: [
            "arn:aws:iam::111122223333:role/path/reader",
            pulumi.output("arn:aws:iam::444455556666:user/auditor"),
          ],
        },
      },
      { prefix: "audit/trail" },
      { tags: { "cost center": "security", empty: "" } },
    ];
    for (const args of sound) expect(problems(args), JSON.stringify(args)).to.be.empty;
  });

  it("nothing of what another resource gives, before it is known", () => {
    const later = pulumi.output("no bucket/name");
    expect(problems({ bucket: { existing: later }, prefix: Promise.resolve("/") })).to.be.empty;
  });

  const contradictions: [rule: string, args: Choices, problem: string][] = [
    [
      "a bucket that exists and is new",
      { bucket: { existing: "logs", name: "others" } },
      "bucket.name: is for a new bucket, and bucket.existing names one that exists. Remove one of the two.",
    ],
    [
      "a retention for a bucket that exists",
      { bucket: { existing: "logs", retentionDays: 30 } },
      "bucket.retentionDays: is for a new bucket, and bucket.existing names one that exists. Remove one of the two.",
    ],
    [
      "moving logs of a bucket that exists",
      { bucket: { existing: "logs", transition: { days: 60 } } },
      "bucket.transition: is for a new bucket, and bucket.existing names one that exists. Remove one of the two.",
    ],
    [
      "owning the policy of a bucket that is new, which it does anyway",
      { bucket: { ownPolicy: false } },
      "bucket.ownPolicy: is for a bucket that exists, and none is named. Remove it, or name the bucket in bucket.existing.",
    ],
    [
      "a trail that exists and is new",
      { trail: { existing: "audit", name: "others" } },
      "trail.name: is for a new trail, and trail.existing names one that exists. Remove one of the two.",
    ],
    [
      "a trail that exists and is skipped",
      { trail: { existing: "audit", skip: true } },
      "trail.existing: contradicts trail.skip, which leaves no trail to describe. Remove one of the two.",
    ],
    [
      "a trail that is named and skipped",
      { trail: { name: "audit", skip: true } },
      "trail.name: contradicts trail.skip, which leaves no trail to describe. Remove one of the two.",
    ],
    [
      "a trail of an organization that is skipped",
      { trail: { organization: { id: "o-exampleorgid" }, skip: true } },
      "trail.organization: contradicts trail.skip, which leaves no trail to describe. Remove one of the two.",
    ],
    [
      "another account without a way to reach it",
      { trail: { account: { id: "123456789012" } } },
      "trail.account: tells of another account and not how to reach it. Name a role to assume in trail.account.assumeRoleArn, a profile in trail.account.profile, or both.",
    ],
    [
      "another account for a trail that exists",
      { trail: { existing: "audit", account: { id: "123456789012", profile: "p" } } },
      "trail.account: is for a new trail, and trail.existing names one that exists. Remove one of the two.",
    ],
    [
      "Insights of a trail that exists",
      { trail: { existing: "audit", insightSelectors: [{ insightType: "ApiCallRateInsight" }] } },
      "trail.insightSelectors: is for a new trail, and trail.existing names one that exists. Remove one of the two.",
    ],
    [
      "a retention for a log group that exists",
      { trail: { logGroup: { existing: "audit", retentionInDays: 30 } } },
      "trail.logGroup.retentionInDays: is for a new trail.logGroup, and trail.logGroup.existing names one that exists. Remove one of the two.",
    ],
    [
      "a key that exists and is new",
      { kmsKey: { existing: "alias/logs", create: true } },
      "kmsKey.create: is for a new kmsKey, and kmsKey.existing names one that exists. Remove one of the two.",
    ],
    [
      "who decrypts with a key that nobody makes",
      { kmsKey: { decryptedBy: ["arn:aws:iam::111122223333:role/reader"] } },
      "kmsKey.decryptedBy: is for a new key, which kmsKey.create does not ask for. Set it to true, or remove this.",
    ],
    [
      "an alias that is AWS's own",
      { kmsKey: { create: true, alias: "alias/aws/s3" } },
      'kmsKey.alias: "alias/aws/s3" is not an alias of a KMS key. Give alias/ and up to 250 letters, digits and / _ -, and not alias/aws/.',
    ],
    [
      "a session as one who decrypts",
      {
        kmsKey: {
          create: true,
          decryptedBy: ["arn:aws:sts::111122223333:assumed-role/reader/session"],
        },
      },
      'kmsKey.decryptedBy: "arn:aws:sts::111122223333:assumed-role/reader/session" is not the ARN of an IAM role or user. Give arn:aws:iam::<account>:role/<name>; a policy names no session and no pattern.',
    ],
    [
      "moving logs when they are deleted",
      { bucket: { retentionDays: 90, transition: { days: 90 } } },
      "bucket.transition.days: 90 is not before bucket.retentionDays (90), when logs are deleted. Give fewer days, or no transition.",
    ],
    [
      "moving logs when they are deleted by default",
      { bucket: { transition: { days: 365 } } },
      "bucket.transition.days: 365 is not before bucket.retentionDays (365), when logs are deleted. Give fewer days, or no transition.",
    ],
    [
      "moving logs earlier than S3 does",
      { bucket: { transition: { days: 29, storageClass: "STANDARD_IA" } } },
      "bucket.transition.days: S3 moves objects to STANDARD_IA after 30 days at the earliest. Give 30 or more.",
    ],
  ];
  for (const [rule, args, problem] of contradictions) {
    it(`${rule}, naming both arguments`, () => {
      expect(problems(args)).to.deep.equal([problem]);
    });
  }

  const malformed: [argument: string, values: unknown[]][] = [
    ["prefix", ["", "/audit", "audit/", "a//b", "AWSLogs", "a/AWSLogs/b", "a b", "*"]],
    ["bucket.name", ["s3://logs", "Logs", "a", "a..b", "192.0.2.1", "xn--logs", "logs/"]],
    ["bucket.existing", ["", "s3://logs", "arn:aws:s3:::logs", 1]],
    ["bucket.retentionDays", [-1, 1.5, 100000, "365"]],
    ["bucket.transition.days", [0, -1, 1.5]],
    ["bucket.transition.storageClass", ["COLD"]],
    ["trail.name", ["a", "a--b", "-ab", "a b", "arn:aws:s3:::logs", `arn:${"a".repeat(200)}`]],
    ["trail.existing", ["", "a", "a--b", "arn:aws:s3:::logs"]],
    ["trail.organization.id", ["exampleorgid", "o-short", "O-EXAMPLEORGID"]],
    ["trail.organization.managementAccountId", ["1234", "1111222233334", "1111-2222-3333"]],
    ["bucket.readBy", [[], ["*"], ["arn:aws:iam::777788889999:root"], [1]]],
    ["trail.advancedEventSelectors", [[], [{ fieldSelectors: [] }]]],
    [
      "trail.insightSelectors",
      [
        [],
        [{ insightType: "Other" }],
        [{ insightType: "ApiCallRateInsight" }, { insightType: "ApiCallRateInsight" }],
      ],
    ],
    ["trail.logGroup.existing", ["", "a b", "aws/x", "arn:aws:logs:eu-west-1:111122223333:x"]],
    ["trail.logGroup.retentionInDays", [0, 2, "90"]],
    ["trail.logGroup.roleName", ["a b"]],
    ["kmsKey.existing", ["logs", "alias/", "arn:aws:s3:::logs", "0a1b2c3d"]],
    ["tags", [{ "aws:name": "x" }, { "": "x" }, { key: "x".repeat(257) }, { "a<b": "x" }]],
  ];
  for (const [argument, values] of malformed) {
    for (const value of values) {
      it(`${argument} = ${JSON.stringify(value)}`, () => {
        const args = argument
          .split(".")
          .reduceRight<unknown>((inner, key) => ({ [key]: inner }), value) as Choices;
        expect(sourceProblems(args).map(({ setting }) => setting)).to.deep.equal([argument]);
      });
    }
  }

  it("creating a trail by an ARN", () => {
    const name = "arn:aws:cloudtrail:us-east-1:111122223333:trail/audit";
    expect(problems({ trail: { name } })).to.deep.equal([
      `trail.name: "${name}" is not the name of a trail. Give 3 to 128 letters, digits, dots, hyphens and underscores.`,
    ]);
  });

  it("slashes at the ends of a prefix, and says what to write instead", () => {
    expect(problems({ prefix: "/a//b/" })).to.deep.equal([
      'prefix: "/a//b/" has a slash at an end or two in a row. Give "a/b".',
    ]);
  });
});
