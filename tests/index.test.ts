import fs from "node:fs";
import { join } from "node:path";

import { expect } from "chai";

import {
  type PolicyDocument,
  type Statement,
  policyDocument,
} from "../components/policies/document";
import { type Deployment, deploy } from "../sandbox/pulumi/deploy";
import { Sandbox } from "../sandbox/sandbox";
import { disabledDetections } from "./chain/settings";
import { Graph } from "./components/deployment";

const keyArn = "arn:aws:kms:eu-west-1:111122223333:key/0a1b2c3d-0000-4000-8000-000000000000";
const cloudtrail = { Service: "cloudtrail.amazonaws.com" };

/** Accounts in which everything that a stack may use exists and lets CloudTrail in. */
function accounts(): Sandbox {
  const sandbox = new Sandbox({ region: "eu-west-1" });
  sandbox.given.bucket("audit-logs", {
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Principal: cloudtrail,
        Action: ["s3:GetBucketAcl", "s3:PutObject"],
        Resource: ["arn:aws:s3:::audit-logs", "arn:aws:s3:::audit-logs/*"],
      },
    ],
  });
  sandbox.given.key(
    keyArn,
    {
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Allow",
          Principal: { AWS: "arn:aws:iam::111122223333:root" },
          Action: "kms:*",
          Resource: "*",
        },
        {
          Effect: "Allow",
          Principal: cloudtrail,
          Action: ["kms:GenerateDataKey*", "kms:DescribeKey"],
          Resource: "*",
        },
      ],
    },
    "alias/logs",
  );
  sandbox.given.database("SECURITY");
  sandbox.given.user("security@example.com");
  return sandbox;
}

/** Settings as `pulumi config set` stores them. */
function stored(config: Record<string, unknown>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(config).map(([key, value]) => [
      `snowtrail:${key}`,
      typeof value === "string" ? value : JSON.stringify(value),
    ]),
  );
}

async function deployed(
  config: Record<string, unknown> = {},
  { stack = "dev", sandbox = accounts(), preview = false } = {},
): Promise<Deployment> {
  const deployment = await deploy({
    stack,
    sandbox,
    preview,
    config: { ...disabledDetections(), ...stored(config) },
  });
  await sandbox.close();
  return deployment;
}

