import { expect } from "chai";

import { MaterializationMode } from "../../../components";
import { readCatalogue } from "../../../sql/catalogue";
import { full, place } from "../besideRawTable";
import type { Graph } from "../deployment";
import { deployMaterialized, texts, views } from "./materialized";

const { detections, findings } = readCatalogue();
const four = ["views-events", "views-initial-load", "views-load-events", "views-raw-stream"];

describe("components: SecurityViews with a task", () => {
  let graph: Graph;
  before(async () => {
    graph = await deployMaterialized({ materialization: { mode: MaterializationMode.Task } });
  });

  it("makes table, stream, first load and task beside the views, and nothing else", async () => {
    expect(graph.childrenOf("views")).to.deep.equal([...views, ...four].sort());
    const preview = await deployMaterialized(
      { materialization: { mode: MaterializationMode.Task } },
      { preview: true },
    );
    expect(preview.childrenOf("views")).to.deep.equal([...views, ...four].sort());
  });

  it("makes a table with CLOUDTRAIL's columns and types, clustered by day", () => {
    expect(graph.named("views-events").inputs).to.deep.equal({
      name: "CLOUDTRAIL_EVENTS",
      ...place,
      columns: texts.columns.map(({ name, declaredType }) => ({ name, type: declaredType })),
      clusterBies: ["TO_DATE(EVENTTIME)"],
      comment: `CloudTrail events each once, texts ${texts.digest}`,
    });
  });

  it("makes an append-only stream on the raw table, which begins with what is there", () => {
    expect(graph.named("views-raw-stream").inputs).to.deep.equal({
      name: "CLOUDTRAIL_RAW_STREAM",
      ...place,
      table: full("CLOUDTRAIL_RAW"),
      appendOnly: "true",
      showInitialRows: "true",
      comment: `Log files that are not in CLOUDTRAIL_EVENTS, CloudTrail events each once, texts ${texts.digest}`,
    });
  });

  it("loads once by the statement of the task, which names everything fully, and takes nothing back", () => {
    const insert = texts.insert({
      table: full("CLOUDTRAIL_EVENTS"),
      stream: full("CLOUDTRAIL_RAW_STREAM"),
    });
    expect(graph.named("views-initial-load").inputs).to.deep.equal({
      execute: insert,
      revert: "select 1",
    });
    expect(graph.named("views-load-events").inputs.sqlStatement).to.equal(insert);
  });

  it("starts a task that runs as soon as there is something, one run at a time", () => {
    const { sqlStatement, comment, ...inputs } = graph.named("views-load-events").inputs;
    expect(inputs).to.deep.equal({
      name: "LOAD_CLOUDTRAIL_EVENTS",
      ...place,
      warehouse: "REPORTING",
      when: `SYSTEM$STREAM_HAS_DATA('${full("CLOUDTRAIL_RAW_STREAM")}')`,
      started: true,
      allowOverlappingExecution: "false",
      suspendTaskAfterNumFailures: 10,
      taskAutoRetryAttempts: 2,
      userTaskTimeoutMs: 3_600_000,
    });
    expect(sqlStatement).to.be.a("string");
    expect(comment).to.match(/^Loads CLOUDTRAIL_EVENTS since [0-9a-f]{12}$/);
  });

  it("gives the task a schedule if one is asked for", async () => {
    const scheduled = await deployMaterialized({
      materialization: { mode: MaterializationMode.Task, scheduleMinutes: 30 },
    });
    expect(scheduled.named("views-load-events").inputs).to.deep.include({
      schedule: { minutes: 30 },
      when: `SYSTEM$STREAM_HAS_DATA('${full("CLOUDTRAIL_RAW_STREAM")}')`,
    });
  });

  it("deletes old events by another task, and keeps what was changed, only if it is told to", async () => {
    for (const preview of [false, true]) {
      const kept = await deployMaterialized(
        { materialization: { mode: "task", retentionDays: 90, timeTravelDays: 7 } },
        { preview },
      );
      const children = [...views, ...four, "views-events-expiry"].sort();
      expect(kept.childrenOf("views")).to.deep.equal(children);
      expect(kept.named("views-events").inputs).to.include({ dataRetentionTimeInDays: 7 });
      const { sqlStatement, ...inputs } = kept.named("views-events-expiry").inputs;
      expect(inputs).to.deep.equal({
        name: "EXPIRE_CLOUDTRAIL_EVENTS",
        ...place,
        warehouse: "REPORTING",
        schedule: { minutes: 1440 },
        started: true,
        allowOverlappingExecution: "false",
        suspendTaskAfterNumFailures: 10,
        userTaskTimeoutMs: 3_600_000,
        comment: "Deletes old rows of CLOUDTRAIL_EVENTS",
      });
      expect(kept.waitsFor("views-events-expiry")).to.include("views-events");
      if (preview) continue;
      expect(sqlStatement).to.equal(
        `delete from ${full("CLOUDTRAIL_EVENTS")}\nwhere LOADED_AT < dateadd(day, -90, sysdate())`,
      );
      expect(kept.named("views").outputs.eventsExpiry).to.equal(
        kept.named("views-events-expiry").id,
      );
    }
  });

  it("goes from the table to the stream, the load, the task and then the view", () => {
    const order = [
      "raw",
      "views-events",
      "views-raw-stream",
      "views-initial-load",
      "views-load-events",
      "views-cloudtrail",
      "views-findings",
    ];
    for (const [n, name] of order.entries()) {
      expect([...graph.waitsFor(name)], name).to.include.members(order.slice(0, n));
    }
  });

  it("makes each anew with the one before it", () => {
    for (const name of four.filter((name) => name !== "views-initial-load")) {
      expect(graph.named(name).replaceOnChanges, name).to.deep.equal(["comment"]);
    }
    const dependencies = (name: string, input: string): string[] =>
      (graph.named(name).propertyDependencies[input] ?? []).map(
        (urn) => urn.split("::").at(-1) ?? "",
      );
    expect(dependencies("views-raw-stream", "comment")).to.include("views-events");
    expect(dependencies("views-initial-load", "execute")).to.include("views-raw-stream");
    expect(dependencies("views-load-events", "comment")).to.include("views-initial-load");
  });

  it("protects none of them, since the raw table gives them back", () => {
    expect(graph.protected()).to.deep.equal([]);
  });

  it("leaves the detections and FINDINGS as they are without, and CLOUDTRAIL its name", () => {
    expect(graph.named("views-cloudtrail").inputs).to.include({
      name: "CLOUDTRAIL",
      statement: texts.over("CLOUDTRAIL_EVENTS"),
    });
    expect(graph.named("views-findings").inputs.statement).to.equal(findings);
    for (const { id, statement } of detections) {
      const name = `views-${id.replaceAll("_", "-")}`;
      expect(graph.named(name).inputs.statement).to.equal(statement);
    }
  });

  it("gives the table and the task, and tells what CLOUDTRAIL reads", () => {
    const { outputs } = graph.named("views");
    expect(outputs.sourceName).to.equal(full("CLOUDTRAIL_EVENTS"));
    expect(outputs.eventsTable).to.equal(graph.named("views-events").id);
    expect(outputs.eventsTask).to.equal(graph.named("views-load-events").id);
    expect(outputs).not.to.have.property("eventsDynamicTable");
  });
});
