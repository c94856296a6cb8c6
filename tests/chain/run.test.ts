import { spawnSync } from "node:child_process";
import { expect } from "chai";

describe("npm start", () => {
  it("deploys, delivers the samples and ends with the findings, in plain text and with status 0", () => {
    const run = spawnSync(process.execPath, ["--require", "tsx/cjs", "sandbox/demo/run.ts"], {
      encoding: "utf8",
      env: { ...process.env, CI: "true", COLUMNS: "120" },
    });
    expect(run.stderr).to.equal("");
    expect(run.status).to.equal(0);
    expect(run.stdout).to.match(/^ \+ .*snowflake:index:Pipe +ingest-pipe +\d+ – \d+ s$/m);
    expect(run.stdout).to.match(
      /files put into the bucket by CloudTrail, \d+ loaded by the pipe: \d+ events/,
    );
    expect(run.stdout).to.match(/^high .* Root user activity/m);
    expect(run.stdout).to.match(/CloudTrail-Digest.*\n +pattern: /);
    expect(run.stdout).to.match(/\.json\.gz\n +copy: .*truncated/);
    expect(run.stdout).to.match(
      /^ {2}1 file came again, LOAD_CLOUDTRAIL_EVENTS ran: SUCCEEDED, 0 events more$/m,
    );
    expect(run.stdout).to.match(
      /^15 minutes later FINDINGS_ALERT ran: TRIGGERED[.] .*:\n\n {2}15 new findings\n\n {2}1[.] CRITICAL: /m,
    );
    expect(run.stdout).not.to.match(/[^\n\P{Cc}]/u);
    expect(run.stdout).not.to.contain("undefined");
  });
});
