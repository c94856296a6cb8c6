import { identifier, type Relations, type Session } from "../../engine";
import { insightsRawTable, rawTable } from "../../sql/catalogue";
import { rawColumns } from "./flattening";
import { insightsTable } from "./insightsTable";
import { logSource } from "./logSource";

const insights = identifier(insightsTable.table);

/** Files that were loaded, and under which number FLATTEN tells each. */
const loaded = `select *, row_number() over () as SEQ from "LOAD_HISTORY" where STATUS = 'loaded'`;

/** Those that do not hold Insights events alone. */
const withEvents = `select * from (${loaded}) anti join (
    select FILE_NAME, count(*) as ROW_COUNT from ${insights} group by FILE_NAME
  ) as held using (FILE_NAME, ROW_COUNT)`;

/** The raw tables, with what their elements are joined from: CLOUDTRAIL_RAW has files without any, too. */
const rawRelations: readonly [name: string, elements: string][] = [
  [rawTable.name, `"CLOUDTRAIL" as event right join (${withEvents})`],
  [insightsRawTable.name, `${insights} as event join (${loaded})`],
];

/**
 * Creates CLOUDTRAIL_RAW and CLOUDTRAIL_INSIGHTS_RAW, which have a row for each log file, and makes them known. A file with
 * records of both kinds is in both, in each with the records of its kind.
 */
export async function createRawRelations(session: Session, relations: Relations): Promise<void> {
  for (const [name, from] of rawRelations) {
    const elements = `${name} elements`;
    await session.run(elementsView(elements, from));
    await session.run(rawView(name, elements));
    relations.add("view", name, rawColumns, {
      column: "RECORD",
      path: ["Records"],
      relation: elements,
    });
  }
}

// The elements of all files' `Records`, one row each.
function elementsView(name: string, from: string): string {
  return `create or replace temp view ${identifier(name)} as
    select
      file.SEQ,
      event.RECORD_INDEX - 1 as INDEX,
      event.RECORD as VALUE,
      file.FILE_NAME,
      file.FILE_LAST_MODIFIED,
      file.LOADED_AT,
      ${logSource("file.FILE_NAME")} as LOG_SOURCE
    from ${from} as file on file.FILE_NAME = event.FILE_NAME`;
}

// The files are not kept, their events are: what stood beside `Records` in a file is gone.
function rawView(name: string, elements: string): string {
  return `create or replace temp view ${identifier(name)} as
    select
      ('{"Records":[' || coalesce(string_agg(VALUE::varchar, ',' order by INDEX), '') || ']}')::JSON
        as RECORD,
      FILE_NAME,
      any_value(FILE_LAST_MODIFIED) as FILE_LAST_MODIFIED,
      any_value(LOADED_AT) as LOADED_AT,
      any_value(LOG_SOURCE) as LOG_SOURCE
    from ${identifier(elements)}
    group by FILE_NAME`;
}
