import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";

import { accounts, deployIngest } from "./deployIngest";

describe("components: SnowflakeIngest's database, schema and warehouse", () => {
  it("uses a database, a schema and a warehouse that exist", async () => {
    const sandbox = accounts();
    sandbox.given.database("SECURITY", "AUDIT");
    sandbox.given.warehouse("REPORTING");
    const { graph, outputs } = await deployIngest(
      {
        database: { existing: "SECURITY" },
        schema: { existing: "AUDIT" },
        warehouse: { existing: "REPORTING" },
      },
      { sandbox },
    );
    expect(graph.childrenOf("ingest")).to.deep.equal([
      "ingest-integration",
      "ingest-pipe",
      "ingest-raw-table",
      "ingest-role",
      "ingest-role-policy",
      "ingest-stage",
    ]);
    expect(outputs).to.include({
      databaseName: "SECURITY",
      schemaName: "AUDIT",
      warehouseName: "REPORTING",
    });
    expect(outputs).not.to.have.any.keys("database", "schema", "warehouse");
  });

  it("makes a schema of its own in a database that exists", async () => {
    const sandbox = accounts();
    sandbox.given.database("SECURITY");
    const { outputs } = await deployIngest({ database: { existing: "SECURITY" } }, { sandbox });
    expect(outputs).to.include({ databaseName: "SECURITY", schemaName: "SNOWTRAIL_DEV" });
  });

  it("makes a schema with managed access only if it is told to", async () => {
    const plain = await deployIngest();
    expect(plain.graph.named("ingest-schema").inputs).to.deep.equal({
      name: "CLOUDTRAIL",
      database: "SNOWTRAIL_DEV",
    });
    const managed = await deployIngest({ schema: { managedAccess: pulumi.output(true) } });
    expect(managed.graph.named("ingest-schema").inputs).to.deep.equal({
      name: "CLOUDTRAIL",
      database: "SNOWTRAIL_DEV",
      withManagedAccess: "true",
    });
  });

  it("makes a warehouse as it is told to", async () => {
    const { graph } = await deployIngest({
      warehouse: {
        name: "QUERIES",
        size: pulumi.output("LARGE" as const),
        autoSuspend: 120,
        statementTimeoutInSeconds: 60,
        statementQueuedTimeoutInSeconds: 0,
      },
    });
    expect(graph.named("ingest-warehouse").inputs).to.include({
      name: "QUERIES",
      warehouseSize: "LARGE",
      autoSuspend: 120,
      statementTimeoutInSeconds: 60,
      statementQueuedTimeoutInSeconds: 0,
    });
  });
});
