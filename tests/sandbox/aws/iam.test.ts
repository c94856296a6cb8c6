import * as aws from "@pulumi/aws";
import { expect } from "chai";
import { deployProgram } from "../../../sandbox/pulumi/deploy";
import { Sandbox } from "../../../sandbox/sandbox";
import { readPolicy, roleName, trustPolicy } from "../pieces";
import { refusalOf } from "../refusal";

const trust = trustPolicy("arn:aws:iam::444455556666:user/example", "example");

function role(args: Partial<aws.iam.RoleArgs> = {}): aws.iam.Role {
  return new aws.iam.Role("role", { name: roleName, assumeRolePolicy: trust, ...args });
}

describe("a role in the sandbox", () => {
  it("has the ARN that its partition, account, path and name give", async () => {
    const sandbox = new Sandbox({ accountId: "123456789012", region: "us-gov-west-1" });
    const program = (): object => ({ arn: role({ path: "/logs/" }).arn });
    const { outputs } = await deployProgram(() => ({ ...program() }), { stack: "test", sandbox });
    expect(outputs.arn).to.equal(`arn:aws-us-gov:iam::123456789012:role/logs/${roleName}`);
  });

  it("is refused a name that is taken", async () => {
    const sandbox = new Sandbox();
    await deployProgram(() => void role(), { stack: "one", sandbox });
    const { reason } = await refusalOf(() => void role(), { stack: "two", sandbox });
    expect(reason).to.match(/EntityAlreadyExists/);
  });

  it("is refused a trust policy that is none", async () => {
    const assumeRolePolicy = trust.replace("Principal", "Resource");
    const { reason } = await refusalOf(() => void role({ assumeRolePolicy }));
    expect(reason).to.match(/MalformedPolicyDocument/);
  });

  it("is refused a policy with a principal: that is for resources", async () => {
    const policy = readPolicy.replace('"Effect"', '"Principal":"*","Effect"');
    const { reason } = await refusalOf(() => {
      new aws.iam.RolePolicy("policy", { role: role().name, policy });
    });
    expect(reason).to.match(/MalformedPolicyDocument.*Principal/);
  });

  it("has to exist to be given a policy", async () => {
    const { reason } = await refusalOf(() => {
      new aws.iam.RolePolicy("policy", { role: "nobody", policy: readPolicy });
    });
    expect(reason).to.match(/NoSuchEntity/);
  });
});
