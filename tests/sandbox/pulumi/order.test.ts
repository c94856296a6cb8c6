import * as aws from "@pulumi/aws";
import type * as snowflake from "@pulumi/snowflake";
import { expect } from "chai";
import { deployProgram, type Deployment } from "../../../sandbox/pulumi/deploy";
import { Sandbox } from "../../../sandbox/sandbox";
import {
  bucketName,
  database,
  integration,
  pipe,
  provider,
  readPolicy,
  role,
  stage,
  table,
  trustPolicy,
  roleName,
  Wait,
} from "../pieces";
import { refusalOf } from "../refusal";

interface Chain {
  /** Seconds between the policy and the pipe; 0 is no wait. */
  wait?: number;
  /** What the pipe waits for. Defaults to the wait. */
  pipeAfter?: "wait" | "policy" | "nothing";
  makeRole?: (integration: snowflake.StorageIntegration) => aws.iam.Role;
  policy?: string;
}

function sandboxWithBucket(): Sandbox {
  const sandbox = new Sandbox();
  sandbox.given.bucket(bucketName);
  sandbox.given.database(database);
  return sandbox;
}

function chain({
  wait = 30,
  pipeAfter = "wait",
  makeRole = role,
  policy = readPolicy,
}: Chain = {}) {
  return (): void => {
    const opts = { provider: provider() };
    const reader = integration({}, opts);
    const trusted = makeRole(reader);
    const allowed = new aws.iam.RolePolicy("policy", { role: trusted.name, policy });
    const waited = new Wait("wait", wait, { dependsOn: [allowed] });
    const needs = { wait: [waited], policy: [allowed], nothing: [] }[pipeAfter];
    const logs = stage({ storageIntegration: reader.name }, opts);
    pipe({}, { ...opts, dependsOn: [logs, table(opts), ...needs] });
  };
}

const assuming = /^003167 \(42601\): Error assuming AWS_ROLE/;

describe("creating a pipe in the sandbox", () => {
  it("succeeds when the role, its trust, its policy and 30 seconds lie before it", async () => {
    const { resources } = await deployProgram(chain(), {
      stack: "test",
      sandbox: sandboxWithBucket(),
    });
    const made = (name: string): Deployment["resources"][number] | undefined =>
      resources.find((resource) => resource.name === name);
    const waited = made("wait");
    expect((waited?.finished ?? 0) - (waited?.started ?? 0)).to.equal(31);
    expect(made("pipe")?.started).to.be.at.least((made("role")?.finished ?? Infinity) + 30);
    expect(made("pipe")?.outputs.notificationChannel).to.match(
      /^arn:aws:sqs:us-east-1:444455556666:sf-snowpipe-/,
    );
  });

  it("fails when the wait does not wait long enough", async () => {
    const { reason } = await refusalOf(chain({ wait: 10 }), { sandbox: sandboxWithBucket() });
    expect(reason)
      .to.match(assuming)
      .and.match(/too new/);
  });

  it("succeeds when the deployment is repeated: by then IAM knows the role", async () => {
    const sandbox = sandboxWithBucket();
    await refusalOf(chain({ wait: 10 }), { sandbox });
    const { steps } = await deployProgram(chain({ wait: 10 }), { stack: "test", sandbox });
    expect(steps.map(({ operation, urn }) => [operation, urn.split("::").at(-1)])).to.deep.equal([
      ["create", "pipe"],
    ]);
  });

  it("fails when the pipe does not come after the wait", async () => {
    const { reason } = await refusalOf(chain({ pipeAfter: "policy" }), {
      sandbox: sandboxWithBucket(),
    });
    expect(reason)
      .to.match(assuming)
      .and.match(/too new/);
  });

  it("fails when nothing orders the role before the pipe", async () => {
    const { reason } = await refusalOf(chain({ pipeAfter: "nothing" }), {
      sandbox: sandboxWithBucket(),
    });
    expect(reason).to.match(assuming);
  });

  const someoneElse: Record<string, string> = {
    "another user": trustPolicy("arn:aws:iam::444455556666:user/other", "anything"),
    "another external id": trustPolicy("arn:aws:iam::444455556666:root", "anything"),
  };
  for (const [who, assumeRolePolicy] of Object.entries(someoneElse)) {
    it(`fails when the role trusts ${who}`, async () => {
      const makeRole = (): aws.iam.Role =>
        new aws.iam.Role("role", { name: roleName, assumeRolePolicy });
      const { reason } = await refusalOf(chain({ makeRole }), { sandbox: sandboxWithBucket() });
      expect(reason)
        .to.match(assuming)
        .and.match(/is not authorized to perform sts:AssumeRole/);
    });
  }

  it("fails when the role may not list, or not read, where the stage is", async () => {
    for (const [from, to] of [
      ["s3:ListBucket", "s3:GetBucketLocation"],
      ["s3:GetObject", "s3:GetObjectTagging"],
      ["AWSLogs/*", "Other/*"],
    ] as const) {
      const policy = readPolicy.replaceAll(from, to);
      const { reason } = await refusalOf(chain({ policy }), { sandbox: sandboxWithBucket() });
      expect(reason).to.match(/^003171 .*Access Denied/);
    }
  });

  it("is not delayed in a preview, which makes nothing", async () => {
    const sandbox = sandboxWithBucket();
    await deployProgram(chain(), { stack: "test", sandbox, preview: true });
    expect(sandbox.snowflake.pipes.names()).to.deep.equal([]);
  });
});
