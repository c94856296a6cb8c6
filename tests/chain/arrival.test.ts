import { expect } from "chai";
import { Sandbox } from "../../sandbox/sandbox";
import { Deployed } from "./deployed";
import * as settings from "./settings";
import { digestFile, digestKey, logFile, logKey } from "./events";

describe("the chain from the trail to the findings", () => {
  it("takes a log file to a row, and the row to its findings", async () => {
    const deployed = await Deployed.as();
    expect(await deployed.deliver()).to.deep.include({ arrived: true, rows: 1 });
    const { rows } = await deployed.sandbox.query(
      "select detection_id, eventName, sourceIPAddress, file_name from findings order by 1",
    );
    expect(rows).to.deep.equal([
      ["console_login_without_mfa", "ConsoleLogin", "198.51.100.7", logKey],
      ["root_activity", "ConsoleLogin", "198.51.100.7", logKey],
    ]);
    await deployed.sandbox.close();
  });

  it("holds under a prefix, and in the other partitions", async () => {
    const worlds: Record<string, string>[] = [
      settings.prefix("audit/logs"),
      { "aws:region": "us-gov-west-1" },
      { "aws:region": "cn-north-1" },
    ];
    for (const config of worlds) {
      const deployed = await Deployed.as({ config });
      expect(await deployed.deliver(), JSON.stringify(config)).to.deep.include({
        arrived: true,
        rows: 1,
      });
      await deployed.sandbox.close();
    }
  });

  it("loads a path once, however often the queue tells of it", async () => {
    const deployed = await Deployed.as();
    await deployed.deliver();
    expect(await deployed.deliver()).to.deep.include({
      arrived: false,
      step: "copy",
      reason: "the pipe has loaded this path before",
    });
    await deployed.sandbox.close();
  });

  it("passes digests by: the pattern does not take them", async () => {
    const deployed = await Deployed.as();
    const delivery = await deployed.deliver(digestKey, digestFile);
    expect(delivery).to.include({ arrived: false, step: "pattern" });
    expect(delivery.reason).to.match(/pattern does not match ".*CloudTrail-Digest/);
    await deployed.sandbox.close();
  });

  it("skips a file whose upload was cut off, says why, and loads the next", async () => {
    const deployed = await Deployed.as();
    const half = await deployed.deliver(
      `${logKey}.json.gz`,
      logFile.subarray(0, logFile.length / 2),
    );
    expect(half).to.include({ arrived: false, step: "copy" });
    expect(half.reason).to.match(/gzip/);
    expect(await deployed.deliver()).to.include({ arrived: true });
    await deployed.sandbox.close();
  });

  it("keeps two stacks apart in the same accounts", async () => {
    const sandbox = new Sandbox({ region: "eu-west-1" });
    const config = { "aws:region": "eu-west-1" };
    await Deployed.as({ sandbox, stack: "dev", config });
    await Deployed.as({ sandbox, stack: "prod", config });
    expect(sandbox.aws.buckets.names()).to.have.length(2);
    expect(sandbox.snowflake.databases.names()).to.have.length(2);
    for (const trail of sandbox.aws.trails.values()) {
      const by = { trail: trail.arn };
      const delivery = await sandbox.putObject(trail.bucket, logKey, logFile, by);
      expect(delivery).to.include({ arrived: true, rows: 1 });
    }
    for (const database of sandbox.snowflake.databases.values()) {
      const { rows } = await sandbox.query("select count(*) from cloudtrail", [
        database.name,
        "CLOUDTRAIL",
      ]);
      expect(rows, database.name).to.deep.equal([[1]]);
    }
    await sandbox.close();
  });
});
