import { expect } from "chai";

import {
  baseName,
  bucketName,
  eventRoleName,
  eventRuleName,
  eventTopicName,
  keyAlias,
  logGroupName,
  logGroupRoleName,
  notificationId,
  publisherRoleName,
  roleName,
  topicName,
  trailName,
} from "../../../components/names/derived";

describe("components: names", () => {
  it("derive from project and stack", () => {
    expect(baseName("snowtrail", "dev")).to.equal("SNOWTRAIL_DEV");
    expect(baseName("snowtrail", "prod-eu-1")).to.equal("SNOWTRAIL_PROD_EU_1");
  });

  it("differ between stacks that read alike once special characters are gone", () => {
    const stacks = ["a-b", "a_b", "a.b", "A-B", "a--b", "a-b-", "-a-b", "acme/a-b", "a/b", "ab"];
    const names = stacks.map((stack) => baseName("snowtrail", stack));
    expect(new Set(names).size).to.equal(stacks.length);
  });

  it("differ between projects and stacks whose joint reads alike", () => {
    expect(baseName("a-b", "c")).not.to.equal(baseName("a", "b-c"));
  });

  it("are identifiers that need no quotes, whatever the stack is called", () => {
    for (const stack of ["dev", "1", "a.b", "acme/dev", "ä", "x".repeat(300), "_"]) {
      for (const project of ["snowtrail", "9lives", "My.Project"]) {
        expect(baseName(project, stack)).to.match(/^[A-Z][A-Z0-9_]{0,254}$/);
      }
    }
  });

  it("of AWS are lower case with hyphens and end in a suffix where they have to be unique", () => {
    expect(bucketName("SNOWTRAIL_DEV", "0badcafe")).to.equal("snowtrail-dev-logs-0badcafe");
    expect(roleName("SNOWTRAIL_DEV")).to.equal("snowtrail-dev-snowflake");
    expect(keyAlias("SNOWTRAIL_DEV")).to.equal("alias/snowtrail-dev-logs");
    expect(publisherRoleName("SNOWTRAIL_DEV", "0badcafe")).to.equal(
      "snowtrail-dev-publisher-0badcafe",
    );
    expect(trailName("SNOWTRAIL_DEV")).to.equal("snowtrail-dev");
    expect(topicName("SNOWTRAIL_DEV")).to.equal("snowtrail-dev-notifications");
    expect(notificationId("SNOWTRAIL_DEV")).to.equal("snowtrail-dev");
    expect(eventTopicName("SNOWTRAIL_DEV")).to.equal("snowtrail-dev-s3-events");
    expect(eventRuleName("SNOWTRAIL_DEV")).to.equal("snowtrail-dev-s3-events");
    expect(eventRoleName("SNOWTRAIL_DEV")).to.equal("snowtrail-dev-eventbridge");
    expect(logGroupName("SNOWTRAIL_DEV")).to.equal("snowtrail-dev-trail");
    expect(logGroupRoleName("SNOWTRAIL_DEV")).to.equal("snowtrail-dev-log-group");
  });

  it("of AWS stay within what AWS takes", () => {
    const base = baseName("snowtrail", "a-very-".repeat(20));
    expect(bucketName(base, "0badcafe")).to.match(/^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$/);
    expect(roleName(base)).to.have.length.at.most(64);
    expect(keyAlias(base)).to.have.length.at.most(256);
    expect(publisherRoleName(base, "0badcafe")).to.have.length.at.most(64);
    expect(topicName(base)).to.have.length.at.most(256);
    expect(eventRuleName(base)).to.have.length.at.most(64);
    expect(eventRoleName(base)).to.have.length.at.most(64);
    expect(logGroupRoleName(base)).to.match(/^snowtrail-a-very-.*-[0-9a-f]{8}-log-group$/);
    expect(logGroupRoleName(base)).to.have.length.at.most(64);
    const other = baseName("snowtrail", `${"a-very-".repeat(20)}long`);
    expect(logGroupRoleName(base)).not.to.equal(logGroupRoleName(other));
    expect(trailName(base))
      .to.match(/^[a-z0-9](-?[a-z0-9])*$/)
      .and.to.have.length.at.most(128);
  });
});
