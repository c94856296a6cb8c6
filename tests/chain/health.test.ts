import { expect } from "chai";
import { Deployed } from "./deployed";
import { digestFile, digestKey, logKey } from "./events";

const hoursAgo = (hours: number): Date => new Date(Date.now() - hours * 3_600_000);

describe("the health of a deployed pipeline", () => {
  let deployed: Deployed;
  beforeEach(async () => {
    deployed = await Deployed.as();
  });
  afterEach(() => deployed.sandbox.close());

  /** What was loaded until now was loaded so many hours ago. */
  const age = (hours: number): void => {
    const { pipe, sandbox } = deployed;
    for (const copy of sandbox.snowflake.copies) copy.at = hoursAgo(hours);
    pipe.heard = hoursAgo(hours);
    pipe.ingested = hoursAgo(hours);
  };

  it("is HEALTHY once a file has arrived", async () => {
    await deployed.deliver();
    expect(await deployed.health()).to.equal("HEALTHY");
    const { rows } = await deployed.sandbox.query(
      "select last_file, files_last_day, events_last_day, failed_last_day, pipe_state from pipeline",
    );
    expect(rows).to.deep.equal([[logKey, 1, 1, 0, "RUNNING"]]);
  });

  it("is QUIET while digests come and no logs", async () => {
    await deployed.deliver();
    age(30);
    await deployed.deliver(digestKey, digestFile);
    expect(await deployed.health()).to.equal("QUIET");
  });

  it("is TRAIL_STOPPED when not even digests come, and HEALTHY with the next file", async () => {
    await deployed.deliver();
    age(4);
    expect(await deployed.health()).to.equal("TRAIL_STOPPED");
    await deployed.deliver(logKey.replace("T1455Z", "T1500Z"));
    expect(await deployed.health()).to.equal("HEALTHY");
  });

  it("is FILES_FAILING for a file that is cut off, which LOAD_ERRORS names", async () => {
    await deployed.deliver();
    const cut = logKey.replace("T1455Z", "T1500Z");
    await deployed.deliver(cut, Buffer.from('{"Records":['));
    expect(await deployed.health()).to.equal("FILES_FAILING");
    const { rows } = await deployed.sandbox.query("select file_name, status from load_errors");
    expect(rows).to.deep.equal([[cut, "Load failed"]]);
  });

  it("is PIPE_PAUSED while the pipe is paused", async () => {
    await deployed.deliver();
    deployed.pipe.paused = true;
    expect(await deployed.health()).to.equal("PIPE_PAUSED");
  });

  it("is ROLE_BROKEN until the role lets Snowflake in again", async () => {
    const { role } = deployed;
    const { trust } = role;
    role.trust = { Version: "2012-10-17", Statement: [] };
    await deployed.deliver();
    expect(await deployed.health()).to.equal("ROLE_BROKEN");
    role.trust = trust;
    await deployed.sandbox.refreshPipe(deployed.pipe);
    expect(await deployed.health()).to.equal("HEALTHY");
  });
});
