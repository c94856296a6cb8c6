import { readFileSync } from "node:fs";
import { join } from "node:path";

import { expect } from "chai";

import { AccessRole } from "../../../components";
import { grantsOf, matrix } from "../../../components/access/privileges";

const objects = [
  { kind: "stage", label: "stage" },
  { kind: "raw-table", label: "raw-table" },
  { kind: "events-stream", label: "events-stream" },
  { kind: "view", label: "cloudtrail" },
  { kind: "view", label: "findings" },
  { kind: "function", label: "actor" },
] as const;

const lines = (role: AccessRole, wholeSchema: boolean): string[] =>
  grantsOf(role, objects, wholeSchema).map(
    ({ label, scope, kind, privileges }) => `${label} (${scope} ${kind}): ${privileges.join()}`,
  );

const around = [
  "database (object database): USAGE",
  "schema (object schema): USAGE",
  "warehouse (object warehouse): USAGE",
];

describe("components: the privileges of the access roles", () => {
  it("are these, object by object, and no others", () => {
    const roles = Object.values(AccessRole);
    const rows = Object.entries(matrix).map(([kind, row]) => [
      `${kind}: ${row.type}`,
      ...roles.map((role) => row[role]?.join() ?? ""),
    ]);
    expect([["", ...roles], ...rows]).to.deep.equal([
      ["", "loader", "transformer", "detector", "reader", "auditor"],
      ["database: DATABASE", "USAGE", "USAGE", "USAGE", "USAGE", "USAGE"],
      ["schema: SCHEMA", "USAGE", "USAGE", "USAGE", "USAGE", "USAGE"],
      ["warehouse: WAREHOUSE", "USAGE", "USAGE", "USAGE", "USAGE", "USAGE"],
      ["integration: INTEGRATION", "", "", "", "", "USAGE"],
      ["stage: STAGE", "USAGE", "", "", "", "USAGE"],
      ["pipe: PIPE", "MONITOR,OPERATE", "", "", "", "MONITOR"],
      ["raw-table: TABLE", "SELECT,INSERT", "SELECT", "", "", "REFERENCES"],
      ["raw-task: TASK", "MONITOR,OPERATE", "", "", "", ""],
      ["events-table: TABLE", "", "SELECT", "", "", ""],
      ["events-stream: STREAM", "", "", "", "", ""],
      ["events-task: TASK", "", "MONITOR,OPERATE", "", "", "MONITOR"],
      ["events-dynamic-table: DYNAMIC TABLE", "", "SELECT,MONITOR,OPERATE", "", "", "MONITOR"],
      ["view: VIEW", "", "", "SELECT", "SELECT", "SELECT"],
      ["function: FUNCTION", "", "", "USAGE", "", ""],
      ["alert: ALERT", "", "", "MONITOR,OPERATE", "", "MONITOR"],
      ["alert-table: TABLE", "", "", "SELECT", "", ""],
    ]);
  });

  it("are in docs/operations.md as they are here", () => {
    const page = join(__dirname, "..", "..", "..", "docs", "operations.md");
    const [, section = ""] = readFileSync(page, "utf8").split("## Who may do what");
    const table = [...section.matchAll(/^[|] .*[|]$/gm)].map(([line]) =>
      line
        .split("|")
        .slice(2, -1)
        .map((cell) => cell.trim()),
    );
    const roles = Object.values(AccessRole);
    const rows = Object.values(matrix).map((row) => [
      row.type,
      ...roles.map((role) => row[role]?.join(", ") ?? ""),
    ]);
    expect(
      table.slice(0, rows.length + 2).filter(([type]) => !type?.startsWith("-")),
    ).to.deep.equal([["type", ...roles], ...rows]);
  });

  it("are granted on each object by name in a schema that others use", () => {
    expect(lines("reader", false)).to.deep.equal([
      ...around,
      "cloudtrail (object view): SELECT",
      "findings (object view): SELECT",
    ]);
    expect(lines("detector", false)).to.deep.equal([
      ...around,
      "cloudtrail (object view): SELECT",
      "findings (object view): SELECT",
      "actor (object function): USAGE",
    ]);
  });

  it("are granted on views and functions to come, and then on all that are there, in a schema of ours", () => {
    expect(lines("reader", true)).to.deep.equal([
      ...around,
      "future-views (future view): SELECT",
      "all-views (all view): SELECT",
    ]);
    expect(lines("detector", true)).to.deep.equal([
      ...around,
      "future-views (future view): SELECT",
      "all-views (all view): SELECT",
      "future-functions (future function): USAGE",
      "all-functions (all function): USAGE",
    ]);
  });

  it("are by name on tables, tasks, stage and pipe even there: one table is not like another", () => {
    for (const wholeSchema of [true, false]) {
      expect(lines("loader", wholeSchema)).to.deep.equal([
        ...around,
        "stage (object stage): USAGE",
        "raw-table (object raw-table): SELECT,INSERT",
      ]);
    }
  });

  it("are none on the stream, which whoever may select from it can move", () => {
    for (const role of Object.values(AccessRole)) {
      const kinds = grantsOf(role, objects, true).map(({ kind }) => kind);
      expect(kinds, role).not.to.include("events-stream");
    }
  });
});
