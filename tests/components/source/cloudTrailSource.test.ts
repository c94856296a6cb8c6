import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";

import { CloudTrailSource, type CloudTrailSourceArgs } from "../../../components";
import { keyPolicy } from "../../../components/policies/key";
import { deployProgram } from "../../../sandbox/pulumi/deploy";
import { Sandbox } from "../../../sandbox/sandbox";
import { Graph } from "../deployment";

const bucketType = "aws:s3/bucket:Bucket";
const keyArn = "arn:aws:kms:us-east-1:111122223333:key/0a1b2c3d-0000-4000-8000-000000000000";
const trailArn = "arn:aws:cloudtrail:us-east-1:111122223333:trail/snowtrail-dev";

interface Deployed {
  graph: Graph;
  outputs: Record<string, unknown>;
}

interface Deploying {
  sandbox?: Sandbox;
  preview?: boolean;
  opts?: pulumi.ComponentResourceOptions;
}

async function deploySource(
  args: Partial<CloudTrailSourceArgs> = {},
  { sandbox = new Sandbox(), preview = false, opts = {} }: Deploying = {},
): Promise<Deployed> {
  const deployment = await deployProgram(
    () => {
      new CloudTrailSource("source", { baseName: "SNOWTRAIL_DEV", ...args }, opts);
    },
    { stack: "dev", sandbox, preview },
  );
  await sandbox.close();
  const graph = Graph.of(deployment);
  return { graph, outputs: graph.named("source").outputs };
}

/** A sandbox with a bucket that lets the trail of stack dev deliver. */
function withBucket(): Sandbox {
  const sandbox = new Sandbox();
  const cloudtrail = { Service: "cloudtrail.amazonaws.com" };
  sandbox.given.bucket("audit-logs", {
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Principal: cloudtrail,
        Action: "s3:GetBucketAcl",
        Resource: "arn:aws:s3:::audit-logs",
      },
      {
        Effect: "Allow",
        Principal: cloudtrail,
        Action: "s3:PutObject",
        Resource: "arn:aws:s3:::audit-logs/*",
      },
    ],
  });
  return sandbox;
}