describe("program: its resources", () => {
  let graph: Graph;
  let outputs: Record<string, unknown>;
  before(async () => {
    const deployment = await deployed();
    graph = Graph.of(deployment);
    ({ outputs } = deployment);
  });

  it("are three components and two Snowflake providers", () => {
    expect(graph.childrenOf("snowtrail-dev")).to.deep.equal([
      "ingest",
      "snowflake",
      "snowflake-with-warehouse",
      "source",
      "views",
    ]);
  });

  it("allow on both providers the preview features that are needed, and no others", () => {
    for (const name of ["snowflake", "snowflake-with-warehouse"]) {
      const features = JSON.parse(
        String(graph.named(name).inputs.previewFeaturesEnabled),
      ) as string[];
      expect(features.sort(), name).to.deep.equal([
        "snowflake_alert_resource",
        "snowflake_dynamic_table_resource",
        "snowflake_email_notification_integration_resource",
        "snowflake_function_sql_resource",
        "snowflake_notification_integration_resource",
        "snowflake_pipe_resource",
        "snowflake_stage_resource",
        "snowflake_storage_integration_resource",
        "snowflake_system_get_aws_sns_iam_policy_datasource",
        "snowflake_table_resource",
      ]);
    }
  });

  it("make the warehouse without one, and the views with it", () => {
    const objects = graph.named("snowflake");
    const queries = graph.named("snowflake-with-warehouse");
    expect(objects.inputs).not.to.have.property("warehouse");
    expect(queries.inputs.warehouse).to.equal("SNOWTRAIL_DEV");
    expect(graph.waitsFor("snowflake-with-warehouse")).to.include("ingest-warehouse");
    expect(graph.named("ingest-warehouse").provider).to.include(objects.urn);
    for (const name of graph.childrenOf("views")) {
      expect(graph.named(name).provider, name).to.include(queries.urn);
    }
  });

  it("validate no defaults of the connection that are still to be made", () => {
    for (const name of ["snowflake", "snowflake-with-warehouse"]) {
      expect(graph.named(name).inputs.validateDefaultParameters).to.equal("false");
    }
  });

  it("view the raw table only once it stands", () => {
    expect(graph.waitsFor("views-cloudtrail")).to.include("ingest-raw-table");
  });

  it("are protected where they hold data or identity", () => {
    expect(graph.protected()).to.deep.equal([
      "ingest",
      "ingest-database",
      "ingest-integration",
      "ingest-raw-table",
      "source",
      "source-bucket",
      "source-trail",
    ]);
  });

  it("are deleted before they are replaced, each that has a fixed name in a cloud", () => {
    const inClouds = graph.ofClouds();
    expect(inClouds.filter((name) => !graph.named(name).deleteBeforeReplace)).to.be.empty;
    expect(inClouds).to.include.members([
      "ingest-integration",
      "ingest-pipe",
      "ingest-role",
      "source-bucket",
      "source-bucket-policy",
      "source-trail",
      "views-findings",
    ]);
  });

  it("are all free to go in a stack to throw away", async () => {
    expect(Graph.of(await deployed({ protect: "false" })).protected()).to.be.empty;
  });

  it("leave nothing to do for anybody when all of them were made", () => {
    expect(outputs.toDo).to.deep.equal({});
  });

  it("reach Snowflake by the stack's configuration, kept secret", async () => {
    const sandbox = accounts();
    const { resources } = await deploy({
      stack: "dev",
      sandbox,
      config: { "snowflake:user": "DEPLOYER", "snowflake:privateKey": "example" },
    });
    await sandbox.close();
    for (const name of ["snowflake", "snowflake-with-warehouse"]) {
      const { inputs, secretInputs } = Graph.of({ resources } as Deployment).named(name);
      expect(inputs).to.include({ user: "DEPLOYER", privateKey: "example" });
      expect(secretInputs).to.include.members(["user", "privateKey"]);
    }
  });
});

describe("program: every combination of what is new and what exists", () => {
  const buckets = {
    "a new bucket": {},
    "a bucket that exists": { bucket: { existing: "audit-logs" } },
  };
  const trails = { "a trail": {}, "no trail": { trail: { skip: true } } };
  const keys = { "S3's keys": {}, "a KMS key": { kmsKey: { existing: "alias/logs" } } };
  const databases = {
    "a new database": {},
    "a database that exists": { database: { existing: "SECURITY" } },
  };
  const modes = { update: false, preview: true };

  for (const [bucket, bucketConfig] of Object.entries(buckets)) {
    for (const [trail, trailConfig] of Object.entries(trails)) {
      for (const [key, keyConfig] of Object.entries(keys)) {
        for (const [database, databaseConfig] of Object.entries(databases)) {
          for (const [mode, preview] of Object.entries(modes)) {
            it(`${bucket}, ${trail}, ${key}, ${database}: ${mode}`, async () => {
              const config = { ...bucketConfig, ...trailConfig, ...keyConfig, ...databaseConfig };
              const deployment = await deployed(config, { preview });
              const graph = Graph.of(deployment);
              const types = graph.types();

              expect(JSON.stringify(deployment.outputs)).not.to.include("undefined");
              for (const { name, inputs } of deployment.resources) {
                // Not a value, but the wait's own code.
                const values = { ...inputs, __provider: null };
                expect(JSON.stringify(values), name).not.to.include("undefined");
              }
              const exists = bucket === "a bucket that exists";
              expect(types.has("aws:s3/bucket:Bucket")).to.equal(!exists);
              expect(types.has("aws:s3/bucketPolicy:BucketPolicy")).to.equal(!exists);
              expect(types.has("aws:s3/bucketNotification:BucketNotification")).to.equal(!exists);
              expect(types.has("aws:cloudtrail/trail:Trail")).to.equal(trail === "a trail");
              expect(types.has("snowflake:index/database:Database")).to.equal(
                database === "a new database",
              );
              expect(
                String(graph.named("ingest-role-policy").inputs.policy).includes("kms:Decrypt"),
              ).to.equal(key === "a KMS key" && (!preview || exists));
              const toDo = deployment.outputs.toDo as Record<string, unknown>;
              expect("notificationToAdd" in toDo).to.equal(exists);
              expect("bucketPolicyToMerge" in toDo).to.equal(exists && trail === "a trail");
              expect("snowflakeKeyPolicyToMerge" in toDo).to.equal(key === "a KMS key");
              expect("trailKeyPolicyToMerge" in toDo).to.equal(
                key === "a KMS key" && trail === "a trail",
              );
            });
          }
        }
      }
    }
  }

  it("a bucket that exists of which Snowtrail owns policy and notifications leaves nothing to do", async () => {
    const { outputs, resources } = await deployed({
      bucket: { existing: "audit-logs", ownPolicy: true },
      eventNotifications: { mode: "bucket" },
    });
    expect(outputs.toDo).to.deep.equal({});
    expect(resources.map(({ type }) => type)).to.include.members([
      "aws:s3/bucketPolicy:BucketPolicy",
      "aws:s3/bucketNotification:BucketNotification",
    ]);
  });
});

