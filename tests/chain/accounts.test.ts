import { expect } from "chai";

import type { Bucket } from "../../sandbox/aws/account";
import { keyRefusal } from "../../sandbox/aws/kms";
import { refusal } from "../../sandbox/aws/policy";
import { given } from "../../sandbox/resource/order";
import type { Sandbox } from "../../sandbox/sandbox";
import { leavingToIam } from "../sandbox/keyPolicy";
import { bucketName, region } from "./adopted";
import { type Arrangement, accountsOf, archive, arrangements, stranger } from "./arrangements";
import { Deployed } from "./deployed";
import { logFile } from "./events";
import { allowsAll } from "./policies";
import * as settings from "./settings";
import type { Settings } from "./settings";

const keyArn = `arn:aws:kms:${region}:${archive}:key/11111111-2222-3333-4444-555555555555`;

const buckets: Record<string, Settings> = {
  "a bucket that is made": {},
  "a bucket that exists": settings.adoptBucket(bucketName),
};

const keys: Record<string, Settings> = {
  "S3's own key": {},
  "a key that is made": settings.newKey(),
  "a key that exists": settings.kmsKey(keyArn),
};

function world(arrangement: Arrangement): Sandbox {
  const sandbox = accountsOf(arrangement);
  sandbox.given.key(keyArn, leavingToIam());
  return sandbox;
}

/** Deploys after the owners of what exists did what the preview told them, and then what the update tells. */
async function deployedWith(arrangement: Arrangement, more: Settings): Promise<Deployed> {
  const sandbox = world(arrangement);
  const config = {
    ...settings.disabledDetections(...settings.detectionsOn),
    ...arrangement.config,
    ...more,
  };
  const preview = await Deployed.as({ sandbox, config, preview: true });
  expect(JSON.stringify(preview.outputs)).not.to.contain("undefined");
  merge(sandbox, preview.outputs.toDo as Record<string, string>);
  const deployed = await Deployed.as({ sandbox, config });
  merge(sandbox, deployed.outputs.toDo as Record<string, string>);
  const { notificationToAdd } = deployed.outputs.toDo as Record<string, string>;
  if (notificationToAdd !== undefined) notify(deployed.bucket, notificationToAdd);
  return deployed;
}

function merge({ aws }: Sandbox, toDo: Record<string, string>): void {
  const statements = (json = '{"Statement":[]}'): object[] =>
    (JSON.parse(json) as { Statement: object[] }).Statement;
  const [bucket, key] = [aws.buckets.get(bucketName), aws.keys.get(keyArn)];
  if (bucket) {
    const Statement = statements(toDo.bucketPolicyToMerge);
    bucket.policy =
      Statement.length === 0
        ? undefined
        : { value: { Version: "2012-10-17", Statement }, origin: given };
  }
  if (key) {
    key.policy = leavingToIam(
      ...statements(toDo.trailKeyPolicyToMerge),
      ...statements(toDo.snowflakeKeyPolicyToMerge),
    );
  }
}

function notify(bucket: Bucket, json: string): void {
  const { QueueConfigurations } = JSON.parse(json) as {
    QueueConfigurations: {
      Id: string;
      QueueArn: string;
      Events: string[];
      Filter: { Key: { FilterRules: { Value: string }[] } };
    }[];
  };
  bucket.notification = {
    value: {
      rules: QueueConfigurations.map(
        ({ Id: id, QueueArn: destination, Events: events, Filter }) => ({
          id,
          destination,
          events,
          prefix: Filter.Key.FilterRules[0]?.Value ?? "",
          suffix: "",
        }),
      ),
      eventBridgeSince: undefined,
    },
    origin: given,
  };
}

/** Whether a role whom IAM of its account allows everything may do something in the bucket. */
async function mayInBucket(
  { bucket }: Deployed,
  roleArn: string,
  action: string,
  path = "",
  context: Record<string, string> = {},
): Promise<boolean> {
  const refused = await refusal({
    principal: roleArn.replace(/:iam:(.*):role\/(.*)$/, ":sts:$1:assumed-role/$2/session"),
    action,
    resource: `${bucket.arn}${path}`,
    accountId: bucket.accountId,
    context: { "aws:PrincipalArn": roleArn, ...context },
    identityPolicies: [allowsAll],
    resourcePolicy: bucket.policy?.value,
  });
  return refused === undefined;
}

