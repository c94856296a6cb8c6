import { expect } from "chai";

import { type CloudTrailSourceArgs, sourceProblems } from "../../../components/source/settings";

type Choices = Omit<CloudTrailSourceArgs, "baseName">;

const wrongSettings = (args: Choices): string[] =>
  sourceProblems(args).map(({ setting }) => setting);
const problem = (args: Choices): string => {
  const found = sourceProblems(args);
  expect(found).to.have.length(1);
  return `${found[0]?.setting}: ${found[0]?.problem}`;
};

describe("components: what CloudTrailSource refuses", () => {
  it("nothing of its defaults", () => {
    expect(sourceProblems({})).to.be.empty;
  });

  it("nothing of each sound choice", () => {
    const sound: Choices[] = [
      { bucket: "adopt", bucketName: "logs" },
      { bucket: "adopt", bucketName: "logs", ownBucketPolicy: true },
      { trail: "skip" },
      { trail: "adopt", trailName: "audit" },
      { trail: "adopt", trailName: "arn:aws:cloudtrail:us-east-1:111122223333:trail/audit" },
      { organizationId: "o-exampleorgid", managementAccountId: "111122223333" },
      { kmsKey: "alias/logs" },
      { kmsKey: "0a1b2c3d-0000-4000-8000-000000000000" },
      { kmsKey: "mrk-0123456789abcdef0123456789abcdef" },
      { kmsKey: "arn:aws-us-gov:kms:us-gov-west-1:111122223333:alias/logs" },
      { prefix: "audit/trail", retentionDays: 0, transitionDays: 90 },
      { transitionDays: 30, transitionStorageClass: "STANDARD_IA" },
    ];
    for (const args of sound) expect(sourceProblems(args), JSON.stringify(args)).to.be.empty;
  });

  const contradictions: [rule: string, args: Choices, message: RegExp][] = [
    ["adopting a bucket without its name", { bucket: "adopt" }, /^bucketName: is missing.*bucket/],
    ["adopting a trail without its name", { trail: "adopt" }, /^trailName: is missing.*trail/],
    [
      "naming a trail and skipping it",
      { trail: "skip", trailName: "audit" },
      /^trailName: contradicts trail = "skip"/,
    ],
    [
      "creating a trail by an ARN",
      { trailName: "arn:aws:cloudtrail:us-east-1:111122223333:trail/audit" },
      /^trailName: is an ARN, and trail is "create"/,
    ],
    [
      "a management account without an organization",
      { managementAccountId: "111122223333" },
      /^managementAccountId: .*organizationId/,
    ],
    [
      "owning the policy of a bucket that is created",
      { ownBucketPolicy: true },
      /^ownBucketPolicy: .*bucket is "create"/,
    ],
    [
      "a retention for a bucket that is adopted",
      { bucket: "adopt", bucketName: "logs", retentionDays: 30 },
      /^retentionDays: .*bucket is "adopt"/,
    ],
    [
      "moving logs of a bucket that is adopted",
      { bucket: "adopt", bucketName: "logs", transitionDays: 60 },
      /^transitionDays: .*bucket is "adopt"/,
    ],
    [
      "moving logs when they are deleted",
      { retentionDays: 90, transitionDays: 90 },
      /^transitionDays: .*retentionDays \(90\)/,
    ],
    [
      "moving logs earlier than S3 does",
      { transitionDays: 29, transitionStorageClass: "STANDARD_IA" },
      /^transitionDays: .*STANDARD_IA after 30 days/,
    ],
    [
      "a storage class that nothing moves to",
      { transitionStorageClass: "STANDARD_IA" },
      /^transitionStorageClass: does nothing while transitionDays is 0/,
    ],
  ];
  for (const [rule, args, message] of contradictions) {
    it(`${rule}, naming both settings`, () => {
      expect(problem(args)).to.match(message);
    });
  }

  const malformed: [setting: keyof Choices, values: (string | number)[]][] = [
    ["prefix", ["/audit", "audit/", "a//b", "AWSLogs", "a/AWSLogs/b", "a b", "*"]],
    ["bucketName", ["s3://logs", "Logs", "a", "a..b", "192.0.2.1", "xn--logs", "logs/"]],
    ["trailName", ["a", "a--b", "-ab", "a b", "arn:aws:s3:::logs"]],
    ["organizationId", ["exampleorgid", "o-short", "O-EXAMPLEORGID"]],
    ["managementAccountId", ["1234", "1111222233334", "1111-2222-3333"]],
    ["kmsKey", ["logs", "alias/", "arn:aws:s3:::logs", "0a1b2c3d"]],
    ["retentionDays", [-1, 1.5, 100000]],
  ];
  for (const [setting, values] of malformed) {
    for (const value of values) {
      it(`${setting} = ${JSON.stringify(value)}`, () => {
        expect(wrongSettings({ [setting]: value })).to.include(setting);
      });
    }
  }

  it("slashes at the ends of a prefix, and says what to write instead", () => {
    expect(problem({ prefix: "/a//b/" })).to.equal(
      'prefix: "/a//b/" has a slash at an end or two in a row. Give "a/b".',
    );
  });
});
