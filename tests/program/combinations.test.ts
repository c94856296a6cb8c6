import { expect } from "chai";

import { Graph } from "../components/deployment";
import { deployed } from "./deployed";

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
