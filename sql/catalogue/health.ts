import path from "node:path";
import { readText, sqlFolder } from "./file";
import { partsOf } from "./fullName";
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

/** A pipe that is watched. */
export interface WatchedPipe {
  /** Its full name as SQL writes it, each part in quotes. */
  name: string;
  /** What the files hold that it takes. Of insights there may be none for weeks. */
  loads: "events" | "insights";
}

/** Where a view of health is deployed, and what it watches. */
export interface HealthPlace {
  /** Names as Snowflake keeps them, in upper snake case. */
  database: string;
  schema: string;
  /** Full names of the raw tables, as SQL writes them: one or more. */
  rawTables: readonly string[];
  /** The pipes that load into them: one or more. */
  pipes: readonly WatchedPipe[];
  /** What keeps the events in a table of their own. None where CLOUDTRAIL reads the raw table. */
  runBy?: "task" | "dynamic table" | undefined;
  /** By how many minutes CLOUDTRAIL may lag behind the raw table by its settings. */
  lagMinutes: number;
}

/** The SELECTs in a WITH that ask about one raw table and about one pipe. */
const ofTable = selectNamed("tries");
const ofPipe = selectNamed("pipes");

/** For how many minutes an event may be in the raw table and not in CLOUDTRAIL, beside the lag of its settings. */
const patience = 120;

/**
 * The SELECT of a view of health as it is deployed. Relations resolve in the schema of the view, but a name in quotes
 * that a function takes, the information schema and the present schema do so in the session of whoever asks: those are
 * written in full.
 */
export function healthInPlace(
  statement: string,
  { database, schema, rawTables, pipes, runBy, lagMinutes }: HealthPlace,
): string {
  return statement
    .replace(ofTable, (select) => unionOf(rawTables.map((table) => tableInPlace(select, table))))
    .replace(ofPipe, (select) => unionOf(pipes.map((pipe) => pipeInPlace(select, pipe))))
    .replaceAll("information_schema.", () => `"${database}".information_schema.`)
    .replaceAll("current_database()", () => literal(database))
    .replaceAll("current_schema()", () => literal(schema))
    .replaceAll("in ('task', 'dynamic table')", () => `in (${literal(runBy ?? "")})`)
    .replaceAll(`'minute', -${patience},`, () => `'minute', -${patience + lagMinutes},`);
}

function tableInPlace(select: string, table: string): string {
  return select.replace("'CLOUDTRAIL_RAW'", () => literal(table));
}

function pipeInPlace(select: string, { name, loads }: WatchedPipe): string {
  const [database = "", schema = "", last = ""] = partsOf(name);
  return select
    .replace("'CLOUDTRAIL_PIPE' as pipe", () => `${literal(name)} as pipe`)
    .replace("current_database()", () => literal(database))
    .replace("current_schema()", () => literal(schema))
    .replace("'CLOUDTRAIL_PIPE' as name", () => `${literal(last)} as name`)
    .replace("'events'", () => literal(loads))
    .replace("status('CLOUDTRAIL_PIPE')", () => `status(${literal(name)})`);
}

/** The SELECT that has a name in a WITH. */
function selectNamed(name: string): RegExp {
  return new RegExp(`(?<=\\b${name} as \\(\n)[^]*?(?=\n\\))`);
}

function unionOf(selects: readonly string[]): string {
  return selects.join("\n    union all\n");
}
