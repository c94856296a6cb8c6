import { expect } from "chai";
import { deploy } from "../../../sandbox/pulumi/deploy";
import { TestFolder, snowtrail } from "../logFiles";

const days = ["--from", "2026-03-16", "--to", "2026-03-18"];

describe("snowtrail backfill", () => {
  let outputs: string;
  let folder: TestFolder;
  before(async () => {
    const deployment = await deploy({ stack: "dev" });
    await deployment.sandbox.close();
    outputs = JSON.stringify(deployment.outputs);
    folder = new TestFolder();
  });
  after(() => {
    folder.remove();
  });

  it("prints the statements for the outputs of the program, piped in or in a file", async () => {
    const piped = await snowtrail(["backfill", ...days], undefined, outputs);
    expect(piped.status, piped.stderr).to.equal(0);
    expect(piped.stdout).to.include('FROM @"SNOWTRAIL_DEV"."CLOUDTRAIL"."CLOUDTRAIL_STAGE"');
    expect(piped.stdout).to.include('USE WAREHOUSE "SNOWTRAIL_DEV";');
    const file = folder.write("outputs.json", outputs);
    const named = await snowtrail(["backfill", ...days, "--stack", file]);
    expect(named.stdout).to.equal(piped.stdout);
  });

  it("tells files, gigabytes and credits of the samples by day", async () => {
    const { stdout } = await snowtrail(["backfill", ...days, "samples"], undefined, outputs);
    expect(stdout).to.include("-- 2026-03-16: no file.\n");
    expect(stdout).to.match(
      /^-- 2026-03-17\. 143 files, 507 KB packed, 4\.68 MB unpacked, under 0\.001 credits\.$/m,
    );
    expect(stdout).to.match(/^-- In all: 144 files, /m);
  });

  it("prints the statements for Insights, of a stack that loads them", async () => {
    const { sandbox, outputs: more } = await deploy({
      stack: "dev",
      config: {
        "snowtrail:eventKinds": '["events", "insights"]',
        "snowtrail:trail": '{ "insightSelectors": [{ "insightType": "ApiErrorRateInsight" }] }',
      },
    });
    await sandbox.close();
    const argv = ["backfill", "--insights", ...days];
    const { stdout } = await snowtrail(argv, undefined, JSON.stringify(more));
    expect(stdout).to.include('INSERT INTO "SNOWTRAIL_DEV"."CLOUDTRAIL"."CLOUDTRAIL_INSIGHTS_RAW"');
    expect(stdout).to.match(
      /^-- CloudTrail's files of insights of 2026-03-16 to 2026-03-18, each once[.]\n/,
    );
    expect(stdout).to.include('"CLOUDTRAIL_INSIGHTS_PIPE"');
    expect(stdout).to.include("/CloudTrail-Insight/(.*/)?2026/03/17/");
    expect(stdout).not.to.match(/"CLOUDTRAIL_(RAW|PIPE)"/);

    const { status, stderr } = await snowtrail(argv, undefined, outputs);
    expect(status).to.equal(2);
    expect(stderr).to.match(/^snowtrail: The stack in .* loads no Insights[.]/);
  });

  it("wants a stack's outputs where nothing is piped in", async () => {
    const { status, stderr } = await snowtrail(["backfill", ...days]);
    expect(status).to.equal(2);
    expect(stderr).to.match(/^snowtrail: There are no names of a stack\. Pipe them in/);
  });

  it("wants both days", async () => {
    const { status, stderr } = await snowtrail(["backfill", "--from", "2026-03-16"]);
    expect(status).to.equal(2);
    expect(stderr).to.include("--to <day>");
  });
});