describe("program: what it asks of the owners of what exists", () => {
  const root: Statement = {
    Sid: "Root",
    Effect: "Allow",
    Principal: { AWS: "arn:aws:iam::111122223333:root" },
    Action: "kms:*",
    Resource: "*",
  };
  const config = stored({ bucket: { existing: "audit-logs" }, kmsKey: { existing: "alias/logs" } });

  /** Accounts with a bucket and a key that allow nothing beyond what is asked. */
  function barely(bucketPolicy?: PolicyDocument, keyStatements: Statement[] = []): Sandbox {
    const sandbox = new Sandbox({ region: "eu-west-1" });
    sandbox.given.bucket("audit-logs", bucketPolicy);
    sandbox.given.key(keyArn, policyDocument(root, ...keyStatements), "alias/logs");
    return sandbox;
  }

  async function asked(): Promise<{ bucket: PolicyDocument; key: PolicyDocument }> {
    const { outputs, sandbox } = await deploy({
      stack: "dev",
      sandbox: barely(),
      preview: true,
      config,
    });
    await sandbox.close();
    const { bucketPolicyToMerge, trailKeyPolicyToMerge } = outputs.toDo as Record<string, string>;
    return {
      bucket: JSON.parse(bucketPolicyToMerge ?? "") as PolicyDocument,
      key: JSON.parse(trailKeyPolicyToMerge ?? "") as PolicyDocument,
    };
  }

  it("is known from a preview, and is enough", async () => {
    const { bucket, key } = await asked();
    const sandbox = barely(bucket, key.Statement);
    const { outputs } = await deploy({ stack: "dev", sandbox, config });
    await sandbox.close();
    expect(outputs.trail).to.deep.equal({
      arn: "arn:aws:cloudtrail:eu-west-1:111122223333:trail/snowtrail-dev",
    });
  });

  it("is needed: without it the trail is refused", async () => {
    const { bucket, key } = await asked();
    for (const sandbox of [barely(undefined, key.Statement), barely(bucket)]) {
      const failure = await deploy({ stack: "dev", sandbox, config }).catch(
        (error: unknown) => error,
      );
      await sandbox.close();
      expect(String(failure)).to.match(/source-trail/);
    }
  });
});