describe("components: CloudTrailSource", () => {
  it("makes a bucket, its hardening, its policy and a trail, and nothing else", async () => {
    const { graph } = await deploySource();
    expect(graph.childrenOf("source")).to.deep.equal([
      "source-bucket",
      "source-bucket-policy",
      "source-encryption",
      "source-lifecycle",
      "source-ownership",
      "source-public-access",
      "source-suffix",
      "source-trail",
      "source-versioning",
    ]);
  });

  it("blocks every way to make the bucket public", async () => {
    const { graph } = await deploySource();
    expect(graph.named("source-public-access").inputs).to.deep.include({
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    });
    expect(graph.named("source-ownership").inputs.rule).to.deep.equal({
      objectOwnership: "BucketOwnerEnforced",
    });
  });

  it("never destroys logs with the bucket, and keeps versions of them", async () => {
    const { graph } = await deploySource();
    expect(graph.named("source-bucket").inputs.forceDestroy).to.equal(false);
    expect(graph.named("source-versioning").inputs.versioningConfiguration).to.deep.equal({
      status: "Enabled",
    });
  });

  it("encrypts with S3's own keys unless a key is given", async () => {
    const { graph } = await deploySource();
    expect(graph.named("source-encryption").inputs.rules).to.deep.equal([
      {
        applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" },
        bucketKeyEnabled: false,
      },
    ]);
    expect(graph.named("source-trail").inputs).not.to.have.property("kmsKeyId");
  });

  it("makes a trail of all regions with validated log files", async () => {
    const { graph } = await deploySource();
    expect(graph.named("source-trail").inputs).to.deep.equal({
      name: "snowtrail-dev",
      s3BucketName: graph.named("source-bucket").inputs.bucket,
      isMultiRegionTrail: true,
      isOrganizationTrail: false,
      includeGlobalServiceEvents: true,
      enableLogFileValidation: true,
      enableLogging: true,
    });
  });

  it("creates the trail after the policy that CloudTrail tests, and the policy after the public access block", async () => {
    const { graph } = await deploySource();
    expect(graph.waitsFor("source-trail")).to.include("source-bucket-policy");
    expect(graph.waitsFor("source-bucket-policy")).to.include("source-public-access");
    expect(graph.waitsFor("source-lifecycle")).to.include("source-versioning");
  });

  it("protects bucket and trail, unless its own option says otherwise", async () => {
    const kept = ["source-bucket", "source-trail"];
    expect((await deploySource()).graph.protected()).to.deep.equal(kept);
    const asked = await deploySource({}, { opts: { protect: true } });
    expect(asked.graph.protected()).to.deep.equal(["source", ...kept]);
    const free = await deploySource({}, { opts: { protect: false } });
    expect(free.graph.protected()).to.be.empty;
  });

  it("deletes each of its resources before it replaces it, since their names are fixed", async () => {
    const { graph } = await deploySource();
    for (const name of graph.childrenOf("source")) {
      expect(graph.named(name).deleteBeforeReplace, name).to.be.true;
    }
  });

  it("tags what takes tags, and else leaves them to the provider", async () => {
    const tags = { team: "security", stage: pulumi.output("dev") };
    const { graph } = await deploySource({ tags });
    for (const name of ["source-bucket", "source-trail"]) {
      expect(graph.named(name).inputs.tags, name).to.deep.equal({ team: "security", stage: "dev" });
    }
    const { graph: untagged } = await deploySource();
    expect(untagged.named("source-bucket").inputs).not.to.have.property("tags");
  });

  it("writes the computed ARN of the trail into the bucket's policy", async () => {
    const { graph, outputs } = await deploySource();
    expect(outputs.trailArn).to.equal(trailArn);
    const policy = JSON.stringify(graph.named("source-bucket-policy").inputs.policy);
    expect(policy.split(trailArn)).to.have.length(3);
  });

  it("tells an ingest where the logs are", async () => {
    const { graph, outputs } = await deploySource({ prefix: "audit" });
    const name = String(graph.named("source-bucket").inputs.bucket);
    expect(name).to.match(/^snowtrail-dev-logs-[0-9a-f]{8}$/);
    const { bucket, bucketPolicy, trail, ...told } = outputs;
    expect({ bucket, bucketPolicy, trail }, "the resources themselves").to.deep.equal({
      bucket: graph.named("source-bucket").id,
      bucketPolicy: graph.named("source-bucket-policy").id,
      trail: graph.named("source-trail").id,
    });
    expect(told).to.deep.equal({
      bucketName: name,
      bucketArn: `arn:aws:s3:::${name}`,
      logsPrefix: "audit/AWSLogs/",
      logsLocation: `s3://${name}/audit/AWSLogs/`,
      trailArn,
    });
    expect(graph.named("source-trail").inputs.s3KeyPrefix).to.equal("audit");
  });

  it("speaks the dialect of its partition", async () => {
    const sandbox = new Sandbox({ region: "us-gov-west-1" });
    const { outputs } = await deploySource({ bucket: { name: "logs" } }, { sandbox });
    expect(outputs).to.deep.include({
      bucketArn: "arn:aws-us-gov:s3:::logs",
      logsLocation: "s3gov://logs/AWSLogs/",
      trailArn: "arn:aws-us-gov:cloudtrail:us-gov-west-1:111122223333:trail/snowtrail-dev",
    });
  });

  it("lets an organization's trail deliver below the organization", async () => {
    const sandbox = new Sandbox();
    sandbox.given.organization("o-exampleorgid");
    const { graph } = await deploySource(
      { trail: { organization: { id: "o-exampleorgid" } } },
      { sandbox },
    );
    expect(graph.named("source-trail").inputs.isOrganizationTrail).to.equal(true);
    expect(JSON.stringify(graph.named("source-bucket-policy").inputs.policy)).to.include(
      "/AWSLogs/o-exampleorgid/*",
    );
  });
});

describe("components: CloudTrailSource with a KMS key", () => {
  const cloudtrail = { Service: "cloudtrail.amazonaws.com" };
  const withKey = (): Sandbox => {
    const sandbox = new Sandbox();
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
          { Effect: "Allow", Principal: cloudtrail, Action: "kms:GenerateDataKey*", Resource: "*" },
          { Effect: "Allow", Principal: cloudtrail, Action: "kms:DescribeKey", Resource: "*" },
        ],
      },
      "alias/logs",
    );
    return sandbox;
  };

  it("encrypts bucket and trail with the key that the alias means", async () => {
    const { graph, outputs } = await deploySource(
      { kmsKey: { existing: "alias/logs" } },
      { sandbox: withKey() },
    );
    expect(graph.named("source-encryption").inputs.rules).to.deep.equal([
      {
        applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: keyArn },
        bucketKeyEnabled: false,
      },
    ]);
    expect(graph.named("source-trail").inputs.kmsKeyId).to.equal(keyArn);
    expect(outputs.kmsKeyArn).to.equal(keyArn);
  });

  it("tells what the key's policy needs", async () => {
    const { outputs } = await deploySource(
      { kmsKey: { existing: "alias/logs" } },
      { sandbox: withKey() },
    );
    expect(outputs.keyPolicyToMerge).to.include("kms:GenerateDataKey*").and.to.include(trailArn);
  });

  it("fails on a key that does not exist, before anything is encrypted with it", async () => {
    const failure = await deploySource({ kmsKey: { existing: "alias/none" } }).catch(
      (error: unknown) => error,
    );
    expect(String(failure)).to.match(/alias\/none/);
  });
});

