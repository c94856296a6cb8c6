import path from "node:path";
import { readText, sqlFolder } from "./file";
import { literal } from "./literal";
import { digestOf, endWithComment, splitSql } from "./statement";
import { parseTable, type Table } from "./table";

/** What an alert consists of beside itself, by names as Snowflake keeps them. */
export interface AlertParts {
  /** Name of the alert. */
  alert: string;
  /** The table of what was told. Its columns are filled with expressions over the view of what is new. */
  table: Table;
  /** Name of the view of what is not noted yet. */
  news: string;
  /** Name of the view of the message about what is noted and not told. */
  message: string;
}

/** The SELECTs of the views that an alert reads. */
export interface AlertViews {
  news: string;
  message: string;
}

/** What the alert of findings tells, and how it names it. */
export interface FindingSettings {
  /** The least grave severity that is told. */
  minimumSeverity: string;
  /** Ids of the detections whose findings are told; none for all. */
  detections: readonly string[];
  /** What FINDINGS is called in the query that a message ends with. */
  findingsName: string;
}

const fileOf = (name: string): string => path.join(sqlFolder, "alerts", `${name}.sql`);

function partsOf(subject: "FINDINGS" | "HEALTH"): AlertParts {
  const table = fileOf(`${subject.toLowerCase()}_sent`);
  return {
    alert: `${subject}_ALERT`,
    table: parseTable(readText(table), table),
    news: `NEW_${subject}`,
    message: `${subject}_MESSAGE`,
  };
}

/** What tells new findings. */
export const findingAlert: AlertParts = partsOf("FINDINGS");

/** What tells another state of the pipeline's health. */
export const healthAlert: AlertParts = partsOf("HEALTH");

/** The views of the alert of findings. */
export function findingViews(settings: FindingSettings): AlertViews {
  return {
    news: viewOver(findingAlert.news, [
      `${literal(settings.minimumSeverity)} as minimum_severity`,
      `array_construct(${settings.detections.map(literal).join(", ")}) as detections`,
    ]),
    message: viewOver(findingAlert.message, [`${literal(settings.findingsName)} as findings_name`]),
  };
}

/**
 * The views of the alert of health.
 *
 * @param healthName What PIPELINE_HEALTH is called in the query that a message ends with.
 */
export function healthViews(healthName: string): AlertViews {
  return {
    news: digested(selectOf(healthAlert.news)),
    message: viewOver(healthAlert.message, [`${literal(healthName)} as health_name`]),
  };
}

/** The SELECT of a view over a WITH named `alert_settings` that holds the settings in one row. */
function viewOver(view: string, settings: readonly string[]): string {
  return digested(`with alert_settings as (
    select
${settings.map((setting) => `        ${setting}`).join(",\n")}
),
result as (
${selectOf(view)}
)
select *
from result`);
}

/**
 * The INSERT of the first row of FINDINGS_SENT, which does nothing where there is one.
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
${selectOf("BEGIN")}
)
select *
from begun`);
}

/** The condition of an alert: a row if there is something new, or something that is noted and could not be told. */
export function isDue({ table, news }: AlertParts): string {
  return digested(`select 1
from ${news.toLowerCase()}
union all
select 1
from ${table.name.toLowerCase()}
where sent_at is null`);
}

/**
 * The action of an alert: notes what is new, tells all that is not told, and marks it as told. Each is a statement of its
 * own, and one that fails ends the run, so that nothing is marked that was not sent.
 *
 * @param call The CALL that sends the message, without a semicolon.
 */
export function tell({ table, news }: AlertParts, call: string): string {
  const name = table.name.toLowerCase();
  const note = `insert into ${name} (
${table.columns.map(({ name }) => `    ${name.toLowerCase()}`).join(",\n")}
)
select
${table.columns.map(({ source }) => `    ${source}`).join(",\n")}
from ${news.toLowerCase()}`;
  const mark = `update ${name}
set sent_at = sysdate()
where sent_at is null`;
  const statements = [note, call, mark].map((statement) => `${statement};\n`).join("");
  return `begin\n/* digest ${digestOf(statements)} */\n${statements}end;`;
}

/** The SELECT in the file of a view, which has its name in lower case. */
function selectOf(view: string): string {
  const file = fileOf(view.toLowerCase());
  return splitSql(readText(file), file).select;
}

function digested(statement: string): string {
  return endWithComment(statement, `digest ${digestOf(statement)}`);
}
