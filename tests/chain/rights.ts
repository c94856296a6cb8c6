import { Sandbox } from "../../sandbox/sandbox";
import { may, objectsOf, isThere } from "../../sandbox/snowflake/access";
import { adoptDatabase, materialization, type Settings } from "./settings";

/** Who gets each access role. */
export const everyone = {
  loader: ["PLATFORM"],
  transformer: ["ENGINEER"],
  detector: ["SECURITY"],
  reader: ["ANALYST", "AUDITOR"],
  auditor: ["VERIFIER"],
};

/** Accounts with the roles that get the new ones, and with a table and a view of somebody else. */
export function accounts(): Sandbox {
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
export function held(role: string, { snowflake }: Sandbox): string[] {
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

/** The modes of materialization. */
export const modes: Record<string, Settings> = {
  view: materialization({}),
  "dynamic-table": materialization({ mode: "dynamic-table" }),
  task: materialization({ mode: "task" }),
};

/** Where a stack stands, and what its database, schema and warehouse are called there. */
export interface Place {
  settings: Settings;
  names: { database: string; schema: string; warehouse: string };
}

export const places: Record<string, Place> = {
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
