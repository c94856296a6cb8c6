import * as pulumi from "@pulumi/pulumi";
import * as snowflake from "@pulumi/snowflake";
import { expect } from "chai";

import { SnowflakeIngest, type WarehouseArgs, previewFeatures } from "../../../components";
import { deployProgram } from "../../../sandbox/pulumi/deploy";
import { Sandbox } from "../../../sandbox/sandbox";
import { Graph } from "../deployment";

async function deployWarehouse(warehouse: WarehouseArgs, { preview = false } = {}): Promise<Graph> {
  const sandbox = new Sandbox();
  sandbox.given.bucket("audit-logs");
  sandbox.given.user("ana@example.com", "ANA");
  const deployment = await deployProgram(
    () => {
      const provider = new snowflake.Provider("snowflake", {
        previewFeaturesEnabled: previewFeatures,
        validateDefaultParameters: "false",
      });
      new SnowflakeIngest(
        "ingest",
        { baseName: "SNOWTRAIL_DEV", logs: { bucketName: "audit-logs" }, warehouse },
        { providers: { snowflake: provider } },
      );
    },
    { stack: "dev", sandbox, preview },
  );
  await sandbox.close();
  return Graph.of(deployment);
}

describe("components: the resource monitor of SnowflakeIngest's warehouse", () => {
  for (const preview of [false, true]) {
    it(`is on the new warehouse, and acts before and at its quota: ${preview ? "preview" : "update"}`, async () => {
      const graph = await deployWarehouse({ resourceMonitor: { creditQuota: 20 } }, { preview });
      expect(graph.named("ingest-resource-monitor").inputs).to.deep.equal({
        name: "SNOWTRAIL_DEV",
        creditQuota: 20,
        notifyTriggers: [75, 90],
        suspendTrigger: 100,
        suspendImmediateTrigger: 110,
      });
      expect(graph.named("ingest-warehouse").inputs.resourceMonitor).to.equal("SNOWTRAIL_DEV");
      expect(graph.waitsFor("ingest-warehouse")).to.include("ingest-resource-monitor");
      expect(graph.protected()).not.to.include("ingest-resource-monitor");
    });
  }

  it("has the warehouse's name, and does as it is told", async () => {
    const graph = await deployWarehouse({
      name: "QUERIES",
      resourceMonitor: {
        creditQuota: pulumi.output(5),
        notifyTriggers: [50],
        suspendTrigger: 80,
        suspendImmediateTrigger: 90,
        notifyUsers: ["ANA"],
      },
    });
    expect(graph.named("ingest-resource-monitor").inputs).to.deep.equal({
      name: "QUERIES",
      creditQuota: 5,
      notifyTriggers: [50],
      suspendTrigger: 80,
      suspendImmediateTrigger: 90,
      notifyUsers: ["ANA"],
    });
    expect(graph.named("ingest").outputs.resourceMonitor).to.equal('"QUERIES"');
  });

  it("is not there unless it is asked for", async () => {
    const graph = await deployWarehouse({});
    expect(graph.types()).not.to.include("snowflake:index/resourceMonitor:ResourceMonitor");
    expect(graph.named("ingest-warehouse").inputs).not.to.have.property("resourceMonitor");
  });

  it("is refused for a warehouse that exists", async () => {
    const failure = await deployWarehouse({
      existing: "REPORTING",
      resourceMonitor: { creditQuota: 20 },
    }).catch(String);
    expect(failure).to.include(
      'SnowflakeIngest "ingest" cannot be made:\n  warehouse.resourceMonitor: is for a new warehouse, and warehouse.existing names one that exists. Remove one of the two.',
    );
  });

  it("is refused for a quota that turns out to be none", async () => {
    const creditQuota = pulumi.output(0);
    const failure = await deployWarehouse({ resourceMonitor: { creditQuota } }).catch(String);
    expect(failure).to.include("warehouse.resourceMonitor.creditQuota: 0 is out of range.");
  });
});
