import { expect } from "chai";

import type { Delivery } from "../../sandbox/crossing/delivery";
import { deployProgram, type Deployment } from "../../sandbox/pulumi/deploy";
import type { Pipe } from "../../sandbox/snowflake/account";
import { Sandbox } from "../../sandbox/sandbox";
import { digestFile, digestKey, insightFile, insightKey, logFile, logKey } from "./events";
import { accountId, twoSources } from "./twoSources";

const bothLoadInsights = (): void => {
  twoSources(["events", "insights"]);
};

const firstPipe = '"SNOWTRAIL_DEV"."CLOUDTRAIL"."CLOUDTRAIL_PIPE"';
const secondPipe = '"SNOWTRAIL_DEV"."CLOUDTRAIL"."CLOUDTRAIL_PIPE_EU"';

/** The key of another log file. */
function at(time: string): string {
  return logKey.replace(/T\d+Z/, time);
}

/** The key that a file has in the second bucket. */
function keyInSecond(key: string): string {
  return `audit/${key.replaceAll("111122223333", accountId)}`;
}

describe("two sources in one schema", () => {
  let sandbox: Sandbox;
  let deployment: Deployment;
  before(async () => {
    sandbox = new Sandbox();
    sandbox.given.role("PLATFORM");
    await deployProgram(bothLoadInsights, { stack: "dev", sandbox, preview: true });
    deployment = await deployProgram(bothLoadInsights, { stack: "dev", sandbox });
  });
  after(() => sandbox.close());

  /** CloudTrail delivers into one of the buckets. */
  function deliver(bucket: string, key: string, body = logFile): Promise<Delivery> {
    const trail = sandbox.aws.trails.values().find((each) => each.bucket === bucket);
    if (!trail) throw new Error(`no trail delivers into ${bucket}`);
    return sandbox.putObject(bucket, key, body, { trail: trail.arn });
  }
  const toFirst = (key = logKey, body = logFile): Promise<Delivery> =>
    deliver("first-logs", key, body);
  const toSecond = (key = logKey, body = logFile): Promise<Delivery> =>
    deliver("second-logs", keyInSecond(key), body);
  const rowsOf = async (sql: string): Promise<unknown[][]> => (await sandbox.query(sql)).rows;

  it("have an integration, a role, a stage and pipes each, and the same raw tables", () => {
    const { integrations, stages, pipes } = sandbox.snowflake;
    expect(integrations.values().map(({ name, allowed }) => [name, ...allowed])).to.deep.equal([
      ["SNOWTRAIL_DEV", "s3://first-logs/AWSLogs/"],
      ["SNOWTRAIL_DEV_EU", "s3://second-logs/audit/AWSLogs/"],
    ]);
    expect(stages.values().map(({ name }) => name)).to.deep.equal([
      "CLOUDTRAIL_STAGE",
      "CLOUDTRAIL_STAGE_EU",
    ]);
    expect(pipes.values().map(({ name }) => name)).to.deep.equal([
      "CLOUDTRAIL_PIPE",
      "CLOUDTRAIL_INSIGHTS_PIPE",
      "CLOUDTRAIL_PIPE_EU",
      "CLOUDTRAIL_INSIGHTS_PIPE_EU",
    ]);
    const tables = deployment.resources.filter(({ type }) => type.endsWith(":Table"));
    expect(tables.map(({ name }) => name)).to.deep.equal([
      "ingest-raw-table",
      "ingest-raw-table-insights",
    ]);
    const roles = sandbox.aws.roles.values().map(({ arn }) => arn);
    expect(roles).to.deep.equal([
      "arn:aws:iam::111122223333:role/snowtrail-dev-snowflake",
      `arn:aws:iam::${accountId}:role/snowtrail-dev-eu-snowflake`,
    ]);
  });

  it("load into the one table, and each row says from where", async () => {
    expect(await toFirst()).to.include({ arrived: true, rows: 1 });
    expect(await toSecond()).to.include({ arrived: true, rows: 1 });
    expect(await toFirst(insightKey, insightFile)).to.include({ arrived: true, rows: 1 });
    expect(await toSecond(insightKey, insightFile)).to.include({ arrived: true, rows: 1 });
    for (const table of ["cloudtrail", "cloudtrail_insights_raw"]) {
      const bySource = `select log_source, count(*) from ${table} group by 1 order by 1`;
      expect(await rowsOf(bySource)).to.deep.equal([
        ["s3://first-logs/AWSLogs/", 1],
        ["s3://second-logs/audit/AWSLogs/", 1],
      ]);
    }
  });

  it("are healthy together, and PIPELINE has a row for each pipe", async () => {
    expect(await rowsOf("select state from pipeline_health")).to.deep.equal([["HEALTHY"]]);
    const [first, second] = await rowsOf(
      "select pipe, pipe_state, last_file, files_last_day from pipeline where loads = 'events' order by 1",
    );
    expect(first).to.deep.equal([firstPipe, "RUNNING", logKey, 1]);
    expect(second).to.deep.equal([secondPipe, "RUNNING", keyInSecond(logKey), 1]);
  });

  const health = (): Promise<unknown[][]> => rowsOf("select state, pipe from pipeline_health");
  const pipesOfSecond = (): Pipe[] =>
    sandbox.snowflake.pipes.values().filter(({ name }) => name.endsWith("_EU"));
  const pipeOfSecond = (): Pipe => {
    const [second] = pipesOfSecond();
    if (!second) throw new Error("there is no second pipe");
    return second;
  };
  const whileSecondIsPaused = async (): Promise<unknown> => {
    const second = pipeOfSecond();
    second.paused = true;
    const told = await health();
    second.paused = false;
    return told;
  };
  const paused = [["PIPE_PAUSED", secondPipe]];

  it("hide no fault of one another: PIPELINE_HEALTH tells it, and whose pipe it is", async () => {
    expect(await whileSecondIsPaused()).to.deep.equal(paused);
    await sandbox.advance(4 * 3600);
    await toFirst(digestKey, digestFile);
    expect(await health()).to.deep.equal([["TRAIL_STOPPED", secondPipe]]);
  });

  it("are told apart where the role of one is broken, until it is mended", async () => {
    const role = sandbox.aws.roles.values().find(({ name }) => name.includes("-eu-"));
    if (!role) throw new Error("there is no second role");
    const { trust } = role;
    role.trust = { Version: "2012-10-17", Statement: [] };
    await toSecond(at("T1900Z"));
    expect(await health()).to.deep.equal([["ROLE_BROKEN", secondPipe]]);
    role.trust = trust;
    for (const pipe of pipesOfSecond()) await sandbox.refreshPipe(pipe);
    expect(await health()).to.deep.equal([["HEALTHY", firstPipe]]);
  });

  it("are told apart where one has loaded nothing for a day", async () => {
    await sandbox.advance(22 * 3600);
    await toFirst(digestKey, digestFile);
    await toSecond(at("T1700Z"));
    expect(await health()).to.deep.equal([["QUIET", firstPipe]]);
  });

  const cut = Buffer.from('{"Records":[');

  it("are told apart where files of one fail", async () => {
    await toSecond(at("T2358Z"), cut);
    expect(await health()).to.deep.equal([["FILES_FAILING", secondPipe]]);
    const failed = "select pipe, failed_last_day from pipeline where loads = 'events' order by 1";
    expect(await rowsOf(failed)).to.deep.equal([
      [firstPipe, 0],
      [secondPipe, 1],
    ]);
  });

  it("are told apart in LOAD_ERRORS, also by files of the same name", async () => {
    await toFirst(at("T2358Z"), cut);
    const select = "select pipe_name, stage_location from load_errors order by 1";
    expect(await rowsOf(select)).to.deep.equal([
      ["CLOUDTRAIL_PIPE", "s3://first-logs/AWSLogs/"],
      ["CLOUDTRAIL_PIPE_EU", "s3://second-logs/audit/AWSLogs/"],
    ]);
  });

  it("hide no fault of a pipe behind a file that failed", async () => {
    expect(await health()).to.deep.equal([["FILES_FAILING", firstPipe]]);
    expect(await whileSecondIsPaused()).to.deep.equal(paused);
  });

  it("are one loader's, each object granted once", () => {
    const granted = deployment.resources
      .filter(({ type }) => type.endsWith(":GrantPrivilegesToAccountRole"))
      .map(({ inputs }) => inputs.onSchemaObject as { objectName: string } | undefined)
      .flatMap((target) => target?.objectName.split(".").at(-1) ?? []);
    expect(granted.sort()).to.deep.equal(
      [
        ...["CLOUDTRAIL_RAW", "CLOUDTRAIL_INSIGHTS_RAW"],
        ...["CLOUDTRAIL_STAGE", "CLOUDTRAIL_PIPE", "CLOUDTRAIL_INSIGHTS_PIPE"],
        ...["CLOUDTRAIL_STAGE_EU", "CLOUDTRAIL_PIPE_EU", "CLOUDTRAIL_INSIGHTS_PIPE_EU"],
      ]
        .map((name) => `"${name}"`)
        .sort(),
    );
  });

  it("change nothing when they are deployed again", async () => {
    const { steps } = await deployProgram(bothLoadInsights, { stack: "dev", sandbox });
    expect(steps).to.be.empty;
  });
});

describe("two sources of which the second alone loads Insights", () => {
  it("have the view of Insights after the table that the second makes", async () => {
    const sandbox = new Sandbox();
    sandbox.given.role("PLATFORM");
    const program = (): void => {
      twoSources(["events"]);
    };
    await deployProgram(program, { stack: "dev", sandbox, preview: true });
    await deployProgram(program, { stack: "dev", sandbox });
    const { rows } = await sandbox.query("select count(*) from cloudtrail_insights");
    expect(rows).to.deep.equal([[0]]);
    await sandbox.close();
  });
});
