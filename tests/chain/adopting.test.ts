import { expect } from "chai";
import type { NotificationRule } from "../../sandbox/aws/account";
import { given } from "../../sandbox/resource/order";
import { Sandbox } from "../../sandbox/sandbox";
import { deploy } from "../../sandbox/pulumi/deploy";
import { leavingToIam } from "../sandbox/keyPolicy";
import { bucketName, region } from "./adopted";
import { Deployed } from "./deployed";
import { logKey } from "./events";
import * as settings from "./settings";

const bucketArn = `arn:aws:s3:::${bucketName}`;
const keyArn = `arn:aws:kms:${region}:111122223333:key/11111111-2222-3333-4444-555555555555`;
const service = { Service: "cloudtrail.amazonaws.com" };

const admitsCloudTrail = {
  Version: "2012-10-17",
  Statement: [
    { Effect: "Allow", Principal: service, Action: "s3:GetBucketAcl", Resource: bucketArn },
    {
      Effect: "Allow",
      Principal: service,
      Action: "s3:PutObject",
      Resource: `${bucketArn}/AWSLogs/*`,
    },
  ],
};

/** A key's policy that leaves the decision to IAM, and lets CloudTrail encrypt. */
const keyPolicy = leavingToIam({
  Effect: "Allow",
  Principal: service,
  Action: "kms:GenerateDataKey*",
  Resource: "*",
});

const adopted = settings.adoptBucket(bucketName);

function worldWith(policy?: object): Sandbox {
  const sandbox = new Sandbox({ region });
  sandbox.given.bucket(bucketName, policy);
  sandbox.given.key(keyArn, keyPolicy, "alias/logs");
  return sandbox;
}

describe("an adopted bucket", () => {
  it("is not touched: neither its policy nor its notifications", async () => {
    const sandbox = worldWith(admitsCloudTrail);
    await deploy({
      stack: "dev",
      config: { ...adopted, ...settings.adoptTrail("example") },
      sandbox,
    });
    const bucket = sandbox.aws.buckets.get(bucketName);
    expect(bucket?.policy).to.deep.equal({ value: admitsCloudTrail, origin: given });
    expect(bucket?.notification).to.equal(undefined);
  });

  it("feeds the chain as soon as its owner did what the outputs tell", async () => {
    const sandbox = worldWith();
    sandbox.given.trail("example", bucketName);
    const config = { ...adopted, ...settings.adoptTrail("example") };
    const deployed = await Deployed.as({ config, sandbox });
    const { bucket } = deployed;
    const toDo = deployed.outputs.toDo as Record<string, string>;

    expect(await deployed.deliver()).to.include({ arrived: false, step: "put" });
    bucket.policy = {
      value: JSON.parse(toDo.bucketPolicyToMerge ?? "") as object,
      origin: given,
    };

    expect(await deployed.deliver()).to.include({ arrived: false, step: "notification" });
    const rules = rulesOf(toDo.notificationToAdd ?? "");
    bucket.notification = { value: { rules, eventBridgeSince: undefined }, origin: given };

    expect(await deployed.deliver()).to.include({ arrived: true, rows: 1 });
    await sandbox.close();
  });

  it("lets the trail in once its policy is what the preview tells, and the deployment goes on", async () => {
    const sandbox = worldWith();
    const options = { stack: "dev", config: adopted, sandbox };
    const { outputs } = await deploy({ ...options, preview: true });
    const failure = await deploy(options).catch((error: Error) => error.message);
    expect(failure).to.match(/^source-trail .*InsufficientS3BucketPolicyException/);

    const { bucketPolicyToMerge } = outputs.toDo as Record<string, string>;
    const bucket = sandbox.aws.buckets.get(bucketName);
    if (bucket)
      bucket.policy = { value: JSON.parse(bucketPolicyToMerge ?? "") as object, origin: given };
    const { steps } = await deploy(options);
    expect(steps.map(({ urn }) => urn.split("::").at(-1))).to.include("source-trail");
  });

  it("feeds the chain at once when Snowtrail owns its policy and notifications", async () => {
    const config = {
      ...settings.ownBucket(bucketName),
      ...settings.eventNotifications({ mode: "bucket" }),
    };
    const deployed = await Deployed.as({ config, sandbox: worldWith() });
    expect(await deployed.deliver()).to.include({ arrived: true, rows: 1 });
    await deployed.sandbox.close();
  });
});