describe("components: CloudTrailSource with a key of its own", () => {
  const reader = "arn:aws:iam::111122223333:role/reader";
  const kmsKey = { create: true, decryptedBy: [reader] };

  it("makes a key that rotates, its alias, and encrypts bucket and trail with it", async () => {
    const { graph, outputs } = await deploySource({ kmsKey });
    const { inputs, outputs: made, id } = graph.named("source-key");
    expect(inputs).to.include({ enableKeyRotation: true, deletionWindowInDays: 30 });
    expect(graph.named("source-key-alias").inputs).to.deep.equal({
      name: "alias/snowtrail-dev-logs",
      targetKeyId: id,
    });
    expect(graph.named("source-trail").inputs.kmsKeyId).to.equal(made.arn);
    expect(JSON.stringify(graph.named("source-encryption").inputs)).to.include(made.arn);
    expect(outputs).to.include({ kmsKey: id, kmsKeyArn: made.arn });
    expect(outputs).not.to.have.property("keyPolicyToMerge");
    expect(graph.protected()).to.include("source-key");
  });

  it("names the one trail and the readers in the key's policy, before either exists", async () => {
    const { graph } = await deploySource({ kmsKey }, { preview: true });
    const policy = String(graph.named("source-key").inputs.policy);
    expect(JSON.parse(policy)).to.deep.equal(
      keyPolicy({
        partition: "aws",
        region: "us-east-1",
        accountId: "111122223333",
        trailArn,
        readerArns: [reader],
      }),
    );
  });
});

describe("components: CloudTrailSource with a bucket that exists", () => {
  const existing = { bucket: { existing: "audit-logs" } };

  it("makes a trail and touches nothing of the bucket", async () => {
    const { graph } = await deploySource(existing, { sandbox: withBucket() });
    expect(graph.childrenOf("source")).to.deep.equal(["source-trail"]);
    expect(graph.types()).not.to.include(bucketType);
  });

  it("tells the bucket's owner which statements to add, and needs nothing to exist for that", async () => {
    const { outputs } = await deploySource(existing, { sandbox: withBucket(), preview: true });
    const { Statement } = JSON.parse(String(outputs.bucketPolicyToMerge)) as {
      Statement: { Sid: string }[];
    };
    expect(Statement.map(({ Sid }) => Sid)).to.deep.equal([
      "CloudTrailChecksAcl",
      "CloudTrailDelivers",
    ]);
    expect(outputs.bucketPolicyToMerge).to.include(trailArn);
  });

  it("replaces the bucket's policy if the settings say that it is ours, and then asks for nothing", async () => {
    const { graph, outputs } = await deploySource(
      { bucket: { existing: "audit-logs", ownPolicy: true } },
      { sandbox: withBucket() },
    );
    expect(graph.childrenOf("source")).to.deep.equal(["source-bucket-policy", "source-trail"]);
    expect(graph.waitsFor("source-trail")).to.include("source-bucket-policy");
    expect(outputs).not.to.have.property("bucketPolicyToMerge");
  });

  it("fails if there is no such bucket", async () => {
    const failure = await deploySource(existing).catch((error: unknown) => error);
    expect(String(failure)).to.match(/audit-logs/);
  });
});

describe("components: CloudTrailSource without a trail of its own", () => {
  it("lets CloudTrail into a new bucket only for the trail that is named", async () => {
    const { graph, outputs } = await deploySource({ trail: { existing: "audit" } });
    const arn = "arn:aws:cloudtrail:us-east-1:111122223333:trail/audit";
    expect(graph.childrenOf("source")).not.to.include("source-trail");
    expect(outputs.trailArn).to.equal(arn);
    expect(JSON.stringify(graph.named("source-bucket-policy").inputs.policy)).to.include(arn);
    expect(outputs.pointTrailCommand).to.include(
      `--name ${arn} --s3-bucket-name snowtrail-dev-logs-`,
    );
  });

  it("lets CloudTrail into a new bucket not at all if the trail is skipped", async () => {
    const { graph, outputs } = await deploySource({ trail: { skip: true } });
    expect(graph.childrenOf("source")).not.to.include("source-trail");
    expect(outputs).not.to.have.property("trailArn");
    expect(JSON.stringify(graph.named("source-bucket-policy").inputs.policy)).not.to.include(
      "cloudtrail.amazonaws.com",
    );
  });

  it("makes nothing at all of a bucket that exists and a skipped trail", async () => {
    const { graph } = await deploySource(
      { bucket: { existing: "audit-logs" }, trail: { skip: true } },
      { sandbox: withBucket() },
    );
    expect(graph.childrenOf("source")).to.be.empty;
  });
});

