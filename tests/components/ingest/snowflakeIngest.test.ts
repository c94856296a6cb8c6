import { expect } from "chai";

import type { Graph } from "../deployment";
import { deployIngest } from "./deployIngest";

describe("components: SnowflakeIngest", () => {
  let graph: Graph;
  let outputs: Record<string, unknown>;
  before(async () => {
    ({ graph, outputs } = await deployIngest({ eventNotifications: { mode: "bucket" } }));
  });

  it("makes exactly what takes a file from the bucket to the raw table", () => {
    expect(graph.childrenOf("ingest")).to.deep.equal([
      "ingest-database",
      "ingest-integration",
      "ingest-notification",
      "ingest-pipe",
      "ingest-raw-table",
      "ingest-role",
      "ingest-role-policy",
      "ingest-schema",
      "ingest-stage",
      "ingest-warehouse",
    ]);
  });

  it("lets the integration see exactly the logs, through a role whose ARN is computed", () => {
    expect(graph.named("ingest-integration").inputs).to.deep.equal({
      name: "SNOWTRAIL_DEV",
      type: "EXTERNAL_STAGE",
      storageProvider: "S3",
      storageAwsRoleArn: outputs.roleArn,
      storageAllowedLocations: ["s3://audit-logs/AWSLogs/"],
      enabled: true,
    });
    expect(graph.waitsFor("ingest-integration")).not.to.include("ingest-role");
  });

  it("trusts exactly the integration's user and external id", () => {
    const { storageAwsIamUserArn, storageAwsExternalId } =
      graph.named("ingest-integration").outputs;
    const trust = JSON.parse(String(graph.named("ingest-role").inputs.assumeRolePolicy)) as {
      Statement: Record<string, unknown>[];
    };
    expect(trust.Statement).to.have.length(1);
    expect(trust.Statement[0]).to.deep.include({
      Principal: { AWS: storageAwsIamUserArn },
      Action: "sts:AssumeRole",
      Condition: { StringEquals: { "sts:ExternalId": storageAwsExternalId } },
    });
  });

  it("lets no statement write or delete", () => {
    const { Statement } = JSON.parse(String(graph.named("ingest-role-policy").inputs.policy)) as {
      Statement: { Action: string | string[] }[];
    };
    const actions = Statement.flatMap(({ Action }) => Action);
    expect(actions).to.deep.equal([
      "s3:GetObject",
      "s3:GetObjectVersion",
      "s3:ListBucket",
      "s3:GetBucketLocation",
    ]);
  });

  it("waits 30 seconds for the role, its trust and its policy", () => {
    const { started, finished } = graph.named("ingest-role-policy");
    expect(finished - started).to.equal(31);
    expect(graph.named("ingest-pipe").started).to.be.at.least(finished);
    expect(graph.waitsFor("ingest-role-policy")).to.include("ingest-role");
  });

  it("waits again when trust or policy change", () => {
    const known = ["ingest-read-cloudtrail-logs"];
    expect(graph.named("ingest-role").hooks).to.deep.equal({ afterCreate: [], afterUpdate: known });
    expect(graph.named("ingest-role-policy").hooks).to.deep.equal({
      afterCreate: known,
      afterUpdate: known,
    });
  });

  it("creates the pipe only after role, policy, stage and table", () => {
    expect(graph.waitsFor("ingest-pipe")).to.include.all.keys(
      "ingest-role",
      "ingest-role-policy",
      "ingest-stage",
      "ingest-raw-table",
    );
  });

  it("names the integration on the stage without quotes, and sets nothing that the provider gets wrong", () => {
    const { comment, ...inputs } = graph.named("ingest-stage").inputs;
    expect(inputs).to.deep.equal({
      name: "CLOUDTRAIL_STAGE",
      database: "SNOWTRAIL_DEV",
      schema: "CLOUDTRAIL",
      url: "s3://audit-logs/AWSLogs/",
      storageIntegration: "SNOWTRAIL_DEV",
    });
    expect(comment).to.match(/^CloudTrail logs, integration [0-9a-f]{12}$/);
  });

  it("replaces stage and pipe when what they read changes", () => {
    for (const name of ["ingest-stage", "ingest-pipe"]) {
      expect(graph.named(name).replaceOnChanges).to.deep.equal(["comment"]);
    }
  });

  it("deletes each of its resources before it replaces it, since their names are fixed", () => {
    for (const name of graph.childrenOf("ingest")) {
      expect(graph.named(name).deleteBeforeReplace, name).to.be.true;
    }
  });

  it("loads whole files with their name and times", () => {
    expect(graph.named("ingest-raw-table").inputs).to.deep.include({
      name: "CLOUDTRAIL_RAW",
      columns: [
        { name: "RECORD", type: "VARIANT" },
        { name: "FILE_NAME", type: "VARCHAR(1024)" },
        { name: "FILE_LAST_MODIFIED", type: "TIMESTAMP_NTZ(9)" },
        { name: "LOADED_AT", type: "TIMESTAMP_NTZ(9)" },
        { name: "LOG_SOURCE", type: "VARCHAR(1024)" },
      ],
    });
    expect(graph.named("ingest-pipe").inputs).to.deep.include({ autoIngest: true });
    expect(graph.named("ingest-pipe").inputs.copyStatement).to.match(
      /^COPY INTO "SNOWTRAIL_DEV"[.]"CLOUDTRAIL"[.]"CLOUDTRAIL_RAW"[^]*ON_ERROR = SKIP_FILE$/,
    );
  });

  it("hears of exactly the stage's prefix, and of created objects only", () => {
    expect(graph.named("ingest-notification").inputs).to.deep.equal({
      bucket: "audit-logs",
      queues: [
        {
          id: "snowtrail-dev",
          queueArn: outputs.notificationChannel,
          events: ["s3:ObjectCreated:*"],
          filterPrefix: "AWSLogs/",
        },
      ],
      topics: [],
      lambdaFunctions: [],
      eventbridge: false,
    });
    expect(outputs).not.to.have.any.keys("notificationToAdd", "eventTopicArn");
  });

  it("leaves what the bucket notifies of when it goes, since that may be others' too", () => {
    expect(graph.named("ingest-notification").retainOnDelete).to.be.true;
  });

  it("makes a warehouse that costs little and runs nothing for hours", () => {
    expect(graph.named("ingest-warehouse").inputs).to.deep.equal({
      name: "SNOWTRAIL_DEV",
      warehouseSize: "XSMALL",
      autoSuspend: 60,
      autoResume: "true",
      initiallySuspended: true,
      enableQueryAcceleration: "false",
      statementTimeoutInSeconds: 900,
      statementQueuedTimeoutInSeconds: 300,
      comment: "Queries CloudTrail in Snowtrail",
    });
  });

  it("protects what cannot be brought back, unless its own option says otherwise", async () => {
    const kept = ["ingest-database", "ingest-integration", "ingest-raw-table"];
    expect(graph.protected()).to.deep.equal(kept);
    const asked = await deployIngest({}, { opts: { protect: true } });
    expect(asked.graph.protected()).to.deep.equal(["ingest", ...kept]);
    const free = await deployIngest({}, { opts: { protect: false } });
    expect(free.graph.protected()).to.be.empty;
  });

  it("names everything in upper case", () => {
    for (const name of graph.childrenOf("ingest")) {
      const { type, inputs } = graph.named(name);
      if (type.startsWith("snowflake:")) expect(inputs.name, name).to.match(/^[A-Z_]+$/);
    }
  });

  it("tells what it made, and what to run next", () => {
    const { roleArn, notificationChannel, operatorStatements, ...others } = outputs;
    const id = (name: string): string | undefined => graph.named(`ingest-${name}`).id;
    expect(others).to.deep.equal({
      databaseName: "SNOWTRAIL_DEV",
      schemaName: "CLOUDTRAIL",
      warehouseName: "SNOWTRAIL_DEV",
      integrationName: "SNOWTRAIL_DEV",
      stageName: '"SNOWTRAIL_DEV"."CLOUDTRAIL"."CLOUDTRAIL_STAGE"',
      rawTableName: '"SNOWTRAIL_DEV"."CLOUDTRAIL"."CLOUDTRAIL_RAW"',
      pipeName: '"SNOWTRAIL_DEV"."CLOUDTRAIL"."CLOUDTRAIL_PIPE"',
      filePattern: "(.*/)?[0-9]{12}/CloudTrail/.*[.]json([.]gz)?",
      database: id("database"),
      schema: id("schema"),
      warehouse: id("warehouse"),
      integration: id("integration"),
      role: id("role"),
      stage: id("stage"),
      rawTable: id("raw-table"),
      pipe: id("pipe"),
      notification: id("notification"),
    });
    expect(roleArn).to.equal("arn:aws:iam::111122223333:role/snowtrail-dev-snowflake");
    expect(notificationChannel).to.match(/^arn:aws:sqs:/);
    expect(operatorStatements).to.have.all.keys(
      "listStage",
      "testLoad",
      "refreshPipe",
      "pipeStatus",
      "loadErrors",
      "usageLastHour",
    );
  });

  it("refuses contradicting arguments before anything is registered", async () => {
    const failure = await deployIngest({ schema: { existing: "A" } }).catch(
      (error: unknown) => error,
    );
    expect(String(failure)).to.match(
      /SnowflakeIngest "ingest" cannot be made:\n {2}schema[.]existing: /,
    );
  });
});
