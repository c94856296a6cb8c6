import * as aws from "@pulumi/aws";
import { expect } from "chai";
import { deployProgram } from "../../../sandbox/pulumi/deploy";
import { Sandbox } from "../../../sandbox/sandbox";
import { bucketArn, bucketName } from "../pieces";
import { refusalOf } from "../refusal";

const trailArn = "arn:aws:cloudtrail:us-east-1:111122223333:trail/example";
const service = { Service: "cloudtrail.amazonaws.com" };

function bucketPolicy(folder: string, sourceArn = trailArn): object {
  const source = { "aws:SourceArn": sourceArn };
  return {
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Principal: service,
        Action: "s3:GetBucketAcl",
        Resource: bucketArn,
        Condition: { StringEquals: source },
      },
      {
        Effect: "Allow",
        Principal: service,
        Action: "s3:PutObject",
        Resource: `${bucketArn}/${folder}/*`,
        Condition: { StringEquals: { ...source, "s3:x-amz-acl": "bucket-owner-full-control" } },
      },
    ],
  };
}

function trail(args: Partial<aws.cloudtrail.TrailArgs> = {}): () => { arn: unknown } {
  return () => ({
    arn: new aws.cloudtrail.Trail("trail", { name: "example", s3BucketName: bucketName, ...args })
      .arn,
  });
}

function sandboxWith(policy?: object): Sandbox {
  const sandbox = new Sandbox();
  sandbox.given.bucket(bucketName, policy);
  return sandbox;
}

