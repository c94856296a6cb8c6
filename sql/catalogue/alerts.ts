import path from "node:path";
import { readText, sqlFolder } from "./file";
import { literal } from "./literal";
import { digestOf, endWithComment, splitHeader, splitSql } from "./statement";
import { parseTable, type Table } from "./table";

const fileOf = (name: string): string => path.join(sqlFolder, "alerts", `${name}.sql`);

/** The table of what alerts have told. Its columns are filled with expressions over the view NEW_FINDINGS. */
export const findingsSent: Table = parseTable(
  readText(fileOf("findings_sent")),
  fileOf("findings_sent"),
);

/** What alerts tell, and how they name it. */
export interface AlertSettings {
  /** The least grave severity that is told. */
  minimumSeverity: string;
  /** Ids of the detections whose findings are told; none for all. */
  detections: readonly string[];
  /** What FINDINGS is called in the query that a message ends with. */
  findingsName: string;
}

/** The SELECTs of the views that alerts read. */
export interface AlertViews {
  /** Of NEW_FINDINGS: what is not noted yet. */
  newFindings: string;
  /** Of FINDINGS_MESSAGE: the message about what is noted and not told. */
  message: string;
}

/** @returns The views' texts, each over a WITH named `alert_settings` that holds the settings that it needs. */
export function alertViews(settings: AlertSettings): AlertViews {
  return {
    newFindings: over("new_findings", [
      `${literal(settings.minimumSeverity)} as minimum_severity`,
      `array_construct(${settings.detections.map(literal).join(", ")}) as detections`,
    ]),
    message: over("findings_message", [`${literal(settings.findingsName)} as findings_name`]),
  };
}

function over(name: string, settings: readonly string[]): string {
  return digested(`with alert_settings as (
    select
${settings.map((setting) => `        ${setting}`).join(",\n")}
),
result as (
${selectOf(name)}
)
select *
from result`);
}

/**
 * The INSERT of the first row, which does nothing where there is one.
 *
 * @param names The full names of FINDINGS_SENT and of the raw table, as SQL writes them.
 */
export function beginAlerts({ table, raw }: { table: string; raw: string }): string {
  return digested(`insert into ${table} (finding_id, title, loaded_at, noted_at, sent_at)
with cloudtrail_raw as (
    select loaded_at
    from ${raw}
),
findings_sent as (
    select finding_id
    from ${table}
),
begun as (
${selectOf("begin")}
)
select *
from begun`);
}

/** The condition of the alert: a row if there is something to tell. */
export function findingsAreDue(): string {
  return digested(selectOf("due"));
}

/**
 * The action of the alert: notes what is new, tells all that is not told, and marks it as told. Each is a statement of its
 * own, and one that fails ends the run, so that nothing is marked that was not sent.
 *
 * @param call The CALL that sends the message in FINDINGS_MESSAGE, without a semicolon.
 */
export function tellFindings(call: string): string {
  const { columns } = findingsSent;
  const note = `insert into ${findingsSent.name.toLowerCase()} (
${columns.map(({ name }) => `    ${name.toLowerCase()}`).join(",\n")}
)
select
${columns.map(({ source }) => `    ${source}`).join(",\n")}
from new_findings`;
  const mark = splitHeader(readText(fileOf("mark")), fileOf("mark")).rest.trim();
  const statements = [note, call, mark].map((statement) => `${statement};\n`).join("");
  return `begin\n/* digest ${digestOf(statements)} */\n${statements}end;`;
}

function selectOf(name: string): string {
  return splitSql(readText(fileOf(name)), fileOf(name)).select;
}

function digested(statement: string): string {
  return endWithComment(statement, `digest ${digestOf(statement)}`);
}
