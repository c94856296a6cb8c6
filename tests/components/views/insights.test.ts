import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

import { expect } from "chai";

import { readCatalogue } from "../../../sql/catalogue";
import { full, place } from "../besideRawTable";
import { detectionFile } from "../../sql/ownFolder";
import type { Graph } from "../deployment";
import { deployViews } from "./deployViews";

const pipes = [full("CLOUDTRAIL_PIPE")];
const insightsPipes = [full("CLOUDTRAIL_INSIGHTS_PIPE"), full("CLOUDTRAIL_INSIGHTS_PIPE_EU")];

describe("components: SecurityViews with pipes of Insights", () => {
  let graph: Graph;
  before(async () => {
    graph = await deployViews({ pipes, insightsPipes });
  });

  it("makes CLOUDTRAIL_INSIGHTS, and nothing else more", async () => {
    const without = (await deployViews({ pipes })).childrenOf("views");
    const more = graph.childrenOf("views").filter((name) => !without.includes(name));
    expect(more).to.deep.equal(["views-cloudtrail-insights"]);
    expect(graph.named("views").outputs).to.include({ insightsName: full("CLOUDTRAIL_INSIGHTS") });
  });

  it("deploys the catalogue's text", () => {
    expect(graph.named("views-cloudtrail-insights").inputs).to.deep.equal({
      ...place,
      name: "CLOUDTRAIL_INSIGHTS",
      statement: readCatalogue().insights.statement,
      comment: "CloudTrail Insights events a row for each",
      copyGrants: true,
    });
  });

  it("has it before the detections, which may read it, and FINDINGS", () => {
    for (const name of ["views-root-activity", "views-findings", "views-suppressed"]) {
      expect(graph.waitsFor(name), name).to.include.members(["views-cloudtrail-insights"]);
    }
  });

  it("watches both raw tables and all pipes, each for what it loads", () => {
    const statement = String(graph.named("views-pipeline").inputs.statement);
    expect(statement.match(/table_name => '.*'/g)).to.deep.equal([
      `table_name => '${full("CLOUDTRAIL_RAW")}'`,
      `table_name => '${full("CLOUDTRAIL_INSIGHTS_RAW")}'`,
    ]);
    expect(statement.match(/'\w+' as loads|'.*' as pipe\b/g)).to.deep.equal([
      ...[`'${full("CLOUDTRAIL_PIPE")}' as pipe`, "'events' as loads"],
      ...insightsPipes.flatMap((pipe) => [`'${pipe}' as pipe`, "'insights' as loads"]),
    ]);
  });

  it("makes the view without views of health, where no pipe of events is named", async () => {
    const children = (await deployViews({ insightsPipes })).childrenOf("views");
    expect(children).to.include("views-cloudtrail-insights");
    expect(children).not.to.include("views-pipeline");
  });

  it("refuses a detection that reads it where there is none, and not one that names it in a comment or a text", async () => {
    const select =
      "select * from cloudtrail where eventID in (select eventID from CLOUDTRAIL_INSIGHTS)";
    const harmless =
      "-- cloudtrail_insights\nselect * from cloudtrail where eventName = 'cloudtrail_insights'";
    const folder = mkdtempSync(path.join(tmpdir(), "snowtrail-detections-"));
    try {
      for (const [id, text] of Object.entries({ reading: select, harmless })) {
        writeFileSync(path.join(folder, `${id}.sql`), detectionFile(id, { select: text }));
      }
      const failure = await deployViews({ detectionsFolder: folder }).catch(String);
      expect(failure).to.include(
        "the detection reading reads cloudtrail_insights, and no Insights are loaded.",
      );
      expect(failure).not.to.include("the detection harmless");
      await deployViews({ detectionsFolder: folder, insightsPipes });
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it("refuses what is no full name of a pipe", async () => {
    const failure = await deployViews({ insightsPipes: ["CLOUDTRAIL_INSIGHTS_PIPE"] }).catch(
      String,
    );
    expect(failure).to.match(/insightsPipes: .*CLOUDTRAIL_INSIGHTS_PIPE/);
  });
});