describe("program: several stacks in the same accounts", () => {
  it("do not collide, each with everything of its own", async () => {
    const sandbox = accounts();
    const names: unknown[] = [];
    for (const stack of ["dev", "prod", "prod-eu"]) {
      const { outputs } = await deploy({ stack, sandbox });
      names.push(outputs.bucketName, outputs.database, outputs.roleArn);
    }
    await sandbox.close();
    expect(new Set(names).size).to.equal(9);
  });

  it("do not collide in a database that they share", async () => {
    const sandbox = accounts();
    const config = stored({ database: { existing: "SECURITY" } });
    const dev = await deploy({ stack: "dev", sandbox, config });
    const prod = await deploy({ stack: "prod", sandbox, config });
    await sandbox.close();
    expect(dev.outputs.schema).to.equal("SNOWTRAIL_DEV");
    expect(prod.outputs.schema).to.equal("SNOWTRAIL_PROD");
  });
});

describe("program: a mistake in the configuration", () => {
  it("is told before anything is made", async () => {
    const made: string[] = [];
    const failure = await deploy({
      stack: "dev",
      config: stored({ bucket: { existing: "audit-logs", name: "logs" } }),
      onResource: ({ type }) => made.push(type),
    }).catch((error: unknown) => error);
    expect(String(failure)).to.match(/snowtrail:bucket[.]name: is for a new bucket/);
    expect(made.filter((type) => type !== "pulumi:pulumi:Stack")).to.be.empty;
  });
});

describe("program: the catalogue", () => {
  it("is read twice: to check the settings, and to make the views", async () => {
    const original = fs.readFileSync;
    const reads: string[] = [];
    Object.assign(fs, {
      readFileSync: (...given: Parameters<typeof original>) => {
        reads.push(String(given[0]));
        return original(...given);
      },
    });
    try {
      await deployed({ disabledDetections: ["root_activity"] });
    } finally {
      Object.assign(fs, { readFileSync: original });
    }
    const texts = reads.filter((file) => file.endsWith(".sql"));
    expect(texts).to.include(join(__dirname, "..", "sql", "cloudtrail.sql"));
    const times = texts.map((file) => texts.filter((each) => each === file).length);
    expect(Math.max(...times)).to.equal(2);
  });
});

describe("program: who may do what", () => {
  const everyone = {
    loader: ["PLATFORM"],
    transformer: ["PLATFORM"],
    detector: ["SECURITY"],
    reader: ["ANALYST"],
    auditor: ["VERIFIER"],
  };
  const around = (role: string): string[] =>
    ["", "-database", "-schema", "-warehouse"].map((end) => `access-${role}${end}`);
  const byKind = (kind: string, ...roles: string[]): string[] =>
    roles.flatMap((role) => [`access-${role}-all-${kind}`, `access-${role}-future-${kind}`]);
  const all = [
    ...Object.keys(everyone).flatMap(around),
    ...Object.entries(everyone).map(([role, [grantee]]) => `access-${role}-to-${grantee}`),
    "access-loader-pipe",
    "access-loader-raw-table",
    "access-loader-stage",
    "access-transformer-raw-table",
    ...["integration", "pipe", "raw-table", "stage"].map((object) => `access-auditor-${object}`),
    ...byKind("views", "detector", "reader", "auditor"),
    ...byKind("functions", "detector"),
  ];
  const ofMode: Record<string, string[]> = {
    view: [],
    task: [
      "access-transformer-events-table",
      "access-transformer-events-task",
      "access-auditor-events-task",
    ],
    "dynamic-table": [
      "access-transformer-events-dynamic-table",
      "access-auditor-events-dynamic-table",
    ],
  };

  it("is nobody's to say but Snowflake's unless the stack says so", async () => {
    const deployment = await deployed();
    const graph = Graph.of(deployment);
    expect(deployment.outputs.accessRoles).to.deep.equal({});
    expect(deployment.resources.filter(({ name }) => name.startsWith("access"))).to.be.empty;
    expect([...graph.types()].filter((type) => /role|grant/i.test(type))).to.have.members([
      "aws:iam/role:Role",
      "aws:iam/rolePolicy:RolePolicy",
    ]);
    expect(graph.named("ingest-schema").inputs).not.to.have.property("withManagedAccess");
  });

  for (const [mode, more] of Object.entries(ofMode)) {
    for (const [step, preview] of Object.entries({ update: false, preview: true })) {
      it(`is granted in mode ${mode}: ${step}`, async () => {
        const sandbox = accounts();
        for (const role of new Set(Object.values(everyone).flat())) sandbox.given.role(role);
        const config = { accessRoles: everyone, materialization: { mode } };
        const graph = Graph.of(await deployed(config, { sandbox, preview }));
        expect(graph.childrenOf("access")).to.deep.equal([...all, ...more].sort());
        expect(graph.named("ingest-schema").inputs).to.include({ withManagedAccess: "true" });
        for (const name of graph.childrenOf("access")) {
          expect(graph.named(name).provider, name).to.include(graph.named("snowflake").urn);
        }
      });
    }
  }
});

