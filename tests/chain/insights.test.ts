import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

import { expect } from "chai";

import { unprotect } from "../../sandbox/pulumi/commands";
import { detectionFile } from "../sql/ownFolder";
import { Deployed, stack } from "./deployed";
import { insightFile, insightKey, logFile, logKey } from "./events";
import {
  detectionsFolder,
  detectionsOn,
  disabledDetections,
  eventKinds,
  insights,
} from "./settings";

/** A folder with a detection that reads Insights, which the test has to remove. */
function ownDetections(): string {
  const folder = mkdtempSync(path.join(tmpdir(), "snowtrail-detections-"));
  const select = `
select *
from cloudtrail
where recipientAccountId in (select recipientAccountId from cloudtrail_insights)`;
  const text = detectionFile("unusual_account", { select });
  writeFileSync(path.join(folder, "unusual_account.sql"), text);
  return folder;
}

describe("Insights", () => {
  const rowsOf = async ({ sandbox }: Deployed, sql: string): Promise<unknown[][]> =>
    (await sandbox.query(sql)).rows;

  it("go into a table and a view of their own, and events do not", async () => {
    const deployed = await Deployed.as({ config: insights });
    expect(await deployed.deliver(insightKey, insightFile)).to.include({ arrived: true, rows: 1 });
    expect(await deployed.deliver(logKey, logFile)).to.include({ arrived: true, rows: 1 });
    expect(
      await rowsOf(deployed, "select eventName, state, file_name from cloudtrail_insights"),
    ).to.deep.equal([["RunInstances", "Start", insightKey]]);
    expect(await rowsOf(deployed, "select file_name from cloudtrail_raw")).to.deep.equal([
      [logKey],
    ]);
    expect(await rowsOf(deployed, "select eventName from cloudtrail")).to.deep.equal([
      ["ConsoleLogin"],
    ]);
    await deployed.sandbox.close();
  });

  it("are left in the bucket unless they are asked for", async () => {
    const deployed = await Deployed.as();
    expect(await deployed.deliver(insightKey, insightFile)).to.include({
      arrived: false,
      step: "pattern",
    });
    const answer = await rowsOf(deployed, "select * from cloudtrail_insights").catch(String);
    expect(answer).to.match(/there is no .*cloudtrail_insights/i);
    await deployed.sandbox.close();
  });

  it("may never come, and that is healthy; a fault of their pipe is told, and that it is theirs", async () => {
    const deployed = await Deployed.as({ config: insights });
    await deployed.deliver();
    const told = (): Promise<unknown[][]> =>
      rowsOf(deployed, "select state, pipe from pipeline_health");
    expect(
      await rowsOf(deployed, "select loads, pipe_state from pipeline order by 1"),
    ).to.deep.equal([
      ["events", "RUNNING"],
      ["insights", "RUNNING"],
    ]);
    expect(await told()).to.deep.equal([
      ["HEALTHY", '"SNOWTRAIL_DEV"."CLOUDTRAIL"."CLOUDTRAIL_PIPE"'],
    ]);

    const theirs = '"SNOWTRAIL_DEV"."CLOUDTRAIL"."CLOUDTRAIL_INSIGHTS_PIPE"';
    await deployed.deliver(insightKey, Buffer.from("{"));
    expect(await told()).to.deep.equal([["FILES_FAILING", theirs]]);
    expect(await rowsOf(deployed, "select file_name, pipe_name from load_errors")).to.deep.equal([
      [insightKey, "CLOUDTRAIL_INSIGHTS_PIPE"],
    ]);
    deployed.insightsPipe.paused = true;
    expect(await told()).to.deep.equal([["PIPE_PAUSED", theirs]]);
    await deployed.sandbox.close();
  });

  it("can be switched on later: what loads events stays, and files of the last days are taken by a refresh", async () => {
    const deployed = await Deployed.as();
    await deployed.deliver();
    await deployed.deliver(insightKey, insightFile);
    const before = deployed.pipe;
    const { steps } = await deployed.up({ config: insights });
    const touched = steps.filter(({ operation }) => operation !== "create").map(({ urn }) => urn);
    expect(touched.filter((urn) => urn.includes("::ingest-"))).to.deep.equal([]);

    expect(deployed.sandbox.snowflake.pipes.values()).to.include(before);
    await deployed.sandbox.refreshPipe(deployed.insightsPipe);
    expect(await rowsOf(deployed, "select count(*) from cloudtrail_insights")).to.deep.equal([[1]]);
    expect((await deployed.up()).steps).to.deep.equal([]);
    await deployed.sandbox.close();
  });

  it("can be switched off once their table is unprotected", async () => {
    const deployed = await Deployed.as({ config: insights });
    const refusal = await deployed.up({ config: eventKinds("events") }).catch(String);
    expect(refusal).to.match(/ingest-raw-table-insights.*\n?.*protected/);
    unprotect(deployed.sandbox, stack, deployed.urn("ingest-raw-table-insights"));
    await deployed.up({ config: eventKinds("events") });
    expect(await deployed.deliver()).to.include({ arrived: true });
    expect(() => deployed.insightsPipe).to.throw("does not exist");
    await deployed.sandbox.close();
  });

  it("are not to be read by a detection where none are loaded, and nothing is made or taken away then", async () => {
    const folder = ownDetections();
    try {
      const config = { ...insights, ...detectionsFolder(folder) };
      const deployed = await Deployed.as({ config });
      unprotect(deployed.sandbox, stack, deployed.urn("ingest-raw-table-insights"));
      const refusal = await deployed.up({ config: eventKinds("events") }).catch(String);
      expect(refusal).to.include(
        "snowtrail:detectionsFolder: the detection unusual_account reads cloudtrail_insights, and no Insights are loaded.",
      );
      expect(await deployed.findings()).to.deep.equal([]);
      await deployed.up({
        config: { ...eventKinds("events"), ...disabledDetections("unusual_account") },
      });
      expect(await deployed.findings()).to.deep.equal([]);
      await deployed.sandbox.close();
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it("can be read by a detection of one's own", async () => {
    const folder = ownDetections();
    try {
      const config = {
        ...insights,
        ...detectionsFolder(folder),
        ...disabledDetections(...detectionsOn),
      };
      const deployed = await Deployed.as({ config });
      await deployed.deliver();
      expect(await deployed.findings()).to.deep.equal([]);
      await deployed.deliver(insightKey, insightFile);
      expect(await deployed.findings()).to.deep.equal(["unusual_account"]);
      await deployed.sandbox.close();
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
