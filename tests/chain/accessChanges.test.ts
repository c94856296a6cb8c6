import { expect } from "chai";
import { destroy } from "../../sandbox/pulumi/commands";
import { quoted } from "../../sandbox/snowflake/identifier";
import { Deployed, stack } from "./deployed";
import { accounts, everyone, held, modes, places } from "./rights";
import { accessRoles, disabledDetections } from "./settings";

describe("a stack whose access roles are", () => {
  it("switched on later reads what is there already, and switched off leaves nothing", async () => {
    const sandbox = accounts();
    const deployed = await Deployed.as({ config: modes.view, sandbox });
    expect(sandbox.snowflake.roles.names()).not.to.include(quoted("SNOWTRAIL_DEV_READER"));
    expect(deployed.outputs.accessRoles).to.deep.equal({});
    await deployed.up({ config: accessRoles({ reader: ["ANALYST"] }) });
    expect(held("ANALYST", sandbox)).to.include("VIEW FINDINGS: SELECT");
    await deployed.up({ config: accessRoles({ detector: ["SECURITY"] }) });
    expect(held("ANALYST", sandbox)).to.deep.equal([]);
    await deployed.up({ config: { "snowtrail:accessRoles": "{}" } });
    expect(held("SECURITY", sandbox)).to.deep.equal([]);
    expect(sandbox.snowflake.grants).to.deep.equal([]);
    await sandbox.close();
  });

  it("in a schema of others are shown none of their views, and lose none of ours", async () => {
    const sandbox = accounts();
    const settings = places["in a schema and on a warehouse that exist"]?.settings;
    const config = { ...settings, ...accessRoles({ reader: ["ANALYST"] }) };
    const deployed = await Deployed.as({ config, sandbox });
    const before = held("ANALYST", sandbox);
    const theirs = { kind: "view" as const, database: "SHARED", schema: "AUDIT", name: "SALARIES" };
    const name = quoted("SHARED", "AUDIT", "SALARIES");
    const view = { ...theirs, statement: "select 1 as one", columns: [] };
    sandbox.snowflake.relations.add(name, view, { finished: 0 });
    expect(held("ANALYST", sandbox)).to.deep.equal(before);
    await deployed.up({ config: disabledDetections("root_activity") });
    const fewer = before.filter((line) => line !== "VIEW ROOT_ACTIVITY: SELECT");
    expect(held("ANALYST", sandbox)).to.have.members(fewer);
    await deployed.up({ replace: [deployed.urn("views-findings")] });
    expect(held("ANALYST", sandbox)).to.have.members(fewer);
    await sandbox.close();
  });

  it("destroyed leaves neither roles nor grants", async () => {
    const sandbox = accounts();
    const config = { ...accessRoles(everyone), "snowtrail:protect": "false" };
    await Deployed.as({ config, sandbox });
    await destroy(sandbox, stack);
    expect(sandbox.snowflake.roles.names().filter((name) => name.includes("SNOWTRAIL"))).to.be
      .empty;
    expect(sandbox.snowflake.grants).to.deep.equal([]);
    await sandbox.close();
  });

  it("asked for by a name that is no role's are refused", async () => {
    const failure = await Deployed.as({
      config: accessRoles({ reader: ["NOBODY"] }),
      sandbox: accounts(),
    }).catch(String);
    expect(failure).to.include("Role 'NOBODY' does not exist or not authorized.");
  });
});
