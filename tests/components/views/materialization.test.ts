import { expect } from "chai";

import { MaterializationMode, type SecurityViewsArgs } from "../../../components";
import { lagText } from "../../../components/views/materialization";
import { full, place } from "../besideRawTable";
import type { Graph } from "../deployment";
import { deployMaterialized, texts, views } from "./materialized";

describe("components: SecurityViews with a dynamic table", () => {
  let graph: Graph;
  before(async () => {
    graph = await deployMaterialized({
      materialization: { mode: MaterializationMode.DynamicTable },
    });
  });

  it("makes the dynamic table beside the views, and nothing else", () => {
    expect(graph.childrenOf("views")).to.deep.equal([...views, "views-events-dynamic"].sort());
    expect(graph.named("views-events-dynamic").inputs).to.deep.equal({
      name: "CLOUDTRAIL_EVENTS_DYNAMIC",
      ...place,
      warehouse: "REPORTING",
      targetLag: { maximumDuration: "15 minutes" },
      query: texts.once(full("CLOUDTRAIL_RAW")),
      refreshMode: "INCREMENTAL",
      initialize: "ON_CREATE",
      comment: "CloudTrail events each once",
    });
  });

  it("shows it when it is there", () => {
    expect(graph.waitsFor("views-events-dynamic")).to.include("raw");
    expect(graph.waitsFor("views-cloudtrail")).to.include("views-events-dynamic");
    expect(graph.named("views-cloudtrail").inputs.statement).to.equal(
      texts.over("CLOUDTRAIL_EVENTS_DYNAMIC"),
    );
    expect(graph.named("views").outputs.sourceName).to.equal(full("CLOUDTRAIL_EVENTS_DYNAMIC"));
  });
});

describe("components: SecurityViews over the raw table", () => {
  it("makes views alone, and reads the raw table", async () => {
    const graph = await deployMaterialized({ materialization: {} });
    expect(graph.childrenOf("views")).to.deep.equal([...views].sort());
    expect(graph.named("views").outputs.sourceName).to.equal(full("CLOUDTRAIL_RAW"));
  });
});

describe("components: a materialization that contradicts itself", () => {
  const refused: [Partial<SecurityViewsArgs>, string][] = [
    [
      { materialization: { scheduleMinutes: 5 } },
      'materialization.scheduleMinutes: is for the mode "task", and materialization.mode is "view". Remove one of the two.',
    ],
    [
      { materialization: { mode: "task", targetLagMinutes: 5 } },
      'materialization.targetLagMinutes: is for the mode "dynamic-table", and materialization.mode is "task". Remove one of the two.',
    ],
    [
      { materialization: { retentionDays: 90 } },
      'materialization.retentionDays: is for the mode "task", and materialization.mode is "view". Remove one of the two.',
    ],
    [
      { materialization: { mode: "dynamic-table", timeTravelDays: 7 } },
      'materialization.timeTravelDays: is for the mode "task", and materialization.mode is "dynamic-table". Remove one of the two.',
    ],
    [
      { materialization: { mode: "task", retentionDays: 14 } },
      "materialization.retentionDays: 14 is out of range. Give a whole number of days from 15 to 36500.",
    ],
    [
      { materialization: { mode: "task", scheduleMinutes: 0 } },
      "materialization.scheduleMinutes: 0 is out of range. Give a whole number of minutes from 1 to 11520.",
    ],
    [
      { materialization: { mode: "dynamic-table", targetLagMinutes: 0.5 } },
      "materialization.targetLagMinutes: 0.5 is out of range.",
    ],
    [
      { materialization: { mode: "task" }, warehouse: undefined },
      'warehouse: is missing, and materialization.mode is "task". Give the name of the warehouse that is to keep up the events.',
    ],
  ];
  for (const [args, problem] of refused) {
    it(`is refused: ${JSON.stringify(args)}`, async () => {
      const failure = await deployMaterialized(args).catch(String);
      expect(failure).to.include(`SecurityViews "views" cannot be made:\n  ${problem}`);
    });
  }
});

describe("components: the lag of a dynamic table", () => {
  const texts: [number, string][] = [
    [1, "1 minute"],
    [15, "15 minutes"],
    [60, "1 hour"],
    [90, "90 minutes"],
    [120, "2 hours"],
    [1440, "1 day"],
    [2880, "2 days"],
  ];
  for (const [minutes, text] of texts) {
    it(`of ${minutes} minutes is written "${text}"`, () => {
      expect(lagText(minutes)).to.equal(text);
    });
  }
});
