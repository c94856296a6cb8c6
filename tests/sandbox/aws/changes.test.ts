import * as aws from "@pulumi/aws";
import { expect } from "chai";
import { destroy } from "../../../sandbox/pulumi/commands";
import { deployProgram } from "../../../sandbox/pulumi/deploy";
import { Sandbox } from "../../../sandbox/sandbox";
import { bucketName, readPolicy, roleName, trustPolicy } from "../pieces";
import { refusalOf } from "../refusal";
import { stepsOf } from "../steps";

const stack = "test";
const queueArn = "arn:aws:sqs:us-east-1:444455556666:example";

/** A bucket with everything that configures one. */
function configured(
  status: "Enabled" | "Suspended",
  prefix: string,
  opts: { replaceWith?: string } = {},
) {
  return (): void => {
    const name = opts.replaceWith ?? bucketName;
    const bucket = new aws.s3.Bucket("logs", { bucket: name }).id;
    new aws.s3.BucketVersioning("versioning", { bucket, versioningConfiguration: { status } });
    new aws.s3.BucketServerSideEncryptionConfiguration("encryption", {
      bucket,
      rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } }],
    });
    new aws.s3.BucketLifecycleConfiguration("lifecycle", {
      bucket,
      rules: [{ id: "logs", status: "Enabled", expiration: { days: 30 } }],
    });
    const queues = [{ queueArn, events: ["s3:ObjectCreated:*"], filterPrefix: prefix }];
    new aws.s3.BucketNotification("notification", { bucket, queues });
  };
}

function sandboxWithQueue(): Sandbox {
  const sandbox = new Sandbox();
  sandbox.aws.queues.add(
    queueArn,
    { arn: queueArn, admits: `arn:aws:s3:::${bucketName}` },
    { finished: 0 },
  );
  return sandbox;
}

describe("a change of a bucket in the sandbox", () => {
  it("goes to the one part that changes", async () => {
    const sandbox = sandboxWithQueue();
    await deployProgram(configured("Enabled", "a/"), { stack, sandbox });
    const changed = await deployProgram(configured("Enabled", "b/"), { stack, sandbox });
    expect(stepsOf(changed)).to.deep.equal(["update notification"]);
    const bucket = sandbox.aws.buckets.get(bucketName);
    expect(bucket?.notification?.value.rules.map(({ prefix }) => prefix)).to.deep.equal(["b/"]);
  });

  it("takes a part away with its resource, and leaves what S3 leaves", async () => {
    const sandbox = sandboxWithQueue();
    await deployProgram(configured("Enabled", "a/"), { stack, sandbox });
    const alone = (): void => void new aws.s3.Bucket("logs", { bucket: bucketName });
    const changed = await deployProgram(alone, { stack, sandbox });
    expect(stepsOf(changed)).to.have.members(
      ["versioning", "encryption", "lifecycle", "notification"].map((name) => `delete ${name}`),
    );
    const bucket = sandbox.aws.buckets.get(bucketName);
    expect(bucket?.versioning?.value).to.equal("Suspended");
    expect(bucket?.encryption?.value.algorithm).to.equal("AES256");
    expect(bucket?.notification?.value.rules).to.deep.equal([]);
    expect(bucket).not.to.have.property("lifecycle");
  });
});

describe("deleting a bucket in the sandbox", () => {
  const program = (forceDestroy: boolean) => (): void =>
    void new aws.s3.Bucket("logs", { bucket: bucketName, forceDestroy });

  it("is refused while it holds objects", async () => {
    const sandbox = new Sandbox();
    await deployProgram(program(false), { stack, sandbox });
    await sandbox.putObject(bucketName, "note.txt", Buffer.from("hello"), "administrator");
    const failure = await destroy(sandbox, stack).catch((error: Error) => error.message);
    expect(failure).to.match(/^logs .*deleting S3 Bucket \(example-logs\): BucketNotEmpty/);
    expect(sandbox.aws.buckets.get(bucketName)?.objects.size).to.equal(1);
  });

  it("takes the objects with it when it is told to", async () => {
    const sandbox = new Sandbox();
    await deployProgram(program(true), { stack, sandbox });
    await sandbox.putObject(bucketName, "note.txt", Buffer.from("hello"), "administrator");
    await destroy(sandbox, stack);
    expect(sandbox.aws.buckets.names()).to.deep.equal([]);
  });
});