for (const [where, arrangement] of Object.entries(arrangements)) {
  for (const [bucket, ofBucket] of Object.entries(buckets)) {
    for (const [key, ofKey] of Object.entries(keys)) {
      describe(`${where}, ${bucket}, ${key}`, () => {
        let deployed: Deployed;
        before(async () => {
          deployed = await deployedWith(arrangement, { ...ofBucket, ...ofKey });
        });
        after(() => deployed.sandbox.close());

        const file = (folder: string): string =>
          `AWSLogs/${folder}/CloudTrail/${region}/2026/03/17/${folder.replaceAll("/", "_")}.json.gz`;

        it("has each thing in its account", () => {
          const { trail, integration, sandbox } = deployed;
          expect(trail.arn.split(":")[4]).to.equal(arrangement.trail);
          expect(integration.roleArn.split(":")[4]).to.equal(arrangement.role);
          expect(deployed.bucket.accountId).to.equal(archive);
          for (const { arn } of sandbox.aws.keys.values()) expect(arn).to.include(archive);
        });

        it("loads the files of every account that the trail is of", async () => {
          for (const folder of arrangement.folders) {
            expect(await deployed.deliver(file(folder)), folder).to.include({ arrived: true });
          }
        });

        it("lets the trail deliver nowhere else, and no other trail anywhere", async () => {
          const { sandbox, trail } = deployed;
          for (const folder of [`o-otherorgids/${archive}`, "o-otherorgids", "999988887777"]) {
            expect(await deployed.deliver(file(folder)), folder).to.include({ step: "put" });
          }
          const other = `${trail.arn}-other`;
          sandbox.aws.trails.add(other, { ...trail, arn: other }, given);
          const [folder = ""] = arrangement.folders;
          const put = await sandbox.putObject(trail.bucket, file(folder), logFile, {
            trail: other,
          });
          sandbox.aws.trails.remove(other);
          expect(put).to.include({ step: "put" });
        });

        it("lets exactly Snowflake's role of another account read, and nothing but logs", async () => {
          const { roleArn } = deployed.integration;
          const others = [`${roleArn}-2`, `arn:aws:iam::${stranger}:role/reader`];
          const logs = `/${file(archive)}`;
          for (const arn of others.filter((each) => !each.includes(archive))) {
            expect(await mayInBucket(deployed, arn, "s3:GetObject", logs), arn).to.be.false;
            expect(await mayInBucket(deployed, arn, "s3:GetBucketLocation"), arn).to.be.false;
          }
          if (arrangement.role === archive) return;
          const may = (action: string, path?: string, context?: Record<string, string>) =>
            mayInBucket(deployed, roleArn, action, path, context);
          expect(await may("s3:GetObject", logs)).to.be.true;
          expect(await may("s3:ListBucket", "", { "s3:prefix": "AWSLogs/" })).to.be.true;
          expect(await may("s3:ListBucket", "", { "s3:prefix": "other/" })).to.be.false;
          expect(await may("s3:GetObject", "/other/file")).to.be.false;
          for (const action of ["s3:PutObject", "s3:DeleteObject", "s3:PutObjectAcl"]) {
            expect(await may(action, logs), action).to.be.false;
          }
          for (const action of ["s3:PutBucketPolicy", "s3:DeleteBucket", "s3:GetBucketPolicy"]) {
            expect(await may(action), action).to.be.false;
          }
        });

        if (Object.keys(ofKey).length > 0) {
          it("lets exactly the trail encrypt, and Snowflake's role decrypt by S3 alone", async () => {
            const { sandbox, trail, integration } = deployed;
            const used = sandbox.aws.keys
              .values()
              .find(({ arn }) => arn === (deployed.outputs.key as { arn: string }).arn);
            if (!used) throw new Error("the key does not exist");
            const byTrail = (arn: string): Promise<string | undefined> =>
              keyRefusal(sandbox.aws, used, {
                principal: "cloudtrail.amazonaws.com",
                action: "kms:GenerateDataKey",
                context: { "aws:SourceArn": arn, "kms:EncryptionContext:aws:cloudtrail:arn": arn },
              });
            expect(await byTrail(trail.arn)).to.be.undefined;
            expect(await byTrail(`${trail.arn}-2`)).to.be.a("string");
            const decrypt = (arn: string, service: string): Promise<string | undefined> =>
              keyRefusal(sandbox.aws, used, {
                principal: arn.replace(/:iam:(.*):role\/(.*)$/, ":sts:$1:assumed-role/$2/session"),
                action: "kms:Decrypt",
                context: {
                  "aws:PrincipalArn": arn,
                  "kms:ViaService": `${service}.${region}.amazonaws.com`,
                },
                identityPolicies: [allowsAll],
              });
            const { roleArn } = integration;
            expect(await decrypt(roleArn, "s3")).to.be.undefined;
            expect(await decrypt(`arn:aws:iam::${stranger}:role/reader`, "s3")).to.be.a("string");
            // The owner of a key that exists may leave permissions to IAM of the key's account.
            if (key === "a key that exists" && arrangement.role === archive) return;
            expect(await decrypt(`${roleArn}-2`, "s3")).to.be.a("string");
            expect(await decrypt(roleArn, "ec2")).to.be.a("string");
          });
        }

        // What is made is the same in all the others.
        if (ofBucket === buckets["a bucket that is made"] && ofKey === keys["a key that is made"]) {
          it("asks nothing of anybody, and changes nothing when it is deployed again", async () => {
            const { steps, outputs } = await deployed.up();
            expect(steps).to.be.empty;
            expect(outputs.toDo).to.deep.equal({});
          });
        }
      });
    }
  }
}
