import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";

import { accounts, deployIngest, logs } from "./deployIngest";

describe("components: SnowflakeIngest out of what other resources give", () => {
  it("uses what other resources name", async () => {
    const sandbox = accounts();
    sandbox.given.database("SECURITY", "AUDIT");
    const { outputs } = await deployIngest(
      {
        baseName: pulumi.output("SNOWTRAIL_DEV"),
        logs: { bucketName: pulumi.output("audit-logs") },
        database: { existing: pulumi.output("SECURITY") },
        schema: { existing: pulumi.output("AUDIT") },
        filePattern: pulumi.output(".*/CloudTrail/.*"),
      },
      { sandbox },
    );
    expect(outputs).to.include({
      stageName: '"SECURITY"."AUDIT"."CLOUDTRAIL_STAGE"',
      warehouseName: "SNOWTRAIL_DEV",
    });
    expect(outputs.operatorStatements).to.have.property(
      "listStage",
      `LIST @"SECURITY"."AUDIT"."CLOUDTRAIL_STAGE" PATTERN = '.*/CloudTrail/.*';`,
    );
  });

  it("previews without knowing what Snowflake will answer", async () => {
    const { graph, outputs } = await deployIngest({}, { preview: true });
    expect(graph.childrenOf("ingest")).to.include("ingest-pipe");
    expect(outputs.notificationChannel).to.equal("[unknown]");
    expect(JSON.stringify(outputs)).not.to.include("undefined");
  });

  it("refuses a prefix without its slash also when another resource gives it", async () => {
    const prefix = pulumi.output("AWSLogs");
    const failure = await deployIngest({ logs: { ...logs, prefix } }).catch(
      (error: unknown) => error,
    );
    expect(String(failure)).to.match(/logs[.]prefix: "AWSLogs" has to end in a slash/);
  });

  it("refuses a name that is none also when another stack gives it", async () => {
    const existing = pulumi.output("security");
    const failure = await deployIngest({ database: { existing } }).catch((error: unknown) => error);
    expect(String(failure)).to.match(/database[.]existing: "security" is not a name/);
  });
});
