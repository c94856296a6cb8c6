import { expect } from "chai";

import { logsLocation, logsPrefix } from "../../../components/names/logsLocation";
import { s3Dialect } from "../../../components/names/partition";
import { trailArn } from "../../../components/names/trail";
import { pointTrailCommand } from "../../../components/source/pointTrail";

describe("components: where logs and trails are", () => {
  it("a prefix ends in a slash, so that nothing that merely starts alike belongs to it", () => {
    expect(logsPrefix(undefined)).to.equal("AWSLogs/");
    expect(logsPrefix("audit/trail")).to.equal("audit/trail/AWSLogs/");
  });

  it("Snowflake writes the bucket's URL in its partition's scheme", () => {
    expect(logsLocation("aws", "logs", "AWSLogs/")).to.equal("s3://logs/AWSLogs/");
    expect(logsLocation("aws-us-gov", "logs", "AWSLogs/")).to.equal("s3gov://logs/AWSLogs/");
    expect(logsLocation("aws-cn", "logs", "a/AWSLogs/")).to.equal("s3china://logs/a/AWSLogs/");
  });

  it("Snowflake names the storage of each partition in upper case", () => {
    const providers = ["aws", "aws-us-gov", "aws-cn"].map((it) => s3Dialect(it).storageProvider);
    expect(providers).to.deep.equal(["S3", "S3GOV", "S3CHINA"]);
  });

  it("a partition that Snowflake cannot read is refused by name", () => {
    expect(() => s3Dialect("aws-iso")).to.throw(/aws, aws-us-gov, aws-cn.* configured for aws-iso/);
  });

  it("a trail's ARN is known before the trail exists, and an ARN stays as it is", () => {
    const here = { partition: "aws-us-gov", region: "us-gov-west-1", accountId: "111122223333" };
    const arn = "arn:aws-us-gov:cloudtrail:us-gov-west-1:111122223333:trail/dev";
    expect(trailArn({ ...here, name: "dev" })).to.equal(arn);
    expect(trailArn({ ...here, accountId: "444455556666", name: arn })).to.equal(arn);
  });

  it("a trail that exists is pointed at a new bucket by one command", () => {
    expect(pointTrailCommand("arn:t", "logs")).to.equal(
      "aws cloudtrail update-trail --name arn:t --s3-bucket-name logs",
    );
    expect(pointTrailCommand("arn:t", "logs", "audit")).to.equal(
      "aws cloudtrail update-trail --name arn:t --s3-bucket-name logs --s3-key-prefix audit",
    );
  });
});
