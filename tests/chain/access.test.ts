import { expect } from "chai";
import { readCatalogue } from "../../sql/catalogue";
import { Deployed } from "./deployed";
import { accounts, everyone, held, modes, type Place, places } from "./rights";
import {
  accessRoles,
  alerts,
  detectionsOn,
  materialization,
  notifications,
  retention,
} from "./settings";

const catalogue = readCatalogue();
const views = [
  "CLOUDTRAIL",
  ...catalogue.lists.map(({ viewName }) => viewName),
  ...detectionsOn.map((id) => id.toUpperCase()),
  "FINDINGS",
  "SUPPRESSED",
  "LOAD_ERRORS",
  "PIPELINE",
  "PIPELINE_HEALTH",
];
const functions = catalogue.functions.map(({ name }) => name);

/** What each role may do, which is all that it may do. */
function expected(mode: string, names: Place["names"]): Record<string, string[]> {
  const around = [
    `DATABASE ${names.database}: USAGE`,
    `SCHEMA ${names.schema}: USAGE`,
    `WAREHOUSE ${names.warehouse}: USAGE`,
  ];
  const ofMode: Record<string, string[]> = {
    view: ["TABLE CLOUDTRAIL_RAW: SELECT"],
    task: [
      "TASK LOAD_CLOUDTRAIL_EVENTS: MONITOR, OPERATE",
      "TABLE CLOUDTRAIL_RAW: SELECT",
      "TABLE CLOUDTRAIL_EVENTS: SELECT",
    ],
    "dynamic-table": [
      "TABLE CLOUDTRAIL_RAW: SELECT",
      "DYNAMIC TABLE CLOUDTRAIL_EVENTS_DYNAMIC: MONITOR, OPERATE, SELECT",
    ],
  };
  const watched: Record<string, string[]> = {
    task: ["TASK LOAD_CLOUDTRAIL_EVENTS: MONITOR"],
    "dynamic-table": ["DYNAMIC TABLE CLOUDTRAIL_EVENTS_DYNAMIC: MONITOR"],
  };
  const reading = views.map((name) => `VIEW ${name}: SELECT`);
  return {
    LOADER: [
      ...around,
      "STAGE CLOUDTRAIL_STAGE: USAGE",
      "PIPE CLOUDTRAIL_PIPE: MONITOR, OPERATE",
      "TABLE CLOUDTRAIL_RAW: SELECT, INSERT",
    ],
    TRANSFORMER: [...around, ...(ofMode[mode] ?? [])],
    DETECTOR: [...around, ...functions.map((name) => `FUNCTION ${name}: USAGE`), ...reading],
    READER: [...around, ...reading],
    AUDITOR: [
      ...around,
      "INTEGRATION SNOWTRAIL_DEV: USAGE",
      "STAGE CLOUDTRAIL_STAGE: USAGE",
      "PIPE CLOUDTRAIL_PIPE: MONITOR",
      "TABLE CLOUDTRAIL_RAW: REFERENCES",
      ...(watched[mode] ?? []),
      ...reading,
    ],
  };
}

describe("the access roles of a stack", () => {
  for (const [mode, ofMode] of Object.entries(modes)) {
    for (const [place, { settings, names }] of Object.entries(places)) {
      it(`may do exactly what they are for, in mode ${mode}, ${place}`, async () => {
        const sandbox = accounts();
        const config = { ...ofMode, ...settings, ...accessRoles(everyone) };
        const deployed = await Deployed.as({ config, sandbox });
        for (const [role, lines] of Object.entries(expected(mode, names))) {
          expect(held(`SNOWTRAIL_DEV_${role}`, sandbox), role).to.have.members(lines);
        }
        expect(deployed.outputs.accessRoles).to.deep.equal({
          loader: "SNOWTRAIL_DEV_LOADER",
          transformer: "SNOWTRAIL_DEV_TRANSFORMER",
          detector: "SNOWTRAIL_DEV_DETECTOR",
          reader: "SNOWTRAIL_DEV_READER",
          auditor: "SNOWTRAIL_DEV_AUDITOR",
        });
        // Whoever gets a role has what it has, and nobody else anything.
        for (const [kind, grantees] of Object.entries(everyone)) {
          const lines = held(`SNOWTRAIL_DEV_${kind.toUpperCase()}`, sandbox);
          for (const grantee of grantees) {
            expect(held(grantee, sandbox), grantee).to.deep.equal(lines);
          }
        }
        expect(held("PUBLIC", sandbox)).to.deep.equal([]);
        await sandbox.close();
      });
    }
  }
});

describe("the access roles of a stack that tells its findings", () => {
  for (const [place, { settings, names }] of Object.entries(places)) {
    it(`see to the alert as well, and to what was told: ${place}`, async () => {
      const sandbox = accounts();
      sandbox.given.user("security@example.com");
      const config = {
        ...settings,
        ...notifications({ email: { recipients: ["security@example.com"] } }),
        ...accessRoles(everyone),
        ...alerts(),
      };
      await Deployed.as({ config, sandbox });
      const told = ["NEW_FINDINGS", "FINDINGS_MESSAGE", "NEW_HEALTH", "HEALTH_MESSAGE"].map(
        (name) => `VIEW ${name}: SELECT`,
      );
      const more: Record<string, string[]> = {
        DETECTOR: [
          ...told,
          "ALERT FINDINGS_ALERT: MONITOR, OPERATE",
          "ALERT HEALTH_ALERT: MONITOR, OPERATE",
          "TABLE FINDINGS_SENT: SELECT",
          "TABLE HEALTH_SENT: SELECT",
        ],
        READER: told,
        AUDITOR: [...told, "ALERT FINDINGS_ALERT: MONITOR", "ALERT HEALTH_ALERT: MONITOR"],
      };
      for (const [role, lines] of Object.entries(expected("view", names))) {
        expect(held(`SNOWTRAIL_DEV_${role}`, sandbox), role).to.have.members([
          ...lines,
          ...(more[role] ?? []),
        ]);
      }
      await sandbox.close();
    });
  }
});

describe("the access roles of a stack that deletes old rows", () => {
  it("operate the tasks that do, and may delete nothing themselves", async () => {
    const sandbox = accounts();
    const config = {
      ...materialization({ mode: "task", retentionDays: 90 }),
      ...retention({ rawDays: 90 }),
      ...accessRoles(everyone),
    };
    await Deployed.as({ config, sandbox });
    expect(held("SNOWTRAIL_DEV_LOADER", sandbox)).to.include(
      "TASK EXPIRE_CLOUDTRAIL_RAW: MONITOR, OPERATE",
    );
    expect(held("SNOWTRAIL_DEV_TRANSFORMER", sandbox)).to.include(
      "TASK EXPIRE_CLOUDTRAIL_EVENTS: MONITOR, OPERATE",
    );
    for (const role of ["LOADER", "TRANSFORMER", "DETECTOR", "READER", "AUDITOR"]) {
      const lines = held(`SNOWTRAIL_DEV_${role}`, sandbox).join("\n");
      expect(lines, role).not.to.match(/DELETE|TRUNCATE|UPDATE|CREATE|OWNERSHIP|STREAM/);
    }
    await sandbox.close();
  });
});