describe("an adopted trail", () => {
  it("feeds the chain once it delivers into the bucket that was created", async () => {
    const sandbox = worldWith(admitsCloudTrail);
    sandbox.given.trail("example", bucketName);
    const deployed = await Deployed.as({ config: settings.adoptTrail("example"), sandbox });
    const { pointTrailCommand = "" } = deployed.outputs.toDo as Record<string, string>;
    const [, to = ""] = /--s3-bucket-name (\S+)/.exec(pointTrailCommand) ?? [];
    expect(await deployed.deliver()).to.include({ arrived: false });
    deployed.trail.bucket = to;
    expect(await deployed.deliver()).to.include({ arrived: true, rows: 1 });
    await sandbox.close();
  });
});

describe("a KMS key of one's own", () => {
  const config = settings.kmsKey(keyArn);

  it("encrypts what the trail writes, and Snowflake's role may decrypt it", async () => {
    const deployed = await Deployed.as({ config, sandbox: worldWith() });
    expect(await deployed.deliver()).to.include({ arrived: true, rows: 1 });
    const [object] = deployed.sandbox.aws.buckets
      .values()
      .flatMap(({ objects }) => [...objects.values()]);
    expect(object?.key?.arn).to.equal(keyArn);
    await deployed.sandbox.close();
  });

  it("lets the trail in once its policy is what the preview tells", async () => {
    const sandbox = worldWith();
    const key = sandbox.aws.keys.get(keyArn);
    if (key) key.policy = leavingToIam();
    const options = { stack: "dev", config, sandbox };
    const { outputs } = await deploy({ ...options, preview: true });
    const failure = await deploy(options).catch((error: Error) => error.message);
    expect(failure).to.match(/^source-trail .*InsufficientEncryptionPolicyException/);

    const { trailKeyPolicyToMerge } = outputs.toDo as Record<string, string>;
    const { Statement } = JSON.parse(trailKeyPolicyToMerge ?? "") as { Statement: object[] };
    if (key) key.policy = leavingToIam(...Statement);
    await deploy(options);
  });

  it("no longer opens what it encrypted when another key is given", async () => {
    const sandbox = worldWith();
    const other = keyArn.replace("11111111", "99999999");
    sandbox.given.key(other, keyPolicy);
    const deployed = await Deployed.as({ config, sandbox });
    await deployed.deliver();
    await deployed.up({ config: settings.kmsKey(other) });
    expect(await deployed.deliver(logKey.replace("T1455Z", "T1500Z"))).to.include({
      arrived: true,
    });
    await deployed.up({ replace: [deployed.urn("ingest-pipe")] });
    const loaded = await sandbox.refreshPipe(deployed.pipe);
    expect(loaded.map(({ step }) => step)).to.deep.equal(["read", undefined]);
    expect(loaded[0]?.reason).to.match(/not authorized to perform kms:Decrypt/);
    await sandbox.close();
  });

  it("stops the chain when its policy does not let the role decrypt", async () => {
    const deployed = await Deployed.as({ config, sandbox: worldWith() });
    const key = deployed.sandbox.aws.keys.get(keyArn);
    if (key) key.policy = { ...keyPolicy, Statement: keyPolicy.Statement.slice(1) };
    const delivery = await deployed.deliver();
    expect(delivery).to.include({ arrived: false, step: "read" });
    expect(delivery.reason).to.match(/not authorized to perform kms:Decrypt/);
  });
});

/** The configuration of a bucket's notifications, as `aws s3api` takes it, in the sandbox's terms. */
function rulesOf(json: string): NotificationRule[] {
  interface QueueConfiguration {
    Id: string;
    QueueArn: string;
    Events: string[];
    Filter: { Key: { FilterRules: { Name: string; Value: string }[] } };
  }
  const { QueueConfigurations } = JSON.parse(json) as { QueueConfigurations: QueueConfiguration[] };
  return QueueConfigurations.map(({ Id: id, QueueArn: destination, Events: events, Filter }) => {
    const filter = (name: string): string =>
      Filter.Key.FilterRules.find(({ Name }) => Name === name)?.Value ?? "";
    return { id, destination, events, prefix: filter("prefix"), suffix: filter("suffix") };
  });
}
