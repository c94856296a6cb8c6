import path from "node:path";
import { readText, sqlFolder } from "./file";
import { literal } from "./literal";
import { digestOf, endWithComment, splitSql } from "./statement";

/** A view that tells how loading does. */
export interface HealthView {
  /** Name of the view, in upper snake case. */
  viewName: string;
  /** What it tells, in one line. */
  title: string;
  /** The SELECT, for a session in the schema of the raw table. */
  statement: string;
}

const views = [
  ["load_errors", "Files that could not be loaded and why"],
  ["pipeline", "What is known of the way from the bucket to CLOUDTRAIL"],
  ["pipeline_health", "The state of the pipeline and what to do"],
] as const;

/** Reads the views of health, each after those that it reads. */
export function readHealth(cloudtrailDigest: string): HealthView[] {
  return views.map(([name, title]) => {
    const file = path.join(sqlFolder, "health", `${name}.sql`);
    const text = readText(file);
    const comment = `digest ${digestOf(text)} cloudtrail ${cloudtrailDigest}`;
    const statement = endWithComment(splitSql(text, file).select, comment);
    return { viewName: name.toUpperCase(), title, statement };
  });
}

/** Where a view of health is deployed, and what it watches. */
export interface HealthPlace {
  /** Names as Snowflake keeps them, in upper snake case. */
  database: string;
  schema: string;
  /** Full name of the raw table, as SQL writes it. */
  rawTable: string;
  /** Full names of the pipes that load into the raw table, as SQL writes them: one or more. */
  pipes: readonly string[];
  /** What keeps the events in a table of their own. None where CLOUDTRAIL reads the raw table. */
  runBy?: "task" | "dynamic table" | undefined;
  /** By how many minutes CLOUDTRAIL may lag behind the raw table by its settings. */
  lagMinutes: number;
}

/** The SELECT of the one pipe, and what stands between that and the next one's. */
const ofPipe = /select 'CLOUDTRAIL_PIPE'.*/;
const unionAll = "\n    union all\n    ";

/** For how many minutes an event may be in the raw table and not in CLOUDTRAIL, beside the lag of its settings. */
const patience = 120;

/**
 * The SELECT of a view of health as it is deployed. Relations resolve in the schema of the view, but a name in quotes
 * that a function takes, the information schema and the present schema do so in the session of whoever asks: those are
 * written in full.
 */
export function healthInPlace(
  statement: string,
  { database, schema, rawTable, pipes, runBy, lagMinutes }: HealthPlace,
): string {
  return statement
    .replaceAll("information_schema.", () => `"${database}".information_schema.`)
    .replaceAll("'CLOUDTRAIL_RAW'", () => literal(rawTable))
    .replace(ofPipe, (select) =>
      pipes
        .map((pipe) => select.replaceAll("'CLOUDTRAIL_PIPE'", () => literal(pipe)))
        .join(unionAll),
    )
    .replaceAll("current_database()", () => literal(database))
    .replaceAll("current_schema()", () => literal(schema))
    .replaceAll("in ('task', 'dynamic table')", () => `in (${literal(runBy ?? "")})`)
    .replaceAll(`'minute', -${patience},`, () => `'minute', -${patience + lagMinutes},`);
}
