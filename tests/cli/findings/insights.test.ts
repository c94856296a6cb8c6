import { expect } from "chai";
import { FindingsAlone } from "../../../cli/findings/alone";
import { Warehouse } from "../../../cli/warehouse/warehouse";
import { readCatalogue } from "../../../sql/catalogue";
import { unusual } from "../insightsLogs";
import { TestFolder, quietEvent, snowtrail, type Json } from "../logFiles";

describe("local: Insights events in a detection of one's own", () => {
  let folder: TestFolder;
  let db: string;
  beforeEach(() => {
    folder = new TestFolder();
    db = folder.at("events.duckdb");
    const select = `
      select event.*
      from cloudtrail as event
        join cloudtrail_insights as insight on event.eventSource = insight.eventSource
          and event.eventName = insight.eventName
          and event.recipientAccountId = insight.recipientAccountId
      where event.eventSource = 'ec2.amazonaws.com' and insight.state = 'Start'`;
    folder.write("own/unusual_calls.sql", detectionText("unusual_calls", select));
    folder.log("logs/a.json", [
      quietEvent("q"),
      quietEvent("found", { eventSource: "ec2.amazonaws.com", eventName: "RunInstances" }),
      quietEvent("other", {
        eventSource: "ec2.amazonaws.com",
        eventName: "RunInstances",
        recipientAccountId: "444455556666",
      }),
      unusual("i"),
    ]);
  });
  afterEach(() => {
    folder.remove();
  });

  it("are joined to events, with and without a database", async () => {
    const run = ["detect", folder.at("logs"), "--detections", folder.at("own"), "--format", "json"];
    for (const more of [[], ["--db", db], ["--db", db]]) {
      const { stdout, stderr } = await snowtrail([...run, ...more]);
      const findings = JSON.parse(stdout) as Record<string, unknown>[];
      const own = findings.filter(({ detection_id: id }) => id === "unusual_calls");
      expect(
        own.map(({ eventID }) => eventID),
        stderr,
      ).to.deep.equal(["found"]);
    }
  });

  it("do not have all events stored", async () => {
    const catalogue = readCatalogue({
      detectionsFolder: folder.at("own"),
      disabledDetections: readCatalogue().detections.map(({ id }) => id),
    });
    const warehouse = await Warehouse.open({ file: db, readOnly: false, catalogue });
    try {
      const ways = await new FindingsAlone(catalogue, warehouse).begin(new Set());
      const takes = (record: Json): boolean => {
        const text = Buffer.from(JSON.stringify(record));
        return ways.some((way) => way.takes?.(text, 0, text.length) ?? true);
      };
      expect(takes(quietEvent("call", { eventSource: "ec2.amazonaws.com" }))).to.equal(true);
      expect(takes(quietEvent("other"))).to.equal(false);
    } finally {
      await warehouse.close();
    }
  });
});

function detectionText(id: string, select: string): string {
  return `/*
id: ${id}
title: Unusual calls
description: Detects the calls that an Insights event is about.
severity: low
attack: { version: "18", techniques: [T1580] }
cis: {}
falsePositives: [A release.]
blindSpots: [Calls in their usual number.]
references: ["https://docs.aws.amazon.com/awscloudtrail/latest/userguide/logging-insights-events-with-cloudtrail.html"]
status: stable
*/
${select}
`;
}