describe("components: CloudTrailSource whose trail is of another account", () => {
  const management = "123456789012";
  const account = {
    id: management,
    profile: "management",
    assumeRoleArn: `arn:aws:iam::${management}:role/deployer`,
  };
  const organization = { id: "o-exampleorgid" };
  const withAccounts = (delegatedAdministrators: string[] = []): Sandbox => {
    const sandbox = new Sandbox();
    sandbox.given.profile("management", management);
    sandbox.given.organization(organization.id, {
      managementAccountId: management,
      delegatedAdministrators,
    });
    return sandbox;
  };

  it("makes trail, log group and role there by a provider of its own, and the rest where it is", async () => {
    const { graph, outputs } = await deploySource(
      { trail: { account, organization, logGroup: {} } },
      { sandbox: withAccounts() },
    );
    const { inputs, urn } = graph.named("source-trail-account");
    expect(inputs).to.include({
      region: "us-east-1",
      profile: "management",
      allowedAccountIds: JSON.stringify([management]),
      assumeRoles: JSON.stringify([{ roleArn: account.assumeRoleArn }]),
    });
    for (const name of graph.childrenOf("source").filter((each) => !each.endsWith("account"))) {
      const isThere = /trail|log-group/.test(name);
      expect(graph.named(name).provider === urn, name).to.equal(isThere);
    }
    expect(outputs.trailArn).to.equal(
      `arn:aws:cloudtrail:us-east-1:${management}:trail/snowtrail-dev`,
    );
    expect(JSON.stringify(graph.named("source-log-group-role-policy").inputs)).to.include(
      `arn:aws:logs:us-east-1:${management}:log-group:snowtrail-dev-trail:log-stream:o-exampleorgid_*`,
    );
  });

  it("names the management account in the ARN of a trail that a delegated administrator makes", async () => {
    const trail = { organization: { ...organization, managementAccountId: management } };
    const { graph, outputs } = await deploySource(
      { trail },
      { sandbox: withAccounts(["111122223333"]) },
    );
    expect(outputs.trailArn).to.equal(graph.named("source-trail").outputs.arn);
    expect(outputs.trailArn).to.include(`:${management}:`);
  });

  it("is told late to whoever reads by the bucket's name: its policy comes first", async () => {
    const { graph } = await deploySource();
    expect(graph.named("source").outputs.bucketName).to.equal(
      graph.named("source-bucket-policy").outputs.bucket,
    );
  });
});

describe("components: CloudTrailSource with more than management events", () => {
  const dataEvents = {
    name: "Objects",
    fieldSelectors: [
      { field: "eventCategory", equals: ["Data"] },
      { field: "resources.type", equals: ["AWS::S3::Object"] },
    ],
  };

  it("records data events and Insights beside the management events", async () => {
    const { graph } = await deploySource({
      trail: {
        advancedEventSelectors: [dataEvents],
        insightSelectors: [{ insightType: "ApiErrorRateInsight" }],
      },
    });
    const { inputs } = graph.named("source-trail");
    expect(inputs.advancedEventSelectors).to.deep.equal([
      {
        name: "Management events",
        fieldSelectors: [{ field: "eventCategory", equals: ["Management"] }],
      },
      dataEvents,
    ]);
    expect(inputs.insightSelectors).to.deep.equal([{ insightType: "ApiErrorRateInsight" }]);
  });

  it("copies events to a new log group by a role of exactly the trail", async () => {
    const { graph, outputs } = await deploySource({ trail: { logGroup: {} } });
    const groupArn = "arn:aws:logs:us-east-1:111122223333:log-group:snowtrail-dev-trail";
    const roleArn = "arn:aws:iam::111122223333:role/snowtrail-dev-log-group";
    expect(graph.named("source-log-group").inputs).to.deep.equal({
      name: "snowtrail-dev-trail",
      retentionInDays: 90,
    });
    expect(graph.named("source-trail").inputs).to.include({
      cloudWatchLogsGroupArn: `${groupArn}:*`,
      cloudWatchLogsRoleArn: roleArn,
    });
    expect(graph.waitsFor("source-trail")).to.include("source-log-group-role-policy");
    expect(String(graph.named("source-log-group-role").inputs.assumeRolePolicy)).to.include(
      trailArn,
    );
    expect(graph.protected()).to.deep.equal(["source-bucket", "source-log-group", "source-trail"]);
    expect(outputs.logGroup).to.equal(graph.named("source-log-group").id);
  });

  it("copies events to a log group that exists, and makes the role alone", async () => {
    const sandbox = new Sandbox();
    sandbox.given.logGroup("audit/trail");
    const { graph } = await deploySource(
      { trail: { logGroup: { existing: "audit/trail", roleName: "copier" } } },
      { sandbox },
    );
    expect(graph.types()).not.to.include("aws:cloudwatch/logGroup:LogGroup");
    expect(graph.named("source-trail").inputs).to.include({
      cloudWatchLogsGroupArn: "arn:aws:logs:us-east-1:111122223333:log-group:audit/trail:*",
      cloudWatchLogsRoleArn: "arn:aws:iam::111122223333:role/copier",
    });
  });
});

