import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { expect } from "chai";

import { readCatalogue } from "../../../sql/catalogue";
import type { Graph } from "../deployment";
import { deployViews } from "./deployViews";

const logicalNames = (ids: string[]): string[] =>
  ids.map((id) => `views-${id.replaceAll("_", "-")}`);

describe("components: SecurityViews", () => {
  const { cloudtrail, functions, lists, detections, findings, suppressed } = readCatalogue();
  const listNames = ["views-exceptions", "views-indicators"];
  const always = ["views-cloudtrail", "views-findings", "views-suppressed", ...listNames];
  const functionNames = [
    "views-actor",
    "views-address-key",
    "views-grants-administration",
    "views-is-private-address",
    "views-message-text",
    "views-outside-principals",
    "views-target",
  ];
  const ids = detections.map(({ id }) => id);
  let graph: Graph;
  before(async () => {
    graph = await deployViews();
  });

  it("makes CLOUDTRAIL, a view for each detection, FINDINGS and what it reads, and nothing else", () => {
    expect(graph.childrenOf("views")).to.deep.equal(
      [...always, ...functionNames, ...logicalNames(ids)].sort(),
    );
  });

  it("deploys the catalogue's texts, each under its name beside the raw table", () => {
    const place = { database: "SECURITY", schema: "AUDIT" };
    expect(graph.named("views-cloudtrail").inputs).to.deep.include({
      ...place,
      name: "CLOUDTRAIL",
      statement: cloudtrail.statement,
    });
    expect(graph.named("views-findings").inputs).to.deep.include({
      ...place,
      name: "FINDINGS",
      statement: findings,
    });
    expect(graph.named("views-suppressed").inputs).to.deep.include({
      ...place,
      name: "SUPPRESSED",
      statement: suppressed,
    });
    for (const [at, { viewName: name, statement }] of lists.entries()) {
      const { inputs } = graph.named(listNames[at] ?? "");
      expect(inputs).to.deep.include({ ...place, name, statement });
    }
    for (const { id, viewName, statement } of detections) {
      const [name = ""] = logicalNames([id]);
      expect(graph.named(name).inputs).to.deep.include({ ...place, name: viewName, statement });
    }
  });

  it("deploys the catalogue's functions, with names that fold as their texts write them", () => {
    for (const [at, { name, body, description }] of functions.entries()) {
      const { inputs } = graph.named(functionNames[at] ?? "");
      expect(inputs).to.deep.include({
        database: "SECURITY",
        schema: "AUDIT",
        name,
        functionDefinition: body,
        comment: description,
      });
    }
    expect(graph.named("views-target").inputs).to.deep.include({
      arguments: [
        { argName: "REQUEST_PARAMETERS", argDataType: "VARIANT" },
        { argName: "RESOURCES", argDataType: "VARIANT" },
      ],
      returnType: "VARCHAR",
    });
    expect(graph.named("views-is-private-address").inputs).to.deep.include({
      arguments: [{ argName: "ADDRESS", argDataType: "VARCHAR" }],
      returnType: "BOOLEAN",
    });
  });

  it("carries a digest in every text, so that an edit of letter case alone is deployed", () => {
    for (const name of graph.childrenOf("views")) {
      const { statement, functionDefinition } = graph.named(name).inputs;
      expect(statement ?? functionDefinition, name).to.match(/digest [0-9a-f]{8,}/);
    }
  });

  it("creates each view after those and the functions that its text names", () => {
    const read = [...functionNames, ...listNames];
    expect([...graph.waitsFor("views-findings")]).to.include.members(read);
    expect([...graph.waitsFor("views-suppressed")]).to.include.members(read);
    expect(graph.waitsFor("views-cloudtrail")).to.include("raw");
    for (const name of logicalNames(ids)) {
      expect([...graph.waitsFor(name)]).to.include.members(["views-cloudtrail", ...read]);
      expect(graph.waitsFor("views-findings")).to.include(name);
      expect(graph.waitsFor("views-suppressed")).to.include(name);
    }
  });

  it("says in each comment which detection it is, without what leads the provider astray", () => {
    for (const { id, severity } of detections) {
      const [name = ""] = logicalNames([id]);
      const comment = String(graph.named(name).inputs.comment);
      expect(comment).to.match(new RegExp(`^Detection ${id} ${severity}: `));
      expect(comment).not.to.match(/[(),]/);
    }
  });

  it("tells the full names of the views", () => {
    const { outputs } = graph.named("views");
    const full = (view: string): string => `"SECURITY"."AUDIT"."${view}"`;
    expect(outputs.findingsName).to.equal(full("FINDINGS"));
    expect(outputs.cloudtrailName).to.equal(full("CLOUDTRAIL"));
    expect(outputs.suppressedName).to.equal(full("SUPPRESSED"));
    expect(outputs.listNames).to.deep.equal({
      EXCEPTIONS: full("EXCEPTIONS"),
      INDICATORS: full("INDICATORS"),
    });
    expect(outputs.detectionNames).to.deep.equal(
      Object.fromEntries(ids.map((id) => [id, full(id.toUpperCase())])),
    );
    expect(outputs.functionNames).to.deep.equal({
      ACTOR: `${full("ACTOR")}(VARIANT)`,
      ADDRESS_KEY: `${full("ADDRESS_KEY")}(VARCHAR)`,
      GRANTS_ADMINISTRATION: `${full("GRANTS_ADMINISTRATION")}(VARIANT)`,
      IS_PRIVATE_ADDRESS: `${full("IS_PRIVATE_ADDRESS")}(VARCHAR)`,
      MESSAGE_TEXT: `${full("MESSAGE_TEXT")}(VARCHAR)`,
      OUTSIDE_PRINCIPALS: `${full("OUTSIDE_PRINCIPALS")}(VARIANT, VARCHAR)`,
      TARGET: `${full("TARGET")}(VARIANT, VARIANT)`,
    });
  });

  it("gives the views and the functions themselves, to grant on", () => {
    const { outputs } = graph.named("views");
    expect(outputs.findings).to.equal(graph.named("views-findings").id);
    expect(outputs.cloudtrail).to.equal(graph.named("views-cloudtrail").id);
    expect(outputs.functions).to.deep.equal(
      Object.fromEntries(
        functions.map(({ name }, at) => [name, graph.named(functionNames[at] ?? "").id]),
      ),
    );
    expect(outputs.detections).to.deep.equal(
      Object.fromEntries(ids.map((id) => [id, graph.named(`views-${id.replaceAll("_", "-")}`).id])),
    );
  });

  it("deletes each view before it replaces it, since their names are fixed", () => {
    for (const name of graph.childrenOf("views")) {
      expect(graph.named(name).deleteBeforeReplace, name).to.be.true;
    }
  });

  it("leaves out a detection that is switched off, in FINDINGS too", async () => {
    const without = await deployViews({
      disabledDetections: ["root_activity"],
    });
    expect(without.childrenOf("views")).not.to.include("views-root-activity");
    expect(without.named("views-findings").inputs.statement).not.to.match(/root_activity/i);
  });

  it("still has FINDINGS when every detection is switched off", async () => {
    const empty = await deployViews({ disabledDetections: ids });
    expect(empty.childrenOf("views")).to.deep.equal([...always, ...functionNames].sort());
  });

  it("adds one's own detections", async () => {
    const folder = mkdtempSync(join(tmpdir(), "snowtrail-detections-"));
    try {
      const header = `/*
id: key_made
title: Access key made
description: Detects that an access key was made.
severity: low
attack: { version: "18", techniques: [T1098.001] }
cis: {}
falsePositives: [Automation.]
blindSpots: [None known.]
references: ["https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateAccessKey.html"]
status: experimental
*/`;
      const select = "select * from cloudtrail where eventName = 'CreateAccessKey'";
      writeFileSync(join(folder, "key_made.sql"), `${header}\n${select}\n`);
      const own = await deployViews({ detectionsFolder: folder });
      expect(own.named("views-key-made").inputs.name).to.equal("KEY_MADE");
      expect(own.named("views-findings").inputs.statement).to.match(/key_made/i);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it("refuses a folder and ids that are none, before anything is made", async () => {
    const refused = await deployViews({
      detectionsFolder: "/nowhere",
      disabledDetections: ["root_activity"],
    }).catch(String);
    expect(refused).to.match(
      /^Error: SecurityViews "views" cannot be made:\n {2}detectionsFolder: The folder of detections "\/nowhere" cannot be read/,
    );
    const unknown = await deployViews({ disabledDetections: ["root_activities"] }).catch(String);
    expect(unknown).to.match(
      /\n {2}disabledDetections: There is no detection "root_activities" to switch off\./,
    );
  });

  it("refuses a schema that is no name", async () => {
    const failure = await deployViews({ schema: "audit" }).catch((error: unknown) => error);
    expect(String(failure)).to.match(/SecurityViews "views" cannot be made:\n {2}schema: "audit"/);
  });
});
