import * as snowflake from "@pulumi/snowflake";
import { expect } from "chai";
import { destroy } from "../../../sandbox/pulumi/commands";
import { deployProgram } from "../../../sandbox/pulumi/deploy";
import { Sandbox } from "../../../sandbox/sandbox";
import { refusalOf } from "../refusal";

const monitored =
  (args: Partial<snowflake.ResourceMonitorArgs> = {}, warehouse = true) =>
  (): void => {
    const monitor = new snowflake.ResourceMonitor("monitor", {
      name: "LIMIT",
      creditQuota: 5,
      ...args,
    });
    if (warehouse) new snowflake.Warehouse("wh", { name: "WH", resourceMonitor: monitor.name });
  };

describe("a resource monitor in the sandbox's Snowflake", () => {
  it("limits the warehouse that names it", async () => {
    const sandbox = new Sandbox();
    await deployProgram(monitored(), { stack: "test", sandbox });
    expect(sandbox.snowflake.warehouses.values()).to.deep.equal([
      { name: "WH", resourceMonitor: '"LIMIT"' },
    ]);
  });

  it("is named by a warehouse only where there is one", async () => {
    const unnamed = (): void => void new snowflake.Warehouse("wh", { resourceMonitor: "LIMIT" });
    expect((await refusalOf(unnamed)).reason).to.equal(
      "002003 (02000): SQL compilation error: Resource monitor 'LIMIT' does not exist or not authorized.",
    );
  });

  it("has a name of its own", async () => {
    const sandbox = new Sandbox();
    await deployProgram(monitored(), { stack: "one", sandbox });
    const { reason } = await refusalOf(monitored({}, false), { stack: "two", sandbox });
    expect(reason).to.match(/Object 'LIMIT' already exists/);
  });

  it("tells users who are there", async () => {
    const sandbox = new Sandbox();
    sandbox.given.user("ana@example.com", "ANA");
    const { reason } = await refusalOf(monitored({ notifyUsers: ["ANA", "BEA"] }), { sandbox });
    expect(reason).to.match(/^090268 .* 'BEA' does not exist/);
    await deployProgram(monitored({ notifyUsers: ["ANA"] }), { stack: "test", sandbox });
  });

  it("is changed in place, but for its name", async () => {
    const sandbox = new Sandbox();
    const up = async (args: Partial<snowflake.ResourceMonitorArgs>): Promise<string[]> => {
      const { steps } = await deployProgram(monitored(args, false), { stack: "test", sandbox });
      return steps.map(({ operation }) => operation);
    };
    await up({ suspendTrigger: 100 });
    expect(await up({ suspendTrigger: 90, creditQuota: 10 })).to.deep.equal(["update"]);
    expect(await up({ name: "OTHER" })).to.deep.equal(["create-replacement", "delete-replaced"]);
    expect(sandbox.snowflake.resourceMonitors.names()).to.deep.equal(['"OTHER"']);
  });

  it("leaves the warehouse without a limit when it goes", async () => {
    const sandbox = new Sandbox();
    sandbox.given.warehouse("OTHER");
    const other = sandbox.snowflake.warehouses.get('"OTHER"');
    await deployProgram(monitored({}, false), { stack: "test", sandbox });
    if (other) other.resourceMonitor = '"LIMIT"';
    await destroy(sandbox, "test");
    expect(other).to.deep.equal({ name: "OTHER", resourceMonitor: undefined });
  });
});
