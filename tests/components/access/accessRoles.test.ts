import * as pulumi from "@pulumi/pulumi";
import * as snowflake from "@pulumi/snowflake";
import { expect } from "chai";

import { AccessRoles, type AccessRolesArgs } from "../../../components";
import { deployProgram } from "../../../sandbox/pulumi/deploy";
import { Sandbox } from "../../../sandbox/sandbox";
import { full, place } from "../besideRawTable";
import { Graph } from "../deployment";

/** Deploys the roles over a table and a view, which are there before or come with them. */
async function deployRoles(
  args: Partial<AccessRolesArgs> = {},
  { preview = false } = {},
): Promise<Graph> {
  const sandbox = new Sandbox();
  sandbox.given.database("SECURITY", "AUDIT");
  sandbox.given.warehouse("REPORTING");
  for (const role of ["ANALYST", "AUDITOR"]) sandbox.given.role(role);
  const deployment = await deployProgram(
    () => {
      const provider = new snowflake.Provider("snowflake", {
        previewFeaturesEnabled: ["snowflake_table_resource"],
        warehouse: "REPORTING",
      });
      const columns = [{ name: "RECORD", type: "VARIANT" }];
      const raw = new snowflake.Table("raw", { name: "RAW", ...place, columns }, { provider });
      const view = new snowflake.View(
        "view",
        { name: "SEEN", ...place, statement: "select record from raw" },
        { provider, dependsOn: [raw] },
      );
      new AccessRoles(
        "access",
        {
          baseName: "SNOWTRAIL_DEV",
          grantedTo: { loader: ["AUDITOR"], reader: ["ANALYST", "AUDITOR"] },
          warehouse: "REPORTING",
          ...place,
          objects: [
            { kind: "raw-table", label: "raw-table", name: raw.fullyQualifiedName },
            { kind: "view", label: "seen", name: view.fullyQualifiedName },
          ],
          ...args,
        },
        { providers: { snowflake: provider } },
      );
    },
    { stack: "dev", sandbox, preview },
  );
  await sandbox.close();
  return Graph.of(deployment);
}

const loader = [
  "access-loader",
  "access-loader-database",
  "access-loader-raw-table",
  "access-loader-schema",
  "access-loader-to-AUDITOR",
  "access-loader-warehouse",
];
const reader = [
  "access-reader",
  "access-reader-database",
  "access-reader-schema",
  "access-reader-to-ANALYST",
  "access-reader-to-AUDITOR",
  "access-reader-warehouse",
];

describe("components: AccessRoles", () => {
  let graph: Graph;
  before(async () => {
    graph = await deployRoles();
  });

  it("makes the roles that somebody gets, with their grants, and nothing else", async () => {
    const all = [...loader, ...reader, "access-reader-seen"].sort();
    expect(graph.childrenOf("access")).to.deep.equal(all);
    const preview = await deployRoles({}, { preview: true });
    expect(preview.childrenOf("access")).to.deep.equal(all);
  });

  it("names the roles after the stack", () => {
    expect(graph.named("access-loader").inputs).to.deep.equal({
      name: "SNOWTRAIL_DEV_LOADER",
      comment: "Sees to the loading of CloudTrail logs",
    });
    expect(graph.named("access-reader").inputs).to.deep.equal({
      name: "SNOWTRAIL_DEV_READER",
      comment: "Reads CloudTrail events and findings",
    });
    expect(graph.named("access").outputs).to.deep.equal({
      roles: { loader: '"SNOWTRAIL_DEV_LOADER"', reader: '"SNOWTRAIL_DEV_READER"' },
      roleNames: { loader: "SNOWTRAIL_DEV_LOADER", reader: "SNOWTRAIL_DEV_READER" },
    });
  });

  it("grants them to the roles that are named", () => {
    expect(graph.named("access-reader-to-ANALYST").inputs).to.deep.equal({
      roleName: '"SNOWTRAIL_DEV_READER"',
      parentRoleName: '"ANALYST"',
    });
  });

  it("grants on each object by its full name in quotes", () => {
    const accountRoleName = '"SNOWTRAIL_DEV_LOADER"';
    expect(graph.named("access-loader-warehouse").inputs).to.deep.equal({
      accountRoleName,
      privileges: ["USAGE"],
      onAccountObject: { objectType: "WAREHOUSE", objectName: '"REPORTING"' },
    });
    expect(graph.named("access-loader-database").inputs).to.deep.equal({
      accountRoleName,
      privileges: ["USAGE"],
      onAccountObject: { objectType: "DATABASE", objectName: '"SECURITY"' },
    });
    expect(graph.named("access-loader-schema").inputs).to.deep.equal({
      accountRoleName,
      privileges: ["USAGE"],
      onSchema: { schemaName: '"SECURITY"."AUDIT"' },
    });
    expect(graph.named("access-loader-raw-table").inputs).to.deep.equal({
      accountRoleName,
      privileges: ["SELECT", "INSERT"],
      onSchemaObject: { objectType: "TABLE", objectName: full("RAW") },
    });
  });

  it("grants after role and object are there, and deletes before it replaces", () => {
    expect(graph.waitsFor("access-reader-seen")).to.include.all.keys("access-reader", "view");
    expect(graph.waitsFor("access-loader-raw-table")).to.include.all.keys("access-loader", "raw");
    for (const name of graph.childrenOf("access")) {
      expect(graph.named(name).deleteBeforeReplace, name).to.equal(true);
      expect(graph.named(name).protect, name).to.equal(false);
    }
  });

  it("in a schema of its own grants on views to come, and then on those that are there", async () => {
    for (const preview of [false, true]) {
      const whole = await deployRoles({ wholeSchema: true }, { preview });
      const views = ["access-reader-all-views", "access-reader-future-views"];
      expect(whole.childrenOf("access")).to.deep.equal([...loader, ...reader, ...views].sort());
      const inSchema = { objectTypePlural: "VIEWS", inSchema: '"SECURITY"."AUDIT"' };
      expect(whole.named("access-reader-future-views").inputs).to.deep.include({
        privileges: ["SELECT"],
        onSchemaObject: { future: inSchema },
      });
      expect(whole.named("access-reader-all-views").inputs).to.deep.include({
        privileges: ["SELECT"],
        onSchemaObject: { all: inSchema },
      });
      expect(whole.waitsFor("access-reader-all-views")).to.include("access-reader-future-views");
    }
  });

  const refused: [Partial<AccessRolesArgs>, string][] = [
    [
      { grantedTo: {} },
      "grantedTo: names no role. Give one or more of loader, transformer, detector, reader, auditor.",
    ],
    [
      { grantedTo: { reader: [] } },
      "grantedTo.reader: is no list with a name in it. Give one or more names, or remove it.",
    ],
    [
      { grantedTo: { reader: ["analyst"] } },
      'grantedTo.reader: "analyst" is not a name that Snowflake keeps as it is.',
    ],
    [
      { grantedTo: { reader: ["ANALYST", "ANALYST"] } },
      'grantedTo.reader: "ANALYST" stands there twice. Remove one of the two.',
    ],
    [{ database: "security" }, 'database: "security" is not a name'],
  ];
  for (const [args, problem] of refused) {
    it(`refuses ${JSON.stringify(args)}`, async () => {
      const failure = await deployRoles(args).catch(String);
      expect(failure).to.include(`AccessRoles "access" cannot be made:\n  ${problem}`);
    });
  }

  it("refuses a name that is none also when another resource gives it", async () => {
    const failure = await deployRoles({ schema: pulumi.output("audit") }).catch(String);
    expect(failure).to.include('schema: "audit" is not a name');
  });
});
