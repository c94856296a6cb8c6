import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import type { Deployment } from "../../sandbox/pulumi/deploy";
import { Deployed } from "./deployed";
import { logKey } from "./events";
import * as settings from "./settings";
import type { Settings } from "./settings";

/** Deploys, and then with other settings again; the preview in between has told everything that the update does. */
async function change(before: Settings, after: Settings): Promise<[Deployed, Deployment]> {
  const deployed = await Deployed.as({ config: before });
  const previewed = await deployed.up({ config: after, preview: true });
  const updated = await deployed.up({ config: after });
  expect(previewed.deleted).to.deep.equal(updated.deleted);
  expect(operations(previewed)).to.include(operations(updated));
  expect(previewed.steps).to.deep.include.members(updated.steps);
  return [deployed, updated];
}

/** What changes, by logical name. */
function operations({ resources }: Deployment): Record<string, string> {
  return Object.fromEntries(
    resources
      .filter(({ operation }) => operation !== "same")
      .map(({ name, operation }) => [name, operation]),
  );
}

/** A file goes all the way, and another update finds nothing to do. */
async function works(deployed: Deployed, key = logKey): Promise<void> {
  expect(await deployed.deliver(key)).to.include({ arrived: true, rows: 1 });
  expect((await deployed.up()).steps).to.deep.equal([]);
  await deployed.sandbox.close();
}

describe("a change to a deployed stack", () => {
  it("is none when nothing was changed", async () => {
    const [deployed, updated] = await change({}, {});
    expect(operations(updated)).to.deep.equal({});
    expect(updated.deleted).to.deep.equal([]);
    expect(JSON.stringify(updated.outputs)).not.to.contain("[unknown]");
    await works(deployed);
  });

  it("replaces the pipe when its stage changes, which would silently stop it", async () => {
    const [deployed, updated] = await change({}, settings.prefix("audit"));
    const changed = operations(updated);
    expect(changed).to.include({ "ingest-stage": "update", "ingest-pipe": "replace" });
    expect(changed).to.include({ "ingest-integration": "update", "source-trail": "update" });
    expect(changed).not.to.have.any.keys("ingest-raw-table", "source-bucket", "ingest-role");
    await works(deployed);
  });

  it("repeats the wait when the role is another", async () => {
    const [deployed, updated] = await change({}, settings.roleName("example-reader"));
    expect(operations(updated)).to.include({
      "ingest-role": "replace",
      "ingest-role-policy": "replace",
    });
    const policy = updated.resources.find(({ name }) => name === "ingest-role-policy");
    expect(policy && policy.finished - policy.started).to.equal(31);
    expect(deployed.role.name).to.equal("example-reader");
    expect(deployed.role.policies.size).to.equal(1);
    await works(deployed);
  });

  it("replaces the pipe alone when other files are to be loaded", async () => {
    const [deployed, updated] = await change({}, settings.eventKinds("events", "aggregated"));
    const changed = operations(updated);
    expect(changed).to.include({ "ingest-pipe": "replace" });
    expect(changed).not.to.have.any.keys("ingest-stage", "ingest-raw-table");
    await works(deployed);
  });

  it("keeps what was loaded", async () => {
    const deployed = await Deployed.as();
    await deployed.deliver();
    await deployed.up({ config: settings.eventKinds("events", "aggregated") });
    await deployed.deliver(logKey.replace("T1455Z", "T1500Z"));
    const { rows } = await deployed.sandbox.query("select count(*) from cloudtrail");
    expect(rows).to.deep.equal([[2]]);
    await deployed.sandbox.close();
  });

  it("drops the view of a detection that was switched off, and takes it out of the findings", async () => {
    const [deployed, updated] = await change({}, settings.disabledDetections("root_activity"));
    expect(operations(updated)).to.deep.equal({ "views-findings": "update" });
    expect(updated.deleted.map((urn) => urn.split("::").at(-1))).to.deep.equal([
      "views-root-activity",
    ]);
    await deployed.deliver();
    expect(await deployed.findings()).to.deep.equal(["console_login_without_mfa"]);
    const dropped = deployed.sandbox.query("select * from root_activity");
    expect(await dropped.catch((error: Error) => error.message)).to.match(/ROOT_ACTIVITY/i);
    await deployed.sandbox.close();
  });

  it("makes the view of a detection that was switched on again before the findings name it", async () => {
    const [deployed, updated] = await change(settings.disabledDetections("root_activity"), {
      ...settings.disabledDetections(),
    });
    expect(operations(updated)).to.deep.equal({
      "views-root-activity": "create",
      "views-findings": "update",
    });
    await deployed.deliver();
    expect(await deployed.findings()).to.deep.equal(["console_login_without_mfa", "root_activity"]);
    await deployed.sandbox.close();
  });

  it("deploys an edit of a detection that only changes letter case", async () => {
    const folder = mkdtempSync(join(tmpdir(), "detections-"));
    try {
      const file = join(folder, "root_activity.sql");
      const shipped = readFileSync(join("sql", "detections", "root_activity.sql"), "utf8");
      writeFileSync(file, shipped);
      const deployed = await Deployed.as({ config: settings.detectionsFolder(folder) });
      writeFileSync(file, shipped.replace("'Root'", "'ROOT'"));
      expect(operations(await deployed.up())).to.include({ "views-root-activity": "update" });
      await deployed.deliver();
      expect(await deployed.findings()).to.deep.equal(["console_login_without_mfa"]);
      await deployed.sandbox.close();
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