describe("components: CloudTrailSource with contradicting arguments", () => {
  it("is refused before anything is registered, with every mistake in one error", async () => {
    const made: string[] = [];
    const failure = await deployProgram(
      () => {
        new CloudTrailSource("source", {
          baseName: "B",
          bucket: { existing: "logs", name: "others" },
          prefix: "/a",
        });
      },
      { stack: "dev", onResource: ({ type }) => made.push(type) },
    ).catch((error: unknown) => error);
    expect(String(failure)).to.match(/CloudTrailSource "source" cannot be made:/);
    expect(String(failure)).to.match(/\n {2}bucket[.]name: is for a new bucket/);
    expect(String(failure)).to.match(/\n {2}prefix: "\/a" has a slash/);
    expect(made.filter((type) => !type.startsWith("pulumi:"))).to.be.empty;
  });
});

describe("components: CloudTrailSource with what other resources give", () => {
  const later = <T>(value: T): pulumi.Output<pulumi.Unwrap<T>> => pulumi.output(value);

  it("makes the same as with what is known at once", async () => {
    const known: Partial<CloudTrailSourceArgs> = {
      bucket: { name: "logs", retentionDays: 90, transition: { days: 30 } },
      trail: { name: "audit" },
      prefix: "audit",
    };
    const given: Partial<CloudTrailSourceArgs> = {
      baseName: later("SNOWTRAIL_DEV"),
      bucket: {
        name: later("logs"),
        retentionDays: later(90),
        transition: { days: later(30), storageClass: later("GLACIER_IR" as const) },
      },
      trail: { name: later("audit") },
      prefix: later("audit"),
    };
    const [first, second] = [await deploySource(known), await deploySource(given)];
    expect(second.outputs).to.deep.equal(first.outputs);
    for (const name of first.graph.childrenOf("source")) {
      const { inputs } = first.graph.named(name);
      expect(second.graph.named(name).inputs, name).to.deep.equal(inputs);
    }
  });

  it("uses a bucket and a trail whose names come from another stack", async () => {
    const { graph, outputs } = await deploySource(
      { bucket: { existing: later("audit-logs") }, trail: { existing: later("audit") } },
      { sandbox: withBucket() },
    );
    expect(graph.childrenOf("source")).to.be.empty;
    expect(outputs).to.include({
      bucketName: "audit-logs",
      trailArn: "arn:aws:cloudtrail:us-east-1:111122223333:trail/audit",
    });
  });

  const mistakes: [rule: string, args: Partial<CloudTrailSourceArgs>, message: RegExp][] = [
    [
      "a bucket's name",
      { bucket: { existing: later("s3://logs") } },
      /CloudTrailSource "source" cannot be made:\n {2}bucket[.]existing: "s3:\/\/logs" is not the name/,
    ],
    ["a prefix", { prefix: later("/audit") }, /prefix: "\/audit" has a slash/],
    ["a base name", { baseName: later("dev") }, /baseName: "dev" is not a name/],
    ["tags", { tags: later({ "aws:x": "y" }) }, /tags: the tag "aws:x"/],
    [
      "a move of logs that comes too late",
      { bucket: { transition: { days: later(400) } } },
      /bucket[.]transition[.]days: 400 is not before bucket[.]retentionDays \(365\)/,
    ],
  ];
  for (const [rule, args, message] of mistakes) {
    it(`refuses ${rule} as soon as it is known`, async () => {
      const failure = await deploySource(args, { sandbox: withBucket() }).catch(
        (error: unknown) => error,
      );
      expect(String(failure)).to.match(message);
    });
  }
});
