import { expect } from "chai";

import type { SnowflakeIngestArgs } from "../../../components";
import { deployIngest } from "./deployIngest";

const withInsights: Partial<SnowflakeIngestArgs> = { eventKinds: ["events", "insights"] };

const own = [
  "insightsRawTable",
  "insightsRawTableName",
  "insightsRawExpiry",
  "insightsPipe",
  "insightsPipeName",
  "insightsFilePattern",
  "insightsOperatorStatements",
];

describe("components: SnowflakeIngest's Insights", () => {
  it("are not loaded unless they are asked for", async () => {
    const { graph, outputs } = await deployIngest();
    expect(graph.childrenOf("ingest").filter((name) => name.includes("insights"))).to.be.empty;
    expect(outputs).not.to.have.any.keys(...own);
  });

  for (const preview of [false, true]) {
    it(`have a raw table and a pipe of their own: ${preview ? "preview" : "update"}`, async () => {
      const { graph } = await deployIngest(withInsights, { preview });
      const of = (name: string): Record<string, unknown> => graph.named(name).inputs;
      expect(of("ingest-raw-table-insights")).to.deep.equal({
        ...of("ingest-raw-table"),
        name: "CLOUDTRAIL_INSIGHTS_RAW",
        comment: "Files of CloudTrail Insights as delivered, a row for each",
      });
      expect(graph.named("ingest-raw-table-insights").protect).to.equal(true);
      expect(graph.named("ingest-pipe-insights").protect).to.equal(false);
      expect(graph.waitsFor("ingest-pipe-insights")).to.include.all.keys(
        "ingest-raw-table-insights",
        "ingest-role",
        "ingest-role-policy",
        "ingest-stage",
      );
    });
  }

  it("are taken by the second pipe alone, in the same way as events by the first", async () => {
    const { graph } = await deployIngest(withInsights);
    const { copyStatement, name, ...others } = graph.named("ingest-pipe-insights").inputs;
    const events = graph.named("ingest-pipe").inputs;
    expect(name).to.equal("CLOUDTRAIL_INSIGHTS_PIPE");
    expect({ ...others, copyStatement: events.copyStatement, name: events.name }).to.deep.equal(
      events,
    );
    expect(copyStatement).to.equal(
      String(events.copyStatement)
        .replace('"CLOUDTRAIL_RAW"', '"CLOUDTRAIL_INSIGHTS_RAW"')
        .replace("/CloudTrail/", "/CloudTrail-Insight/"),
    );
    expect(events.copyStatement).to.contain(
      "PATTERN = '(.*/)?[0-9]{12}/CloudTrail/.*[.]json([.]gz)?'",
    );
  });

  it("are announced once both pipes listen", async () => {
    const { graph } = await deployIngest({
      ...withInsights,
      eventNotifications: { mode: "bucket" },
    });
    expect(graph.waitsFor("ingest-notification")).to.include.all.keys(
      "ingest-pipe",
      "ingest-pipe-insights",
    );
  });

  it("come by the topic as well, and then their pipe is as protected as the other", async () => {
    const { graph } = await deployIngest({ ...withInsights, eventNotifications: { mode: "sns" } });
    const { inputs, protect } = graph.named("ingest-pipe-insights");
    expect(inputs.awsSnsTopicArn).to.equal(graph.named("ingest-pipe").inputs.awsSnsTopicArn);
    expect(inputs.awsSnsTopicArn).to.match(/^arn:aws:sns:/);
    expect(protect).to.equal(true);
  });

  it("are named in outputs, with what an operator runs", async () => {
    const { outputs } = await deployIngest(withInsights);
    const place = '"SNOWTRAIL_DEV"."CLOUDTRAIL"';
    expect(outputs).to.include({
      insightsRawTableName: `${place}."CLOUDTRAIL_INSIGHTS_RAW"`,
      insightsPipeName: `${place}."CLOUDTRAIL_INSIGHTS_PIPE"`,
      insightsFilePattern: "(.*/)?[0-9]{12}/CloudTrail-Insight/.*[.]json([.]gz)?",
    });
    expect(outputs.insightsOperatorStatements).to.include({
      refreshPipe: `ALTER PIPE ${place}."CLOUDTRAIL_INSIGHTS_PIPE" REFRESH;`,
      listStage: `LIST @${place}."CLOUDTRAIL_STAGE" PATTERN = '(.*/)?[0-9]{12}/CloudTrail-Insight/.*[.]json([.]gz)?';`,
    });
  });

  it("are kept for as long as the log files", async () => {
    const { graph, outputs } = await deployIngest({
      ...withInsights,
      retention: { rawDays: 400, timeTravelDays: 7 },
    });
    expect(graph.named("ingest-raw-table-insights").inputs).to.include({
      dataRetentionTimeInDays: 7,
    });
    const { inputs } = graph.named("ingest-raw-expiry-insights");
    expect(inputs).to.include({
      name: "EXPIRE_CLOUDTRAIL_INSIGHTS_RAW",
      sqlStatement:
        'delete from "SNOWTRAIL_DEV"."CLOUDTRAIL"."CLOUDTRAIL_INSIGHTS_RAW"\nwhere LOADED_AT < dateadd(day, -400, sysdate())',
    });
    expect(outputs).to.include.keys("insightsRawExpiry");
  });
});
