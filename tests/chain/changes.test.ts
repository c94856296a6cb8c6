import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { deploy, type Deployment } from "../../sandbox/pulumi/deploy";

type Config = Record<string, string>;

/** Deploys with one configuration, and previews another. */
async function change(before: Config, after: Config): Promise<Deployment> {
  const { sandbox } = await deploy({ stack: "dev", config: before });
  return deploy({ stack: "dev", config: after, sandbox, preview: true });
}

/** What changes, by logical name. */
function operations({ resources }: Deployment): Record<string, string> {
  return Object.fromEntries(
    resources
      .filter(({ operation }) => operation !== "same")
      .map(({ name, operation }) => [name, operation]),
  );
}

describe("a change to a deployed stack", () => {
  it("is none when nothing was changed", async () => {
    const deployment = await change({}, {});
    expect(operations(deployment)).to.deep.equal({});
    expect(deployment.deleted).to.deep.equal([]);
    expect(JSON.stringify(deployment.outputs)).not.to.contain("[unknown]");
  });

  it("replaces the pipe when its stage changes, which would silently stop it", async () => {
    const changed = operations(await change({}, { "snowtrail:prefix": "audit" }));
    expect(changed).to.include({ "ingest-stage": "update", "ingest-pipe": "replace" });
    expect(changed).to.include({ "ingest-integration": "update", "source-trail": "update" });
    expect(changed).not.to.have.any.keys("ingest-raw-table", "source-bucket", "ingest-role");
  });

  it("repeats the wait when the role is another", async () => {
    const changed = operations(await change({}, { "snowtrail:roleName": "example-reader" }));
    expect(changed).to.include({
      "ingest-role": "replace",
      "ingest-role-policy": "replace",
      "ingest-propagation": "replace",
    });
  });

  it("replaces the pipe alone when other files are to be loaded", async () => {
    const changed = operations(
      await change({}, { "snowtrail:eventKinds": '["events","insights"]' }),
    );
    expect(changed).to.include({ "ingest-pipe": "replace" });
    expect(changed).not.to.have.any.keys("ingest-stage", "ingest-raw-table");
  });

  it("drops the view of a detection that was switched off, and takes it out of the findings", async () => {
    const deployment = await change({}, { "snowtrail:disabledDetections": '["root_activity"]' });
    expect(operations(deployment)).to.deep.equal({ "views-findings": "update" });
    expect(deployment.deleted.map((urn) => urn.split("::").at(-1))).to.deep.equal([
      "views-root-activity",
    ]);
  });

  it("deploys an edit of a detection that only changes letter case", async () => {
    const folder = mkdtempSync(join(tmpdir(), "detections-"));
    try {
      const file = join(folder, "root_activity.sql");
      const config = { "snowtrail:detectionsFolder": folder };
      mkdirSync(folder, { recursive: true });
      const shipped = readFileSync(join("sql", "detections", "root_activity.sql"), "utf8");
      writeFileSync(file, shipped);
      const { sandbox } = await deploy({ stack: "dev", config });
      writeFileSync(file, shipped.replace("'Root'", "'ROOT'"));
      const changed = operations(await deploy({ stack: "dev", config, sandbox, preview: true }));
      expect(changed).to.include({ "views-root-activity": "update" });
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
