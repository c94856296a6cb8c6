import { expect } from "chai";

import { Sandbox } from "../../../sandbox/sandbox";
import { deploySource } from "./deploySource";

describe("components: CloudTrailSource whose trail is of another account", () => {
  const management = "123456789012";
  const account = {
    id: management,
    profile: "management",
    assumeRoleArn: `arn:aws:iam::${management}:role/deployer`,
  };
  const organization = { id: "o-exampleorgid" };
  const withAccounts = (delegatedAdministrators: string[] = []): Sandbox => {
    const sandbox = new Sandbox();
    sandbox.given.profile("management", management);
    sandbox.given.organization(organization.id, {
      managementAccountId: management,
      delegatedAdministrators,
    });
    return sandbox;
  };

  it("makes trail, log group and role there by a provider of its own, and the rest where it is", async () => {
    const { graph, outputs } = await deploySource(
      { trail: { account, organization, logGroup: {} } },
      { sandbox: withAccounts() },
    );
    const { inputs, urn } = graph.named("source-trail-account");
    expect(inputs).to.include({
      region: "us-east-1",
      profile: "management",
      allowedAccountIds: JSON.stringify([management]),
      assumeRoles: JSON.stringify([{ roleArn: account.assumeRoleArn }]),
    });
    for (const name of graph.childrenOf("source").filter((each) => !each.endsWith("account"))) {
      const isThere = /trail|log-group/.test(name);
      expect(graph.named(name).provider === urn, name).to.equal(isThere);
    }
    expect(outputs.trailArn).to.equal(
      `arn:aws:cloudtrail:us-east-1:${management}:trail/snowtrail-dev`,
    );
    expect(JSON.stringify(graph.named("source-log-group-role-policy").inputs)).to.include(
      `arn:aws:logs:us-east-1:${management}:log-group:snowtrail-dev-trail:log-stream:o-exampleorgid_*`,
    );
  });

  it("names the management account in the ARN of a trail that a delegated administrator makes", async () => {
    const trail = { organization: { ...organization, managementAccountId: management } };
    const { graph, outputs } = await deploySource(
      { trail },
      { sandbox: withAccounts(["111122223333"]) },
    );
    expect(outputs.trailArn).to.equal(graph.named("source-trail").outputs.arn);
    expect(outputs.trailArn).to.include(`:${management}:`);
  });

  it("is told late to whoever reads by the bucket's name: its policy comes first", async () => {
    const { graph } = await deploySource();
    expect(graph.named("source").outputs.bucketName).to.equal(
      graph.named("source-bucket-policy").outputs.bucket,
    );
  });
});
