import { expect } from "chai";
import {
  Engine,
  type Activity,
  type Column,
  type CopyRecord,
  type RunRecord,
} from "../../../engine";
import { healthInPlace, readCatalogue, type WatchedPipe } from "../../../sql/catalogue";
import { logFile } from "../loaded";

/** What Snowflake knows at one moment; each time is hours ago. */
export interface Known extends OfPipe {
  /** Files that a COPY by hand has tried to load. */
  byHand?: readonly Copy[];
  /** Pipes beside CLOUDTRAIL_PIPE, by their names. With one or more, the views are asked as they are deployed. */
  others?: Readonly<Record<string, OfPipe>>;
  /** When the raw table's events were loaded. */
  raw?: readonly number[];
  /** When those were loaded that CLOUDTRAIL shows. */
  shown?: readonly number[];
  /** How runs of the task ended. */
  runs?: readonly Run[];
  /** How refreshes of the dynamic table ended. */
  refreshes?: readonly Run[];
}

/** What is known of a pipe. */
interface OfPipe {
  /** Files that it has tried, with the error if there was one. */
  copies?: readonly Copy[];
  /** What SYSTEM$PIPE_STATUS gives. Defaults to a pipe that runs and has just heard and loaded. */
  pipe?: { state?: string; error?: string; heard?: number | null; ingested?: number | null };
  /** Defaults to events, which go into CLOUDTRAIL_RAW; insights go into a table of their own. */
  loads?: WatchedPipe["loads"];
  /** Its schema. Defaults to that of the views. */
  schema?: string;
}

type Copy = readonly [file: string, hours: number, error?: string];
export type Run = readonly [state: string, hours: number, error?: string, schema?: string];

const [database, schema] = ["SEC", "LOGS"];
const rawTables = { events: "CLOUDTRAIL_RAW", insights: "CLOUDTRAIL_INSIGHTS_RAW" };

/** The full name of a pipe. */
export function fullName(name: string, inSchema = schema): string {
  return [database, inSchema, name].map((part) => `"${part.replaceAll('"', '""')}"`).join(".");
}

export async function rowsOf(known: Known, select: string): Promise<unknown[][]> {
  const engine = await engineOf(known);
  try {
    return (await engine.query(select)).rows;
  } finally {
    await engine.close();
  }
}

export async function rowOf(known: Known, select: string): Promise<unknown[]> {
  const rows = await rowsOf(known, select);
  expect(rows).to.have.length(1);
  return rows[0] ?? [];
}

async function engineOf(known: Known): Promise<Engine> {
  const { raw = [], shown = [] } = known;
  const engine = await Engine.open({ namespace: [database, schema] });
  await engine.createTable(
    rawTables.events,
    columns(["record", "VARIANT"], ["loaded_at", "TIMESTAMP_NTZ"]),
  );
  await engine.createTable(
    "CLOUDTRAIL",
    columns(["eventTime", "TIMESTAMP_NTZ"], ["loaded_at", "TIMESTAMP_NTZ"]),
  );
  const fill = async (into: string, first: string, hours: number): Promise<void> => {
    const copy = `copy into ${into} from (select ${first}, ${timestamp(hours)} from @logs) file_format = (type = json)`;
    const { files } = await engine.copyInto(copy, [logFile([{}])]);
    expect(files[0]?.status).to.equal("loaded");
  };
  for (const hours of raw) await fill(rawTables.events, "$1", hours);
  for (const hours of shown) await fill("cloudtrail", timestamp(hours + 0.25), hours);
  await engine.tellActivity(activityOf(known));
  for (const { viewName, statement } of readCatalogue().health) {
    await engine.createView(viewName, known.others ? inPlace(statement, known) : statement);
  }
  return engine;
}

/** The statement of a view as it is deployed for all pipes. */
function inPlace(statement: string, known: Known): string {
  const { runs, refreshes } = known;
  return healthInPlace(statement, {
    database,
    schema,
    rawTables: Object.values(rawTables).map((name) => fullName(name)),
    pipes: pipesOf(known).map(([name, { loads = "events", schema }]) => ({
      name: fullName(name, schema),
      loads,
    })),
    runBy: runs ? "task" : refreshes && "dynamic table",
    lagMinutes: 0,
  });
}

function pipesOf(known: Known): [name: string, OfPipe][] {
  return [["CLOUDTRAIL_PIPE", known], ...Object.entries(known.others ?? {})];
}

function activityOf(known: Known): Activity {
  const { byHand = [], runs = [], refreshes = [] } = known;
  return {
    copies: [
      ...byHand.map(recordOf(rawTables.events)),
      ...pipesOf(known).flatMap(([name, { copies = [], loads = "events", schema: inSchema }]) =>
        copies.map((copy) => ({
          ...recordOf(rawTables[loads])(copy),
          pipe: { database, schema: inSchema ?? schema, name },
        })),
      ),
    ],
    pipes: new Map(pipesOf(known).map(([name, { pipe = {} }]) => [name, statusOf(pipe)])),
    runs: runs.map(runOf("LOAD_CLOUDTRAIL_EVENTS")),
    refreshes: refreshes.map(runOf("CLOUDTRAIL_EVENTS_DYNAMIC")),
  };
}

function statusOf({
  state = "RUNNING",
  error,
  heard = 0,
  ingested = 0,
}: NonNullable<OfPipe["pipe"]>): Record<string, string | number> {
  const at = (hours: number): string => hoursAgo(hours).toISOString();
  return {
    executionState: state,
    pendingFileCount: 3,
    ...(error !== undefined && { error }),
    ...(heard !== null && { lastReceivedMessageTimestamp: at(heard) }),
    ...(ingested !== null && { lastIngestedTimestamp: at(ingested) }),
  };
}

function recordOf(table: string): (copy: Copy) => CopyRecord {
  return ([file, hours, error]) => {
    const of = { table, file, size: 100, at: hoursAgo(hours) };
    return error === undefined ? { ...of, rows: 1 } : { ...of, rows: 0, error };
  };
}

function runOf(name: string): (run: Run) => RunRecord {
  return ([state, hours, error, inSchema = schema]) => {
    const of = { database, schema: inSchema, name, state, at: hoursAgo(hours) };
    return error === undefined ? of : { ...of, error };
  };
}

function columns(...of: (readonly [string, Column["type"]])[]): Column[] {
  return of.map(([label, type]) => ({ name: label.toUpperCase(), label, type }));
}

function timestamp(hours: number): string {
  return `'${hoursAgo(hours).toISOString().replace("Z", "")}'::timestamp_ntz`;
}

function hoursAgo(hours: number): Date {
  return new Date(Date.now() - hours * 3_600_000);
}