describe("creating a trail in the sandbox", () => {
  it("succeeds when the bucket's policy lets exactly this trail write", async () => {
    const sandbox = sandboxWith(bucketPolicy("AWSLogs/111122223333"));
    const { outputs } = await deployProgram(trail(), { stack: "test", sandbox });
    expect(outputs.arn).to.equal(trailArn);
  });

  const insufficient: Record<string, object | undefined> = {
    "there is no policy": undefined,
    "the policy admits another folder": bucketPolicy("AWSLogs/444455556666"),
    "the policy admits another trail": bucketPolicy("AWSLogs/111122223333", `${trailArn}-2`),
  };
  for (const [why, policy] of Object.entries(insufficient)) {
    it(`is refused when ${why}`, async () => {
      const { reason } = await refusalOf(trail(), { sandbox: sandboxWith(policy) });
      expect(reason).to.match(/InsufficientS3BucketPolicyException/);
    });
  }

  it("is refused when the policy is set, but not before it", async () => {
    const { reason } = await refusalOf(
      () => {
        const policy = JSON.stringify(bucketPolicy("AWSLogs/111122223333"));
        new aws.s3.BucketPolicy("policy", { bucket: bucketName, policy });
        const later = new Promise<string>((resolve) => setTimeout(() => resolve(bucketName), 50));
        new aws.cloudtrail.Trail("trail", { name: "example", s3BucketName: later });
      },
      { sandbox: sandboxWith() },
    );
    expect(reason).to.match(/nothing orders "policy" before it/);
  });

  it("asks the organization's folder to be open too, for an organization's trail", async () => {
    const sandbox = sandboxWith(bucketPolicy("AWSLogs/111122223333"));
    sandbox.given.organization("o-exampleorgid");
    const { reason } = await refusalOf(trail({ isOrganizationTrail: true }), { sandbox });
    expect(reason)
      .to.match(/InsufficientS3BucketPolicy/)
      .and.match(/o-exampleorgid/);

    const open = sandboxWith(bucketPolicy("AWSLogs"));
    open.given.organization("o-exampleorgid");
    await deployProgram(trail({ isOrganizationTrail: true }), { stack: "test", sandbox: open });
  });

  it("is refused for an organization to whom it may not make one for, or that does not trust CloudTrail", async () => {
    const organizationTrail = trail({ isOrganizationTrail: true });
    const open = (): Sandbox => sandboxWith(bucketPolicy("AWSLogs"));
    const refused = async (sandbox: Sandbox): Promise<string> =>
      (await refusalOf(organizationTrail, { sandbox })).reason;
    expect(await refused(open())).to.match(/OrganizationsNotInUseException/);

    const member = open();
    const managementAccountId = "123456789012";
    member.given.organization("o-exampleorgid", { managementAccountId });
    expect(await refused(member)).to.match(/NotOrganizationManagementAccountException/);

    const untrusting = open();
    untrusting.given.organization("o-exampleorgid", { trustsCloudTrail: false });
    expect(await refused(untrusting)).to.match(/CloudTrailAccessNotEnabledException/);
  });

  it("is the management account's when a delegated administrator makes it", async () => {
    const managementAccountId = "123456789012";
    const arn = trailArn.replace("111122223333", managementAccountId);
    const sandbox = sandboxWith(bucketPolicy("AWSLogs", arn));
    sandbox.given.organization("o-exampleorgid", {
      managementAccountId,
      delegatedAdministrators: ["111122223333"],
    });
    const { outputs } = await deployProgram(trail({ isOrganizationTrail: true }), {
      stack: "test",
      sandbox,
    });
    expect(outputs.arn).to.equal(arn);
  });

  it("is refused a key that does not exist or does not let CloudTrail encrypt", async () => {
    const kmsKeyId = "arn:aws:kms:us-east-1:111122223333:key/11111111-2222-3333-4444-555555555555";
    const policy = bucketPolicy("AWSLogs/111122223333");
    const missing = await refusalOf(trail({ kmsKeyId }), { sandbox: sandboxWith(policy) });
    expect(missing.reason).to.match(/KmsKeyNotFoundException/);

    const locked = sandboxWith(policy);
    const root = { AWS: "arn:aws:iam::111122223333:root" };
    locked.given.key(kmsKeyId, {
      Version: "2012-10-17",
      Statement: [{ Effect: "Allow", Principal: root, Action: "kms:*", Resource: "*" }],
    });
    const { reason } = await refusalOf(trail({ kmsKeyId }), { sandbox: locked });
    expect(reason).to.match(/InsufficientEncryptionPolicyException/);
  });

  it("is refused a name that is taken", async () => {
    const sandbox = sandboxWith(bucketPolicy("AWSLogs/111122223333"));
    await deployProgram(trail(), { stack: "one", sandbox });
    const { reason } = await refusalOf(trail(), { stack: "two", sandbox });
    expect(reason).to.match(/TrailAlreadyExistsException/);
  });

  const selecting = (...fieldSelectors: object[]): (() => void) =>
    trail({ advancedEventSelectors: [{ fieldSelectors: fieldSelectors as never }] });
  const category = (name: string): object => ({ field: "eventCategory", equals: [name] });
  const type = { field: "resources.type", equals: ["AWS::S3::Object"] };
  const unselectable: [why: string, selectors: object[], reason: RegExp][] = [
    ["of no category", [type], /eventCategory must equal/],
    ["of data events without their type", [category("Data")], /resources.type is required/],
    [
      "by what the category does not have",
      [category("Management"), { field: "eventName", equals: ["PutObject"] }],
      /eventName is not supported for Management/,
    ],
    [
      "by an operator that the field does not take",
      [category("Data"), type, { field: "readOnly", notEquals: ["true"] }],
      /readOnly supports the operator equals alone/,
    ],
  ];
  it("is refused selectors that CloudTrail does not take, and takes others", async () => {
    const policy = bucketPolicy("AWSLogs/111122223333");
    for (const [why, selectors, expected] of unselectable) {
      const { reason } = await refusalOf(selecting(...selectors), { sandbox: sandboxWith(policy) });
      expect(reason, why)
        .to.match(/InvalidEventSelectorsException/)
        .and.match(expected);
    }
    const sandbox = sandboxWith(policy);
    await deployProgram(selecting(category("Data"), type), { stack: "test", sandbox });
  });

  it("copies to a log group only by a role that CloudTrail may assume and that may write there", async () => {
    const stream =
      "arn:aws:logs:us-east-1:111122223333:log-group:copy:log-stream:111122223333_CloudTrail_us-east-1*";
    const copying = (sourceArn: string, resource: string) => (): void => {
      const document = (statement: object): string =>
        JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Allow", ...statement }] });
      const group = new aws.cloudwatch.LogGroup("group", { name: "copy" });
      const role = new aws.iam.Role("role", {
        assumeRolePolicy: document({
          Principal: service,
          Action: "sts:AssumeRole",
          Condition: { StringEquals: { "aws:SourceArn": sourceArn } },
        }),
      });
      const access = new aws.iam.RolePolicy("access", {
        role: role.name,
        policy: document({
          Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
          Resource: resource,
        }),
      });
      new aws.cloudtrail.Trail(
        "trail",
        {
          name: "example",
          s3BucketName: bucketName,
          cloudWatchLogsGroupArn: group.arn.apply((arn) => `${arn}:*`),
          cloudWatchLogsRoleArn: role.arn,
        },
        { dependsOn: access },
      );
    };
    const policy = bucketPolicy("AWSLogs/111122223333");
    await deployProgram(copying(trailArn, stream), { stack: "test", sandbox: sandboxWith(policy) });
    const wrong: [string, string, RegExp][] = [
      [`${trailArn}-2`, stream, /not authorized to perform sts:AssumeRole/],
      [trailArn, stream.replace("us-east-1*", "eu-west-1*"), /perform logs:CreateLogStream/],
    ];
    for (const [sourceArn, resource, expected] of wrong) {
      const { reason } = await refusalOf(copying(sourceArn, resource), {
        sandbox: sandboxWith(policy),
      });
      expect(reason)
        .to.match(/InvalidCloudWatchLogsRoleArnException/)
        .and.match(expected);
    }
  });
});
