import { Dialect, init, parse } from "@polyglot-sql/sdk";
import { expect } from "chai";
import { readdirSync, readFileSync } from "node:fs";
import {
  beginAlerts,
  eventTexts,
  findingAlert,
  findingViews,
  healthAlert,
  healthViews,
  isDue,
  readCatalogue,
} from "../../sql/catalogue";
import { withFolder } from "./ownFolder";

const catalogue = readCatalogue();

function expectOneStatement(sql: string): void {
  const result = parse(sql, Dialect.Snowflake);
  expect(result.error ?? undefined).to.equal(undefined);
  expect(result.ast).to.have.lengthOf(1);
}

describe("sql: a second, independent parser reads it as Snowflake's", () => {
  before(() => init());

  const files = [
    "cloudtrail.sql",
    "cloudtrail_insights.sql",
    ...readdirSync("sql/alerts").map((name) => `alerts/${name}`),
    ...readdirSync("sql/functions").map((name) => `functions/${name}`),
    ...readdirSync("sql/detections")
      .filter((name) => name.endsWith(".sql"))
      .map((name) => `detections/${name}`),
  ];
  for (const file of files) {
    it(`sql/${file}, as it stands in the file`, () => {
      expectOneStatement(readFileSync(`sql/${file}`, "utf8"));
    });
  }

  it("the deployed statements", () => {
    expectOneStatement(catalogue.cloudtrail.statement);
    expectOneStatement(catalogue.insights.statement);
    for (const { statement } of catalogue.functions) expectOneStatement(statement);
    for (const { body } of catalogue.functions) expectOneStatement(`select ${body}`);
    for (const { statement } of catalogue.detections) expectOneStatement(statement);
  });

  it("the statements that keep the events in a table", () => {
    const events = eventTexts(catalogue.cloudtrail.statement);
    const [table, stream] = ['"D"."S"."CLOUDTRAIL_EVENTS"', '"D"."S"."CLOUDTRAIL_RAW_STREAM"'];
    expectOneStatement(events.insert({ table, stream }));
    expectOneStatement(events.once('"D"."S"."CLOUDTRAIL_RAW"'));
    expectOneStatement(events.over("CLOUDTRAIL_EVENTS"));
  });

  it("the views and the condition of alerts", () => {
    const ofFindings = findingViews({
      minimumSeverity: "high",
      detections: ["root_activity"],
      findingsName: "D.S.FINDINGS",
    });
    for (const { news, message } of [ofFindings, healthViews("D.S.PIPELINE_HEALTH")]) {
      expectOneStatement(news);
      expectOneStatement(message);
    }
    expectOneStatement(isDue(findingAlert));
    expectOneStatement(isDue(healthAlert));
    expectOneStatement(beginAlerts({ table: '"D"."S"."FINDINGS_SENT"', raw: "cloudtrail_raw" }));
  });

  it("FINDINGS, over all detections and over none", () => {
    expectOneStatement(catalogue.findings);
    const disabledDetections = catalogue.detections.map(({ id }) => id);
    expectOneStatement(readCatalogue({ disabledDetections }).findings);
  });

  it("FINDINGS, SUPPRESSED and the lists, with exceptions and indicators", () => {
    const files = {
      "exceptions.csv": `detection,field,pattern,reason,owner,expires
*,resources.0.ARN,arn:*,Why,ops,2026-03-17
root_activity,sourceIPAddress,192.0.2.0/24,Why,ops,2026-03-17
`,
      "indicators.csv": "kind,value,description\naddress,192.0.2.1,A scanner\n",
    };
    const listed = withFolder(files, (detectionsFolder) =>
      readCatalogue({ detectionsFolder, today: "2026-03-17" }),
    );
    for (const { findings, suppressed, lists } of [listed, catalogue]) {
      expectOneStatement(findings);
      expectOneStatement(suppressed);
      for (const { statement } of lists) expectOneStatement(statement);
    }
  });

  it("and refuses what is no SQL", () => {
    expect(parse("selct 1 frm x", Dialect.Snowflake).success).to.be.false;
  });
});
