"use strict";

const forbid = (name, comment, from, to) => ({
  name,
  comment,
  severity: "error",
  from: { path: from },
  to: { path: to },
});

/** Who may import whom: docs/architecture.md tells why. */
module.exports = {
  forbidden: [
    forbid(
      "components-stay-pure",
      "A component never reaches the laptop, the sandbox or DuckDB.",
      "^components/",
      "^(local|sandbox|tests|samples|bench)/|node_modules/@duckdb",
    ),
    forbid(
      "local-knows-no-cloud",
      "The laptop never imports Pulumi or the sandbox.",
      "^local/",
      "^(components|sandbox|tests|samples|bench)/|^(index|config)\\.ts$|node_modules/@pulumi",
    ),
    forbid(
      "sandbox-knows-no-component",
      "The sandbox stands in for clouds; it knows nothing of the program.",
      "^sandbox/",
      "^(components|tests|samples|bench)/|^(index|config)\\.ts$",
    ),
    forbid(
      "sql-stands-alone",
      "The catalogue serves both sides and depends on neither.",
      "^sql/",
      "^(components|local|sandbox|tests|samples|bench)/|node_modules/@(pulumi|duckdb)",
    ),
    forbid(
      "one-door-to-sql",
      "Only the catalogue is imported from sql/; its neighbours are its own.",
      "^(components|local|sandbox|index|config)",
      "^sql/(?!catalogue\\.ts)",
    ),
    forbid(
      "nobody-imports-the-program",
      "index.ts is a program, not a module.",
      ".*",
      "^index\\.ts$",
    ),
    {
      name: "no-circles",
      severity: "error",
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    },
    {
      name: "no-copyleft-or-tools-at-run-time",
      comment: "What is published depends on published dependencies only.",
      severity: "error",
      from: { path: "^(components|local|sql)/" },
      to: { dependencyTypes: ["npm-dev"] },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "^(dist|node_modules)/" },
    tsConfig: { fileName: "tsconfig.json" },
    tsPreCompilationDeps: true,
  },
};
