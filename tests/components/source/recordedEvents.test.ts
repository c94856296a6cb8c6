import { expect } from "chai";

import { Sandbox } from "../../../sandbox/sandbox";
import { deploySource, trailArn } from "./deploySource";

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
