import * as pulumi from "@pulumi/pulumi";
import * as snowflake from "@pulumi/snowflake";
import { expect } from "chai";

import { SnowflakeIngest, type SnowflakeIngestArgs, previewFeatures } from "../../../components";
import { policyDocument } from "../../../components/policies/document";
import { readerBucketStatements } from "../../../components/policies/reader";
import { deployProgram } from "../../../sandbox/pulumi/deploy";
import { Sandbox } from "../../../sandbox/sandbox";
import { Graph } from "../deployment";

const keyArn = "arn:aws:kms:us-east-1:111122223333:key/0a1b2c3d-0000-4000-8000-000000000000";

interface Deployed {
  graph: Graph;
  outputs: Record<string, unknown>;
}

function accounts(region?: string): Sandbox {
  const sandbox = new Sandbox(region === undefined ? {} : { region });
  sandbox.given.bucket("audit-logs");
  return sandbox;
}

/** The names of the statements of a policy. */
const sids = (policy: unknown): string[] =>
  (JSON.parse(String(policy)) as { Statement: { Sid: string }[] }).Statement.map(({ Sid }) => Sid);

/** A topic's policy that lets a user subscribe. */
const openTo = (user: string, topicArn: string): object => ({
  Version: "2012-10-17",
  Statement: [
    { Effect: "Allow", Principal: { AWS: user }, Action: "sns:Subscribe", Resource: topicArn },
  ],
});

interface Deploying {
  sandbox?: Sandbox;
  preview?: boolean;
  opts?: pulumi.ComponentResourceOptions;
}

const logs = { bucketName: "audit-logs" };

async function deployIngest(
  args: Partial<SnowflakeIngestArgs> = {},
  { sandbox = accounts(), preview = false, opts = {} }: Deploying = {},
): Promise<Deployed> {
  const deployment = await deployProgram(
    () => {
      const provider = new snowflake.Provider("snowflake", {
        previewFeaturesEnabled: previewFeatures,
        validateDefaultParameters: "false",
      });
      const all = { baseName: "SNOWTRAIL_DEV", logs, ...args };
      new SnowflakeIngest("ingest", all, { ...opts, providers: { snowflake: provider } });
    },
    { stack: "dev", sandbox, preview },
  );
  await sandbox.close();
  const graph = Graph.of(deployment);
  return { graph, outputs: graph.named("ingest").outputs };
}

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
});