describe("program: where messages go", () => {
  const slack = { service: "slack", secret: "https://hooks.slack.com/services/T0/B0/hunter2" };
  const ways: Record<string, { way: object; children: string[]; kind: string }> = {
    "a new topic": {
      way: { topic: { subscribers: ["security@example.com"] } },
      children: [
        "notifications-integration",
        "notifications-role",
        "notifications-role-policy",
        "notifications-subscriber-security@example.com",
        "notifications-suffix",
        "notifications-topic",
        "notifications-topic-policy",
      ],
      kind: "topic",
    },
    "Snowflake's own e-mail": {
      way: { email: { recipients: ["security@example.com"] } },
      children: ["notifications-integration"],
      kind: "email",
    },
    "a webhook": {
      way: { webhook: slack },
      children: ["notifications-integration", "notifications-secret"],
      kind: "slack",
    },
  };

  it("is nowhere unless the stack says so", async () => {
    const { outputs, resources } = await deployed();
    expect(outputs.notifications).to.deep.equal({});
    expect(resources.filter(({ name }) => name.startsWith("notifications"))).to.be.empty;
    expect(Graph.of({ resources } as Deployment).named("ingest-pipe").inputs).not.to.have.property(
      "errorIntegration",
    );
  });

  for (const [name, { way, children, kind }] of Object.entries(ways)) {
    for (const [mode, preview] of Object.entries({ update: false, preview: true })) {
      it(`is ${name}: ${mode}`, async () => {
        const deployment = await deployed({ notifications: way }, { preview });
        const graph = Graph.of(deployment);
        expect(graph.childrenOf("notifications")).to.deep.equal(children);
        for (const { name, inputs } of deployment.resources) {
          const values = { ...inputs, __provider: null };
          expect(JSON.stringify(values), name).not.to.include("undefined");
        }
        expect(JSON.stringify(deployment.outputs)).not.to.match(/undefined|hunter2/);
        expect(deployment.outputs.toDo).to.deep.equal({});
        const { errorIntegration } = graph.named("ingest-pipe").inputs;
        expect(errorIntegration === undefined).to.equal(kind !== "topic");
        if (preview) return;
        expect(deployment.outputs.notifications).to.include({
          integration: `SNOWTRAIL_DEV_${kind === "slack" ? "WEBHOOK" : kind.toUpperCase()}`,
          kind,
        });
      });
    }
  }

  it("is a topic that takes the pipe's errors, once Snowflake may publish to it", async () => {
    const graph = Graph.of(await deployed({ notifications: ways["a new topic"]?.way }));
    expect(graph.named("ingest-pipe").inputs.errorIntegration).to.equal("SNOWTRAIL_DEV_TOPIC");
    expect(graph.waitsFor("ingest-pipe")).to.include.all.keys(
      "notifications-integration",
      "notifications-role-policy",
    );
    expect(graph.protected()).to.include.members([
      "notifications-integration",
      "notifications-topic",
    ]);
  });

  it("is a webhook whose secret stands beside the raw table", async () => {
    const graph = Graph.of(await deployed({ notifications: { webhook: slack } }));
    expect(graph.named("notifications-secret").inputs).to.include({
      database: "SNOWTRAIL_DEV",
      schema: "CLOUDTRAIL",
    });
  });

  it("asks the owners of a topic and of a key that exist for what it needs", async () => {
    const sandbox = accounts();
    const existing = "arn:aws:sns:eu-west-1:123456789012:alerts";
    sandbox.given.topic(existing);
    const { outputs } = await deployed(
      { notifications: { topic: { existing, kmsKeyArn: keyArn } } },
      { sandbox },
    );
    expect(outputs.toDo).to.have.all.keys("topicPolicyToMerge", "topicKeyPolicyToMerge");
  });
});

