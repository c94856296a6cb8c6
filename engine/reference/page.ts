import { writeFileSync } from "node:fs";
import path from "node:path";
import type { Entry, FunctionKind } from "../functions/entry";
import { functions, tableFunctions } from "../functions/registry";
import { typeNames } from "../semantics/types";
import { type ClauseExample, clauses } from "./clauses";
import { commands } from "./commands";
import { refusals } from "./refusals";

const reference = "https://docs.snowflake.com/en/sql-reference/functions";

const intro = `# Snowflake's SQL on the laptop

<!-- Written by \`npm run docs\` from engine/functions/ and engine/reference/. Change those. -->

What \`snowtrail query\`, the detections and the sandbox understand. Every example on this page is run by the tests,
and gives what stands beside it. What is not here is refused by name, with its place: it is never guessed.
`;

const kinds: readonly (readonly [FunctionKind, string])[] = [
  ["scalar", "Functions"],
  ["aggregate", "Aggregate functions"],
  ["window", "Window functions"],
];

/** The page of the documentation that lists the SQL that is understood. */
export function sqlPage(): string {
  return [
    intro,
    clauseSection(),
    commandSection(),
    typeSection(),
    ...kinds.map(functionSection),
    tableFunctionSection(),
    refusalSection(),
  ].join("\n");
}

function clauseSection(): string {
  const parts = clauses.map(({ clause, statement, rows }) => example(clause, statement, rows));
  return `## Clauses\n\n${parts.join("\n")}`;
}

function commandSection(): string {
  const parts = commands.map(({ command, statements, rows }) =>
    example(command, statements.map((statement) => `${statement};`).join("\n"), rows),
  );
  return `## Commands\n\nOf the columns that Snowflake shows, those that exist here. Types have no length and no scale.\n\n${parts.join("\n")}`;
}

function example(what: string, sql: string, rows: ClauseExample["rows"]): string {
  const lines = rows.map((row) => `→ ${row.map(shown).join(", ")}`);
  return `${what}:\n\n\`\`\`sql\n${sql}\n\`\`\`\n\n${lines.join("<br>\n") || "→ no rows"}\n`;
}

function typeSection(): string {
  const rows = [...typeNames].map(
    ([type, names]) => `| ${type} | ${names.filter((name) => name !== type).join(", ")} |`,
  );
  return `## Types\n\n| type | also written |\n| --- | --- |\n${rows.join("\n")}\n`;
}

function functionSection([kind, title]: readonly [FunctionKind, string]): string {
  const rows = functions
    .filter((entry) => entry.kind === kind)
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map(functionRow);
  const header = "| function | example | gives |\n| --- | --- | --- |";
  return `## ${title}\n\n${header}\n${rows.join("\n")}\n`;
}

function tableFunctionSection(): string {
  const rows = [...tableFunctions]
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map(({ name, parameters, page, examples }) => {
      const first = `[${name}](${reference}/${page})<br>${cell(`${name}(${parameters.join(", ")})`)}`;
      return row(first, examples);
    });
  const header = "| function | example | gives |\n| --- | --- | --- |";
  return `## Table functions\n\n${header}\n${rows.join("\n")}\n`;
}

function functionRow({ name, aliases, takes, page, overloads, examples }: Entry): string {
  const ways = overloads.map(({ signature }) => cell(name + signature));
  const notes = [
    ...(aliases.length > 0 ? [`also ${aliases.join(", ")}`] : []),
    ...(takes.length > 0 ? [`takes ${takes.join(", ")}`] : []),
  ];
  const first = [`[${name}](${reference}/${page})`, ...ways, ...notes].join("<br>");
  return row(first, examples);
}

function row(first: string, examples: Entry["examples"]): string {
  const calls = Object.keys(examples).map(cell);
  const results = Object.values(examples).map((result) =>
    cell([result].flat().map(shown).join(", ")),
  );
  return `| ${first} | ${calls.join("<br>")} | ${results.join("<br>")} |`;
}

function refusalSection(): string {
  const rows = refusals.map(
    ({ what, statement, message }) => `| ${what} | ${cell(statement)} | ${text(message)} |`,
  );
  return `## What is refused\n\n| what | for example | says |\n| --- | --- | --- |\n${rows.join("\n")}\n`;
}

function shown(value: string | number | boolean | null): string {
  return typeof value === "string" ? `'${value}'` : value === null ? "NULL" : String(value);
}

/** Code in a cell of a table. A backtick inside needs a longer fence, and a bar would end the cell. */
function cell(code: string): string {
  const fence = code.includes("`") ? "``" : "`";
  return `${fence}${text(code)}${fence}`;
}

function text(value: string): string {
  return value.replaceAll("|", "\\|").replaceAll("\n", " ");
}

if (require.main === module) {
  writeFileSync(path.join(__dirname, "../../docs/sql.md"), sqlPage());
}