describe("components: SnowflakeIngest by its arguments", () => {
  it("leaves the notifications of the bucket alone, and tells what to add", async () => {
    const { graph, outputs } = await deployIngest();
    expect(graph.types()).not.to.include("aws:s3/bucketNotification:BucketNotification");
    expect(JSON.parse(String(outputs.notificationToAdd))).to.deep.equal({
      QueueConfigurations: [
        {
          Id: "snowtrail-dev",
          QueueArn: outputs.notificationChannel,
          Events: ["s3:ObjectCreated:*"],
          Filter: { Key: { FilterRules: [{ Name: "prefix", Value: "AWSLogs/" }] } },
        },
      ],
    });
  });

  it("subscribes the pipe to a topic that S3 alone tells, and protects both", async () => {
    const { graph, outputs } = await deployIngest({ eventNotifications: { mode: "sns" } });
    const { eventTopicArn: topicArn } = outputs;
    expect(topicArn).to.equal("arn:aws:sns:us-east-1:111122223333:snowtrail-dev-s3-events");
    expect(graph.named("ingest-event-topic").inputs).to.deep.equal({
      name: "snowtrail-dev-s3-events",
    });
    expect(graph.named("ingest-pipe").inputs).to.include({ awsSnsTopicArn: topicArn });
    expect(graph.waitsFor("ingest-pipe")).to.include("ingest-event-topic-policy");
    expect(graph.named("ingest-notification").inputs).to.deep.equal({
      bucket: "audit-logs",
      queues: [],
      topics: [
        {
          id: "snowtrail-dev",
          topicArn,
          events: ["s3:ObjectCreated:*"],
          filterPrefix: "AWSLogs/",
        },
      ],
      lambdaFunctions: [],
      eventbridge: false,
    });
    expect(graph.waitsFor("ingest-notification")).to.include("ingest-pipe");
    expect(graph.protected()).to.include.members(["ingest-event-topic", "ingest-pipe"]);
    const { policy } = graph.named("ingest-event-topic-policy").inputs;
    expect(sids(policy)).to.deep.equal([
      "DenyInsecureTransport",
      "S3Publishes",
      "SnowflakeSubscribes",
    ]);
    expect(outputs).not.to.have.any.keys("notificationToAdd", "eventTopicPolicyToMerge");
  });

  it("has EventBridge publish by a rule and a role of its own, and tells it before anything else", async () => {
    const { graph, outputs } = await deployIngest({
      eventNotifications: { mode: "eventbridge" },
      tags: { team: "security" },
    });
    const rule = graph.named("ingest-event-rule");
    expect(rule.inputs).to.include({ name: "snowtrail-dev-s3-events" });
    expect(graph.named("ingest-event-target").inputs).to.deep.equal({
      rule: "snowtrail-dev-s3-events",
      targetId: "snowpipe",
      arn: outputs.eventTopicArn,
      roleArn: "arn:aws:iam::111122223333:role/snowtrail-dev-eventbridge",
    });
    expect(graph.named("ingest-event-role").inputs.assumeRolePolicy).to.include(rule.outputs.arn);
    const { policy } = graph.named("ingest-event-topic-policy").inputs;
    expect(sids(policy)).to.deep.equal([
      "DenyInsecureTransport",
      "EventBridgePublishes",
      "SnowflakeSubscribes",
    ]);
    expect(graph.named("ingest-notification").inputs).to.deep.equal({
      bucket: "audit-logs",
      queues: [],
      topics: [],
      lambdaFunctions: [],
      eventbridge: true,
    });
    expect(graph.waitsFor("ingest-notification")).to.include.all.keys(
      "ingest-event-target",
      "ingest-event-role-policy",
      "ingest-pipe",
    );
    for (const name of ["topic", "rule", "role"]) {
      expect(graph.named(`ingest-event-${name}`).inputs.tags).to.deep.equal({ team: "security" });
    }
  });

  it("tells the owner of a topic, of its key and of a bucket what each of them adds", async () => {
    const sandbox = accounts();
    const existing = "arn:aws:sns:us-east-1:111122223333:log-files";
    sandbox.given.key(keyArn);
    sandbox.given.topic(existing, openTo(sandbox.snowflake.iamUserArn, existing), keyArn);
    for (const [mode, publisher] of [
      ["sns", "S3"],
      ["eventbridge", "EventBridge"],
    ] as const) {
      const eventNotifications = {
        mode,
        configuration: "leave" as const,
        topic: { existing: pulumi.output(existing), kmsKeyArn: keyArn },
      };
      const { graph, outputs } = await deployIngest({ eventNotifications }, { sandbox });
      expect(graph.types()).not.to.include("aws:s3/bucketNotification:BucketNotification");
      expect(graph.types()).not.to.include("aws:sns/topicPolicy:TopicPolicy");
      expect(sids(outputs.eventTopicPolicyToMerge)).to.deep.equal([
        `${publisher}Publishes`,
        "SnowflakeSubscribes",
      ]);
      expect(sids(outputs.eventTopicKeyPolicyToMerge)).to.deep.equal([`${publisher}Encrypts`]);
      expect(outputs.notificationToAdd).to.match(
        mode === "sns" ? /"TopicArn": ".*:log-files"/ : /"EventBridgeConfiguration": \{\}/,
      );
    }
  });

  it("keeps what else the bucket notifies of, and refuses to unless it is told to", async () => {
    const sandbox = accounts();
    const theirs = { events: ["s3:ObjectRemoved:*"], filterPrefix: "a/", filterSuffix: "" };
    const lambdaFunctionArn = "arn:aws:lambda:us-east-1:111122223333:function:example";
    sandbox.given.notification("audit-logs", { id: "theirs", to: lambdaFunctionArn, ...theirs });
    for (const preview of [true, false]) {
      const refusal = await deployIngest(
        { eventNotifications: { mode: "bucket" } },
        { sandbox, preview },
      ).catch(String);
      expect(refusal).to.match(
        /the bucket audit-logs notifies of objects already, .*\n {2}"theirs": "s3:ObjectRemoved:\*" below "a\/" to "arn:aws:lambda:/,
      );
    }
    const merged = { mode: "bucket" as const, configuration: "merge" as const };
    const { graph } = await deployIngest({ eventNotifications: merged }, { sandbox });
    expect(graph.named("ingest-notification").inputs.lambdaFunctions).to.deep.equal([
      { id: "theirs", lambdaFunctionArn, ...theirs },
    ]);
  });

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

  it("makes the role in another account by a provider of its own, and tells the bucket's owner what that needs", async () => {
    const roleAccount = {
      id: "777788889999",
      assumeRoleArn: "arn:aws:iam::777788889999:role/deployer",
    };
    const { graph, outputs } = await deployIngest({ roleAccount }, { preview: true });
    const { inputs, urn } = graph.named("ingest-role-account");
    expect(inputs).to.include({
      region: "us-east-1",
      allowedAccountIds: '["777788889999"]',
      assumeRoles: JSON.stringify([{ roleArn: roleAccount.assumeRoleArn }]),
    });
    expect(inputs).not.to.have.property("profile");
    for (const name of graph.childrenOf("ingest")) {
      const isThere = ["ingest-role", "ingest-role-policy"].includes(name);
      expect(graph.named(name).provider === urn, name).to.equal(isThere);
    }
    const arn = "arn:aws:iam::777788889999:role/snowtrail-dev-snowflake";
    expect(graph.named("ingest-integration").inputs.storageAwsRoleArn).to.equal(arn);
    const { bucketName } = logs;
    expect(JSON.parse(String(outputs.bucketPolicyToMerge))).to.deep.equal(
      policyDocument(
        ...readerBucketStatements({
          bucketArn: `arn:aws:s3:::${bucketName}`,
          logsPrefix: "AWSLogs/",
          readerArns: [arn],
        }),
      ),
    );
    const plain = await deployIngest();
    expect(plain.outputs).not.to.have.property("bucketPolicyToMerge");
  });

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

  it("tags the role", async () => {
    const { graph } = await deployIngest({ tags: { team: "security" } });
    expect(graph.named("ingest-role").inputs.tags).to.deep.equal({ team: "security" });
  });

  it("uses what other resources name", async () => {
    const sandbox = accounts();
    sandbox.given.database("SECURITY", "AUDIT");
    const { outputs } = await deployIngest(
      {
        baseName: pulumi.output("SNOWTRAIL_DEV"),
        logs: { bucketName: pulumi.output("audit-logs") },
        database: { existing: pulumi.output("SECURITY") },
        schema: { existing: pulumi.output("AUDIT") },
        eventKinds: pulumi.output(["insights" as const]),
      },
      { sandbox },
    );
    expect(outputs).to.include({
      stageName: '"SECURITY"."AUDIT"."CLOUDTRAIL_STAGE"',
      warehouseName: "SNOWTRAIL_DEV",
    });
    expect(outputs.operatorStatements).to.have.property(
      "listStage",
      `LIST @"SECURITY"."AUDIT"."CLOUDTRAIL_STAGE" PATTERN = '(.*/)?[0-9]{12}/CloudTrail-Insight/.*[.]json([.]gz)?';`,
    );
  });

  it("decrypts with a given key, and tells what the key's policy may need", async () => {
    const sandbox = accounts();
    sandbox.given.key(keyArn);
    const { graph, outputs } = await deployIngest(
      { logs: { ...logs, kmsKeyArn: keyArn } },
      { sandbox },
    );
    expect(graph.named("ingest-role-policy").inputs.policy).to.include(
      `"Action":"kms:Decrypt","Resource":"${keyArn}"`,
    );
    expect(outputs.keyPolicyToMerge).to.include(String(outputs.roleArn));
  });

  it("speaks of the bucket in its partition's words", async () => {
    const { graph } = await deployIngest({}, { sandbox: accounts("cn-north-1") });
    expect(graph.named("ingest-integration").inputs).to.deep.include({
      storageProvider: "S3CHINA",
      storageAllowedLocations: ["s3china://audit-logs/AWSLogs/"],
    });
    expect(graph.named("ingest-role-policy").inputs.policy).to.include(
      "arn:aws-cn:s3:::audit-logs/AWSLogs/*",
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

  it("refuses contradicting arguments before anything is registered", async () => {
    const failure = await deployIngest({ schema: { existing: "A" } }).catch(
      (error: unknown) => error,
    );
    expect(String(failure)).to.match(
      /SnowflakeIngest "ingest" cannot be made:\n {2}schema[.]existing: /,
    );
  });
});
