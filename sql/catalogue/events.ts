import { type EventColumn, parseEventColumns } from "./columns";
import { firstDelivery } from "./delivery";
import { rawTable } from "./rawTable";
import { digestOf, endWithComment } from "./statement";

/**
 * For how many days, in load time, a second delivery of an event is looked for among the events that are held.
 *
 * A file can come again for as long: `ALTER PIPE … REFRESH` loads those of the last 7 days, and a pipe forgets what it
 * has loaded after 14. Two trails, and CloudTrail's own repetitions, are minutes apart.
 * Source: Snowflake, "Manage Snowpipe", "Load history".
 */
const deduplicationDays = 14;

/** The texts that keep the events in a table of their own, derived from the SELECT that flattens the raw table. */
export interface EventTexts {
  /** The columns of CLOUDTRAIL, in their order. */
  columns: EventColumn[];
  /** Twelve hexadecimal digits that change with everything that decides what the table holds. */
  digest: string;
  /**
   * The INSERT of the events that a stream on the raw table has and the table does not.
   *
   * @param names The full names, as SQL writes them.
   */
  insert(names: { table: string; stream: string }): string;
  /**
   * The SELECT of each event once, for a dynamic table.
   *
   * @param raw The full name of the raw table, as SQL writes it.
   */
  once(raw: string): string;
  /** The SELECT of CLOUDTRAIL over a table of events, whose name is resolved in the view's schema. */
  over(table: string): string;
}

/**
 * @param select The SELECT of CLOUDTRAIL over `cloudtrail_raw`. A WITH of that name takes the table's place.
 * @throws CatalogueError that names the line if the type of a column cannot be told.
 */
export function eventTexts(select: string): EventTexts {
  const columns = parseEventColumns(select, "The SELECT of CLOUDTRAIL");
  const insert: EventTexts["insert"] = ({ table, stream }) =>
    digested(`insert into ${table} (
${listOf(columns)}
)
${eventsOf(stream, select)},
-- Not anew what is held: an event by its id and record and, where it has no id, the delivery that it came with.
held_delivery as (
    select distinct file_name, loaded_at
    from ${table}
    where eventID is null
)
select arrived.*
from arrived
    left join ${table} as held
        on held.eventID = arrived.eventID
        and held.eventTime is not distinct from arrived.eventTime
        and held.record::string = arrived.record::string
        and held.loaded_at >= dateadd(day, -${deduplicationDays}, arrived.loaded_at)
        and held.loaded_at <= dateadd(day, ${deduplicationDays}, arrived.loaded_at)
    left join held_delivery
        on arrived.eventID is null
        and held_delivery.file_name = arrived.file_name
        and held_delivery.loaded_at = arrived.loaded_at
where held.eventID is null
    and held_delivery.file_name is null`);
  const declared = columns.map(({ name, declaredType }) => `${name} ${declaredType}`);
  return {
    columns,
    digest: digestOf([insert({ table: "", stream: "" }), ...declared].join("\n")),
    insert,
    once: (raw) => digested(`${eventsOf(raw, select)}\nselect *\nfrom arrived`),
    over: (table) => digested(`select\n${listOf(columns)}\nfrom ${table.toLowerCase()}`),
  };
}

/** The tables of WITH that end in `arrived`: each event of a relation with the raw table's columns, once. */
function eventsOf(relation: string, select: string): string {
  return `with cloudtrail_raw as (
    select ${rawTable.columns.map(({ name }) => name.toLowerCase()).join(", ")}
    from ${relation}
),
flattened as (
${select}
),
arrived as (
    select *
    from flattened
${indented(firstDelivery())}
)`;
}

function listOf(columns: readonly EventColumn[]): string {
  return columns.map(({ label }) => `    ${label}`).join(",\n");
}

function indented(text: string): string {
  return text.replace(/^(?=.)/gm, "    ");
}

function digested(statement: string): string {
  return endWithComment(statement, `digest ${digestOf(statement)}`);
}