describe("program: alerts", () => {
  const children = [
    "alerts-alert",
    "alerts-begin",
    "alerts-health-alert",
    "alerts-health-message",
    "alerts-health-sent",
    "alerts-message",
    "alerts-new-findings",
    "alerts-new-health",
    "alerts-sent",
  ];
  const webhook = { service: "slack", secret: "https://hooks.slack.com/services/T0/B0/hunter2" };
  const ways: Record<string, object> = {
    "a topic": { topic: {} },
    "e-mail": { email: { recipients: ["security@example.com"] } },
    "a webhook": { webhook },
  };

  it("are none unless the stack says so", async () => {
    const { outputs, resources } = await deployed({ notifications: { topic: {} } });
    expect(outputs.findingAlerts).to.deep.equal({});
    expect(resources.filter(({ name }) => name.startsWith("alerts"))).to.be.empty;
  });

  for (const mode of ["view", "task", "dynamic-table"]) {
    for (const [name, notifications] of Object.entries(ways)) {
      it(`go by ${name} in the mode ${mode}, in an update and in a preview`, async () => {
        const config = { notifications, alerts: { enabled: true }, materialization: { mode } };
        const [update, preview] = [
          await deployed(config),
          await deployed(config, { preview: true }),
        ];
        for (const { resources } of [update, preview]) {
          const graph = Graph.of({ resources } as Deployment);
          expect(graph.childrenOf("alerts")).to.deep.equal(children);
          expect(JSON.stringify(graph.named("alerts-alert").inputs)).not.to.match(
            /undefined|hunter2/,
          );
        }
        const graph = Graph.of(update);
        const full = (object: string): string => `"SNOWTRAIL_DEV"."CLOUDTRAIL"."${object}"`;
        expect(update.outputs.findingAlerts).to.deep.equal({
          alert: full("FINDINGS_ALERT"),
          sent: full("FINDINGS_SENT"),
          newFindings: full("NEW_FINDINGS"),
          message: full("FINDINGS_MESSAGE"),
          healthAlert: full("HEALTH_ALERT"),
        });
        expect(graph.waitsFor("alerts-alert")).to.include.all.keys(
          "notifications-integration",
          "views-findings",
          "ingest-raw-table",
        );
        expect(graph.named("alerts-alert").inputs.action).to.match(
          { "a topic": /'SNOWTRAIL_DEV_TOPIC'/, "e-mail": /'SNOWTRAIL_DEV_EMAIL'/ }[name] ??
            /'SNOWTRAIL_DEV_WEBHOOK'/,
        );
        for (const child of children) {
          expect(graph.named(child).provider, child).to.include("snowflake-with-warehouse");
        }
        expect(graph.protected()).to.include("alerts-sent").and.not.include("alerts-alert");
      });
    }
  }
});

describe("program: tags", () => {
  it("are those of bucket, trail and role", async () => {
    const graph = Graph.of(await deployed({ tags: { team: "security" } }));
    const tagged = graph.ofClouds().filter((name) => {
      const { tags } = graph.named(name).inputs;
      return JSON.stringify(tags) === '{"team":"security"}';
    });
    expect(tagged).to.deep.equal(["ingest-role", "source-bucket", "source-trail"]);
  });

  it("are those of a topic and its role, too", async () => {
    const config = { tags: { team: "security" }, notifications: { topic: {} } };
    const graph = Graph.of(await deployed(config));
    for (const name of ["notifications-role", "notifications-topic"]) {
      expect(graph.named(name).inputs.tags, name).to.deep.equal({ team: "security" });
    }
  });
});
