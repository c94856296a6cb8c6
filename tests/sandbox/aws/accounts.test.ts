import * as aws from "@pulumi/aws";
import { expect } from "chai";
import { deployProgram } from "../../../sandbox/pulumi/deploy";
import { Sandbox } from "../../../sandbox/sandbox";
import { bucketName } from "../pieces";
import { refusalOf } from "../refusal";

const other = "123456789012";

/** Runs a program with a provider, and gives the account in which it acts. */
async function accountOf(args: aws.ProviderArgs, sandbox = new Sandbox()): Promise<unknown> {
  const program = (): Record<string, unknown> => {
    const provider = new aws.Provider("other", args);
    return { account: aws.getCallerIdentityOutput({}, { provider }).accountId };
  };
  const { outputs } = await deployProgram(program, { stack: "test", sandbox });
  return outputs.account;
}

describe("a provider of AWS in the sandbox", () => {
  const assumeRoles = [{ roleArn: `arn:aws:iam::${other}:role/deployer` }];

  it("acts in the account of the role that it assumes, else of its profile, else in the sandbox's own", async () => {
    const sandbox = new Sandbox();
    sandbox.given.profile("audit", "777788889999");
    expect(await accountOf({})).to.equal("111122223333");
    expect(await accountOf({ profile: "audit" }, sandbox)).to.equal("777788889999");
    expect(await accountOf({ profile: "audit", assumeRoles }, sandbox)).to.equal(other);
  });

  it("is refused a profile that there is not, and an account that it is not allowed", async () => {
    const refused = async (args: aws.ProviderArgs): Promise<string> =>
      (await refusalOf(() => void new aws.Provider("other", args))).reason;
    expect(await refused({ profile: "none" })).to.match(/shared config profile, none/);
    expect(await refused({ assumeRoles, allowedAccountIds: ["111122223333"] })).to.match(
      /AWS account ID not allowed: 123456789012/,
    );
  });

  it("makes things in its account, and neither configures nor looks up another's bucket", async () => {
    const sandbox = new Sandbox();
    sandbox.given.bucket(bucketName);
    const by = (): { provider: aws.Provider } => ({
      provider: new aws.Provider("other", { assumeRoles }),
    });
    await deployProgram(() => void new aws.s3.Bucket("own", { bucket: "own-logs" }, by()), {
      stack: "test",
      sandbox,
    });
    expect(sandbox.aws.buckets.get("own-logs")?.accountId).to.equal(other);
    const versioning = await refusalOf(
      () => {
        const versioningConfiguration = { status: "Enabled" };
        new aws.s3.BucketVersioning("v", { bucket: bucketName, versioningConfiguration }, by());
      },
      { sandbox },
    );
    expect(versioning.reason).to.match(/AccessDenied/);
    const lookup = await refusalOf(
      () => ({ arn: aws.s3.getBucketOutput({ bucket: bucketName }, by()).arn }),
      { sandbox },
    );
    expect(lookup.reason).to.match(/Forbidden/);
  });
});