describe("a change of a role in the sandbox", () => {
  const trust = trustPolicy("arn:aws:iam::444455556666:user/example", "one");

  const program =
    (assumeRolePolicy: string, policy = readPolicy, name = roleName) =>
    (): void => {
      const role = new aws.iam.Role("role", { name, assumeRolePolicy });
      new aws.iam.RolePolicy("policy", { name: "read", role: role.name, policy });
    };

  it("of its trust happens in place", async () => {
    const sandbox = new Sandbox();
    await deployProgram(program(trust), { stack, sandbox });
    const other = trust.replace('"one"', '"two"');
    expect(stepsOf(await deployProgram(program(other), { stack, sandbox }))).to.deep.equal([
      "update role",
    ]);
    expect(sandbox.aws.roles.get(roleName)?.trust).to.deep.equal(JSON.parse(other));
  });

  it("of the text of a policy alone is none", async () => {
    const sandbox = new Sandbox();
    await deployProgram(program(trust), { stack, sandbox });
    const spaced = JSON.stringify(JSON.parse(trust), undefined, 2);
    expect(stepsOf(await deployProgram(program(spaced), { stack, sandbox }))).to.deep.equal([]);
  });

  it("of its policy is refused when it is none", async () => {
    const sandbox = new Sandbox();
    await deployProgram(program(trust), { stack, sandbox });
    const { reason } = await refusalOf(program(trust, "{"), { sandbox });
    expect(reason).to.match(/MalformedPolicyDocument/);
    const [policy] = sandbox.aws.roles.get(roleName)?.policies.values() ?? [];
    expect(policy?.value).to.deep.equal(JSON.parse(readPolicy));
  });

  it("of its name makes another role, with its policy, and leaves none behind", async () => {
    const sandbox = new Sandbox();
    await deployProgram(program(trust), { stack, sandbox });
    const renamed = program(trust, readPolicy, "example-other");
    expect(stepsOf(await deployProgram(renamed, { stack, sandbox }))).to.deep.equal([
      "create-replacement role",
      "delete-replaced policy",
      "create-replacement policy",
      "delete-replaced role",
    ]);
    expect(sandbox.aws.roles.names()).to.deep.equal(["example-other"]);
    expect([...(sandbox.aws.roles.get("example-other")?.policies.keys() ?? [])]).to.deep.equal([
      "read",
    ]);
  });

  it("that would delete it is refused while it has policies of somebody else", async () => {
    const sandbox = new Sandbox();
    await deployProgram(program(trust), { stack, sandbox });
    const others = { value: {}, origin: { finished: 0 } };
    sandbox.aws.roles.get(roleName)?.policies.set("others", others);
    const failure = await destroy(sandbox, stack).catch((error: Error) => error.message);
    expect(failure).to.match(/^role .*DeleteConflict: Cannot delete entity, must delete policies/);
  });

  it("that replaces an inline policy of the same name in the wrong order loses it", async () => {
    const sandbox = new Sandbox();
    const first = await deployProgram(program(trust), { stack, sandbox });
    const replace = first.resources.filter(({ name }) => name === "policy").map(({ urn }) => urn);
    const changed = await deployProgram(program(trust), { stack, sandbox, replace });
    expect(stepsOf(changed)).to.deep.equal(["create-replacement policy", "delete-replaced policy"]);
    expect(sandbox.aws.roles.get(roleName)?.policies.size).to.equal(0);
  });
});
