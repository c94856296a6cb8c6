import { expect } from "chai";
import { destroy } from "../../sandbox/pulumi/commands";
import { Sandbox } from "../../sandbox/sandbox";
import { may, objectsOf, isThere } from "../../sandbox/snowflake/access";
import type { Namespace } from "../../sandbox/snowflake/account";
import { quoted } from "../../sandbox/snowflake/identifier";
import { readCatalogue } from "../../sql/catalogue";
import { Deployed, stack } from "./deployed";
import {
  accessRoles,
  adoptDatabase,
  alerts,
  detectionsOn,
  disabledDetections,
  materialization,
  notifications,
  retention,
  type Settings,
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

const everyone = {
  loader: ["PLATFORM"],
  transformer: ["ENGINEER"],
  detector: ["SECURITY"],
  reader: ["ANALYST", "AUDITOR"],
  auditor: ["VERIFIER"],
};

/** Accounts with the roles that get the new ones, and with a table and a view of somebody else. */
function accounts(): Sandbox {
  const sandbox = new Sandbox();
  for (const role of Object.values(everyone).flat()) sandbox.given.role(role);
  sandbox.given.database("SHARED", "AUDIT");
  sandbox.given.warehouse("REPORTING");
  return sandbox;
}

const types = [
  "DATABASE",
  "SCHEMA",
  "WAREHOUSE",
  "INTEGRATION",
  "STAGE",
  "PIPE",
  "TASK",
  "ALERT",
  "FUNCTION",
  "TABLE",
  "VIEW",
  "STREAM",
  "DYNAMIC TABLE",
] as const;

/** Every privilege that there is on any object, by far more than any role should have. */
const privileges = [
  "OWNERSHIP",
  "USAGE",
  "MONITOR",
  "OPERATE",
  "MODIFY",
  "SELECT",
  "INSERT",
  "UPDATE",
  "DELETE",
  "TRUNCATE",
  "REFERENCES",
  ...["TABLE", "VIEW", "STAGE", "PIPE", "TASK", "STREAM", "FUNCTION", "SCHEMA"].map(
    (type) => `CREATE ${type}`,
  ),
];

/** What a role may do in the whole account, an object a line: its type, its last name, and the privileges. */
function held(role: string, { snowflake }: Sandbox): string[] {
  return types.flatMap((type) =>
    objectsOf(type, snowflake)
      .names()
      .filter((name) => isThere({ type, name }, snowflake))
      .map((name): [string, string[]] => [
        name,
        privileges.filter((each) => may(role, each, { type, name }, snowflake)),
      ])
      .filter(([, held]) => held.length > 0)
      .map(([name, held]) => `${type} ${name.split('"').at(-2) ?? ""}: ${held.join(", ")}`),
  );
}

const modes: Record<string, Settings> = {
  view: materialization({}),
  "dynamic-table": materialization({ mode: "dynamic-table" }),
  task: materialization({ mode: "task" }),
};

interface Place {
  settings: Settings;
  names: { database: string; schema: string; warehouse: string };
}

const places: Record<string, Place> = {
  "of its own": {
    settings: {},
    names: { database: "SNOWTRAIL_DEV", schema: "CLOUDTRAIL", warehouse: "SNOWTRAIL_DEV" },
  },
  "in a database that exists": {
    settings: adoptDatabase("SHARED"),
    names: { database: "SHARED", schema: "SNOWTRAIL_DEV", warehouse: "SNOWTRAIL_DEV" },
  },
  "in a schema and on a warehouse that exist": {
    settings: {
      ...adoptDatabase("SHARED"),
      "snowtrail:schema": JSON.stringify({ existing: "AUDIT" }),
      "snowtrail:warehouse": JSON.stringify({ existing: "REPORTING" }),
    },
    names: { database: "SHARED", schema: "AUDIT", warehouse: "REPORTING" },
  },
};

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

describe("an analyst with the reader's role", () => {
  const namespace: Namespace = ["SNOWTRAIL_DEV", "CLOUDTRAIL"];
  let deployed: Deployed;
  beforeEach(async () => {
    const config = { ...modes.task, ...accessRoles({ reader: ["ANALYST"] }) };
    deployed = await Deployed.as({ config, sandbox: accounts() });
    await deployed.deliver();
    await deployed.sandbox.advance(60);
  });
  afterEach(() => deployed.sandbox.close());

  const asked = (sql: string, role = "ANALYST"): Promise<unknown> =>
    deployed.sandbox.queryAs(role, sql, namespace).then(
      ({ rows }) => rows.flat(),
      (error: Error) => error.message,
    );

  it("reads events and findings, with the rights of who owns the views", async () => {
    expect(await asked("select eventName from cloudtrail")).to.deep.equal(["ConsoleLogin"]);
    expect(await asked("select detection_id from findings order by 1")).to.deep.equal([
      "console_login_without_mfa",
      "root_activity",
    ]);
  });

  it("does not know of the tables, the stream and the functions beneath", async () => {
    for (const name of ["cloudtrail_raw", "cloudtrail_events", "cloudtrail_raw_stream"]) {
      expect(await asked(`select count(*) from ${name}`), name).to.match(
        new RegExp(`there is no table or view ${name}[.] There is (?!.*(RAW|EVENTS)).*FINDINGS`),
      );
    }
    expect(await asked("select actor(userIdentity) from cloudtrail")).to.match(
      /SQL compilation error: .*actor/i,
    );
  });

  it("reads nothing without the role", async () => {
    expect(await asked("select 1 from findings", "AUDITOR")).to.match(
      /No active warehouse selected in the current session/,
    );
  });

  it("reads on when the views have another text, and what comes later", async () => {
    const off = disabledDetections("root_activity");
    await deployed.up({ config: off });
    const ids = "select detection_id from findings";
    expect(await asked(ids)).to.deep.equal(["console_login_without_mfa"]);
    await deployed.up({ config: disabledDetections() });
    expect(await asked("select eventName from root_activity")).to.deep.equal(["ConsoleLogin"]);
    await deployed.up({ config: modes["dynamic-table"] });
    expect(await asked(`${ids} order by 1`)).to.deep.equal([
      "console_login_without_mfa",
      "root_activity",
    ]);
  });

  it("reads on when a view is made anew", async () => {
    await deployed.up({ replace: [deployed.urn("views-cloudtrail")] });
    expect(await asked("select eventName from cloudtrail")).to.deep.equal(["ConsoleLogin"]);
  });
});

describe("a stack whose access roles are", () => {
  it("switched on later reads what is there already, and switched off leaves nothing", async () => {
    const sandbox = accounts();
    const deployed = await Deployed.as({ config: modes.view, sandbox });
    expect(sandbox.snowflake.roles.names()).not.to.include(quoted("SNOWTRAIL_DEV_READER"));
    expect(deployed.outputs.accessRoles).to.deep.equal({});
    await deployed.up({ config: accessRoles({ reader: ["ANALYST"] }) });
    expect(held("ANALYST", sandbox)).to.include("VIEW FINDINGS: SELECT");
    await deployed.up({ config: accessRoles({ detector: ["SECURITY"] }) });
    expect(held("ANALYST", sandbox)).to.deep.equal([]);
    await deployed.up({ config: { "snowtrail:accessRoles": "{}" } });
    expect(held("SECURITY", sandbox)).to.deep.equal([]);
    expect(sandbox.snowflake.grants).to.deep.equal([]);
    await sandbox.close();
  });

  it("in a schema of others are shown none of their views, and lose none of ours", async () => {
    const sandbox = accounts();
    const settings = places["in a schema and on a warehouse that exist"]?.settings;
    const config = { ...settings, ...accessRoles({ reader: ["ANALYST"] }) };
    const deployed = await Deployed.as({ config, sandbox });
    const before = held("ANALYST", sandbox);
    const theirs = { kind: "view" as const, database: "SHARED", schema: "AUDIT", name: "SALARIES" };
    const name = quoted("SHARED", "AUDIT", "SALARIES");
    const view = { ...theirs, statement: "select 1 as one", columns: [] };
    sandbox.snowflake.relations.add(name, view, { finished: 0 });
    expect(held("ANALYST", sandbox)).to.deep.equal(before);
    await deployed.up({ config: disabledDetections("root_activity") });
    const fewer = before.filter((line) => line !== "VIEW ROOT_ACTIVITY: SELECT");
    expect(held("ANALYST", sandbox)).to.have.members(fewer);
    await deployed.up({ replace: [deployed.urn("views-findings")] });
    expect(held("ANALYST", sandbox)).to.have.members(fewer);
    await sandbox.close();
  });

  it("destroyed leaves neither roles nor grants", async () => {
    const sandbox = accounts();
    const config = { ...accessRoles(everyone), "snowtrail:protect": "false" };
    await Deployed.as({ config, sandbox });
    await destroy(sandbox, stack);
    expect(sandbox.snowflake.roles.names().filter((name) => name.includes("SNOWTRAIL"))).to.be
      .empty;
    expect(sandbox.snowflake.grants).to.deep.equal([]);
    await sandbox.close();
  });

  it("asked for by a name that is no role's are refused", async () => {
    const failure = await Deployed.as({
      config: accessRoles({ reader: ["NOBODY"] }),
      sandbox: accounts(),
    }).catch(String);
    expect(failure).to.include("Role 'NOBODY' does not exist or not authorized.");
  });
});
