import { expect } from "chai";

import type { SecurityViewsArgs } from "../../../components";
import type { Graph } from "../deployment";
import { deployViews } from "./deployViews";

describe("components: SecurityViews with a pipe", () => {
  const pipe = '"SECURITY"."AUDIT"."CLOUDTRAIL_PIPE"';
  const health = ["views-load-errors", "views-pipeline", "views-pipeline-health"];
  let graph: Graph;
  before(async () => {
    graph = await deployViews({ pipes: [pipe] });
  });

  it("makes the views of its health, and nothing else more", async () => {
    const without = (await deployViews()).childrenOf("views");
    const more = graph.childrenOf("views").filter((name) => !without.includes(name));
    expect(more).to.deep.equal(health);
    expect(health.map((name) => graph.named(name).inputs.name)).to.deep.equal([
      "LOAD_ERRORS",
      "PIPELINE",
      "PIPELINE_HEALTH",
    ]);
  });

  it("creates each after CLOUDTRAIL and after those that its text may name", () => {
    for (const [at, name] of health.entries()) {
      expect(graph.waitsFor(name)).to.include.members(["views-cloudtrail", ...health.slice(0, at)]);
      expect(graph.named(name).deleteBeforeReplace, name).to.be.true;
      expect(graph.named(name).inputs.statement, name).to.match(/digest [0-9a-f]{12}/);
    }
  });

  it("names raw table, pipe and database in full where a session would resolve them", () => {
    const { statement } = graph.named("views-pipeline").inputs;
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
    const { outputs } = graph.named("views");
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
