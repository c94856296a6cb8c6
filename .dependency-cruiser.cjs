"use strict";

const forbid = (name, comment, from, to) => ({
  name,
  comment,
  severity: "error",
  from: { path: from },
  to: { path: to },
});

/** Folders of a room, the lowest first: none imports one above it. */
const layers = (room, folders) =>
  folders
    .slice(0, -1)
    .map((folder, index) =>
      forbid(
        `${room}-${folder}-looks-down`,
        `In ${room}/, ${folder}/ stands below ${folders.slice(index + 1).join(", ")}.`,
        `^${room}/${folder}/`,
        `^${room}/(${folders.slice(index + 1).join("|")})/`,
      ),
    );

/** Who may import whom: docs/architecture.md tells why. Nothing is exempt, and a type counts as much as a value. */
module.exports = {
  forbidden: [
    forbid(
      "components-stay-pure",
      "A component never reaches the engine, the command line or the sandbox.",
      "^components/",
      "^(policy|provider|engine|cli|sandbox|tests|samples|bench)/|^(index|config)(\\.ts$|/)|node_modules/@duckdb",
    ),
    forbid(
      "the-policy-looks-from-outside",
      "What is guaranteed is judged by what is in the stack, and not by what made it.",
      "^policy/",
      "^(?!policy/|node_modules/@pulumi/policy|node:|util$)",
    ),
    forbid(
      "the-provider-wraps-the-components",
      "What serves other languages is the library with a door, and nothing else.",
      "^provider/",
      "^(?!provider/|components/index\\.ts$|node_modules/@pulumi/pulumi|node:|fs$|path$)",
    ),
    forbid(
      "engine-knows-sql-only",
      "The engine knows neither Pulumi nor the catalogue nor files of logs.",
      "^engine/",
      "^(policy|provider|components|sql|cli|sandbox|tests|samples|bench)/|^(index|config)(\\.ts$|/)|node_modules/@pulumi",
    ),
    forbid(
      "cli-knows-no-cloud",
      "The command line never imports Pulumi or the sandbox.",
      "^cli/",
      "^(policy|provider|components|sandbox|tests|samples|bench)/|^(index|config)(\\.ts$|/)|node_modules/@pulumi",
    ),
    forbid(
      "sandbox-knows-no-program",
      "The sandbox stands in for clouds; it knows nothing of the program.",
      "^sandbox/",
      "^(policy|provider|components|sql|tests|samples|bench)/|^(index|config)(\\.ts$|/)",
    ),
    forbid(
      "only-the-demo-uses-the-cli",
      "The clouds know no command line; the demo shows findings as it does.",
      "^sandbox/(?!demo/)",
      "^cli/",
    ),
    forbid(
      "clouds-meet-in-the-crossing",
      "AWS knows nothing of Snowflake.",
      "^sandbox/aws/",
      "^sandbox/(snowflake|crossing)/",
    ),
    forbid(
      "clouds-meet-in-the-crossing-too",
      "Snowflake knows nothing of AWS.",
      "^sandbox/snowflake/",
      "^sandbox/(aws|crossing)/",
    ),
    forbid(
      "a-service-knows-its-account-alone",
      "Clouds are data that services work on; none of them sees the whole sandbox.",
      "^sandbox/(resource|aws|snowflake|crossing)/",
      "^sandbox/(pulumi|demo)/|^sandbox/(sandbox|given)\\.ts$",
    ),
    ...layers("engine", ["syntax", "semantics", "functions", "emit", "duckdb", "reference"]),
    ...layers("cli", ["output", "sources", "load", "watch", "commands"]),
    ...layers("cli", ["output", "warehouse", "load", "watch", "commands"]),
    ...layers("cli", ["output", "findings", "commands"]),
    ...layers("cli", ["output", "load", "cost", "backfill", "commands"]),
    ...layers("cli", ["output", "load", "geo", "findings", "report", "commands", "commandLine"]),
    ...layers("cli", ["output", "summary", "report", "commands"]),
    ...layers("cli", ["output", "search", "commands"]),
    ...layers("cli", ["output", "warehouse", "fixtures", "commands"]),
    ...layers("cli", ["output", "coverage", "commands"]),
    ...layers("cli", ["output", "sources", "load", "reconcile", "commands"]),
    ...layers("cli", ["output", "warehouse", "reconcile", "commands"]),
    ...layers("cli", ["output", "stack", "backfill", "commands"]),
    ...layers("cli", ["output", "stack", "verify", "commands", "commandLine"]),
    ...layers("cli/verify", ["aws", "judge"]),
    ...layers("cli", ["output", "sigma", "commands"]),
    ...layers("cli/sigma", ["document", "condition", "match", "statement", "rule"]),
    forbid(
      "catalogue-stands-alone",
      "The catalogue serves both sides and depends on neither.",
      "^sql/",
      "^(policy|provider|components|engine|cli|sandbox|tests|samples|bench)/|^(index|config)(\\.ts$|/)|node_modules/@(pulumi|duckdb)",
    ),
    forbid(
      "one-door-to-the-catalogue",
      "What reads the SQL is its own business.",
      "^(components|engine|cli|sandbox|samples|bench|index|config)",
      "^sql/(?!catalogue/index\\.ts)",
    ),
    forbid(
      "one-door-to-the-engine",
      "How SQL is understood is its own business.",
      "^(components|cli|sql|sandbox|samples|bench|index|config)",
      "^engine/(?!index\\.ts)",
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
      to: { circular: true },
    },
    {
      name: "no-circles-of-folders",
      comment: "A folder that needs its neighbour's neighbour is no room of its own.",
      severity: "error",
      scope: "folder",
      from: {},
      to: { circular: true },
    },
    {
      name: "no-copyleft-or-tools-at-run-time",
      comment: "What is published depends on published dependencies only.",
      severity: "error",
      from: { path: "^(provider|components|engine|cli|sql)/" },
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
