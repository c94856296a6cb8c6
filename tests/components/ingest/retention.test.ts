import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";

import { deployIngest } from "./deployIngest";

describe("components: SnowflakeIngest's retention", () => {
  it("keeps what was changed for as long as it is told to, and deletes no old rows unless it is told to", async () => {
    const plain = await deployIngest();
    expect(plain.graph.types()).not.to.include("snowflake:index/task:Task");
    for (const name of ["ingest-database", "ingest-schema", "ingest-raw-table"]) {
      expect(plain.graph.named(name).inputs).not.to.have.property("dataRetentionTimeInDays");
    }
    const { graph } = await deployIngest({ retention: { timeTravelDays: pulumi.output(7) } });
    expect(graph.types()).not.to.include("snowflake:index/task:Task");
    for (const name of ["ingest-database", "ingest-schema", "ingest-raw-table"]) {
      expect(graph.named(name).inputs).to.include({ dataRetentionTimeInDays: 7 });
    }
  });

  for (const preview of [false, true]) {
    it(`deletes old rows of the raw table by a task: ${preview ? "preview" : "update"}`, async () => {
      const { graph } = await deployIngest({ retention: { rawDays: 400 } }, { preview });
      const { sqlStatement, ...inputs } = graph.named("ingest-raw-expiry").inputs;
      expect(inputs).to.deep.equal({
        name: "EXPIRE_CLOUDTRAIL_RAW",
        database: "SNOWTRAIL_DEV",
        schema: "CLOUDTRAIL",
        warehouse: "SNOWTRAIL_DEV",
        schedule: { minutes: 1440 },
        started: true,
        allowOverlappingExecution: "false",
        suspendTaskAfterNumFailures: 10,
        userTaskTimeoutMs: 3_600_000,
        comment: "Deletes old rows of CLOUDTRAIL_RAW",
      });
      if (!preview) {
        expect(sqlStatement).to.equal(
          'delete from "SNOWTRAIL_DEV"."CLOUDTRAIL"."CLOUDTRAIL_RAW"\nwhere LOADED_AT < dateadd(day, -400, sysdate())',
        );
      }
      expect(graph.waitsFor("ingest-raw-expiry")).to.include.all.keys(
        "ingest-raw-table",
        "ingest-warehouse",
      );
      expect(graph.waitsFor("ingest-pipe")).not.to.include("ingest-raw-expiry");
    });
  }
});
