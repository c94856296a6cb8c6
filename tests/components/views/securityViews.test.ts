import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import * as snowflake from "@pulumi/snowflake";
import { expect } from "chai";

import { SecurityViews, type SecurityViewsArgs, previewFeatures } from "../../../components";
import { deployProgram } from "../../../sandbox/pulumi/deploy";
import { Sandbox } from "../../../sandbox/sandbox";
import { rawTable, readCatalogue } from "../../../sql/catalogue";
import { Graph } from "../deployment";

async function deployViews(args: Partial<SecurityViewsArgs> = {}): Promise<Graph> {
  const sandbox = new Sandbox();
  sandbox.given.database("SECURITY", "AUDIT");
  sandbox.given.warehouse("REPORTING");
  const deployment = await deployProgram(
    () => {
      const provider = new snowflake.Provider("snowflake", {
        previewFeaturesEnabled: previewFeatures,
        warehouse: "REPORTING",
      });
      const table = new snowflake.Table(
        "raw",
        {
          name: "CLOUDTRAIL_RAW",
          database: "SECURITY",
          schema: "AUDIT",
          columns: rawTable.columns.map(({ name, declaredType: type }) => ({ name, type })),
        },
        { provider },
      );
      new SecurityViews(
        "views",
        { database: table.database, schema: table.schema, ...args },
        { providers: { snowflake: provider } },
      );
    },
    { stack: "dev", sandbox },
  );
  await sandbox.close();
  return Graph.of(deployment);
}

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

  describe("with a pipe", () => {
    const pipe = '"SECURITY"."AUDIT"."CLOUDTRAIL_PIPE"';
    const health = ["views-load-errors", "views-pipeline", "views-pipeline-health"];
    let watched: Graph;
    before(async () => {
      watched = await deployViews({ pipes: [pipe] });
    });

    it("makes the views of its health, and nothing else more", () => {
      const more = watched
        .childrenOf("views")
        .filter((name) => !graph.childrenOf("views").includes(name));
      expect(more).to.deep.equal(health);
      expect(health.map((name) => watched.named(name).inputs.name)).to.deep.equal([
        "LOAD_ERRORS",
        "PIPELINE",
        "PIPELINE_HEALTH",
      ]);
    });

    it("creates each after CLOUDTRAIL and after those that its text may name", () => {
      for (const [at, name] of health.entries()) {
        expect(watched.waitsFor(name)).to.include.members([
          "views-cloudtrail",
          ...health.slice(0, at),
        ]);
        expect(watched.named(name).deleteBeforeReplace, name).to.be.true;
        expect(watched.named(name).inputs.statement, name).to.match(/digest [0-9a-f]{12}/);
      }
    });

    it("names raw table, pipe and database in full where a session would resolve them", () => {
      const { statement } = watched.named("views-pipeline").inputs;
      expect(statement).to.include('table("SECURITY".information_schema.copy_history(');
      expect(statement).to.include(`table_name => '"SECURITY"."AUDIT"."CLOUDTRAIL_RAW"'`);
      expect(statement).to.include(`system$pipe_status('${pipe}')`);
    });

    const modes: [SecurityViewsArgs["materialization"], runBy: string, minutes: number][] = [
      [undefined, "", 120],
      [{ mode: "view" }, "", 120],
      [{ mode: "task" }, "task", 120],
      [{ mode: "task", scheduleMinutes: 360 }, "task", 480],
      [{ mode: "dynamic-table" }, "dynamic table", 135],
      [{ mode: "dynamic-table", targetLagMinutes: 60 }, "dynamic table", 180],
    ];
    for (const [materialization, runBy, minutes] of modes) {
      it(`looks at the runs of its mode, and waits for them: ${JSON.stringify(materialization)}`, async () => {
        const args = {
          pipes: [pipe],
          warehouse: "REPORTING",
          ...(materialization && { materialization }),
        };
        const { statement } = (await deployViews(args)).named("views-pipeline").inputs;
        expect(String(statement).match(/run_by in .*/g)).to.deep.equal([`run_by in ('${runBy}')`]);
        expect(String(statement).match(/'minute', -\d+/g)).to.deep.equal(
          Array.from({ length: 3 }, () => `'minute', -${minutes}`),
        );
      });
    }

    it("tells the full names of the views, and gives the views", () => {
      const { outputs } = watched.named("views");
      expect(outputs.healthNames).to.deep.equal({
        LOAD_ERRORS: '"SECURITY"."AUDIT"."LOAD_ERRORS"',
        PIPELINE: '"SECURITY"."AUDIT"."PIPELINE"',
        PIPELINE_HEALTH: '"SECURITY"."AUDIT"."PIPELINE_HEALTH"',
      });
      expect(outputs.health).to.have.all.keys("LOAD_ERRORS", "PIPELINE", "PIPELINE_HEALTH");
    });

    it("refuses a name that is not full", async () => {
      const failure = await deployViews({ pipes: ["CLOUDTRAIL_PIPE"] }).catch(String);
      expect(failure).to.include('pipes: "CLOUDTRAIL_PIPE" is not the full name of an object.');
      const twice = await deployViews({ pipes: [pipe, pipe] }).catch(String);
      expect(twice).to.match(/pipes: .* stands there twice[.]/);
      expect(await deployViews({ pipes: [] }).catch(String)).to.match(/pipes: is no list/);
    });
  });

  it("refuses a schema that is no name", async () => {
    const failure = await deployViews({ schema: "audit" }).catch((error: unknown) => error);
    expect(String(failure)).to.match(/SecurityViews "views" cannot be made:\n {2}schema: "audit"/);
  });
});
