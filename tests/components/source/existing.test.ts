import { expect } from "chai";

import { deploySource, trailArn, withBucket } from "./deploySource";

const bucketType = "aws:s3/bucket:Bucket";

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
