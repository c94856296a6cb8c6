import { copyHistory, pipeStatus, refreshHistory, taskHistory } from "../semantics/activity";
import { identifier, literal } from "../semantics/quote";
import type { Relation } from "../semantics/schema";
import { storedType } from "./relations";
import type { Session } from "./session";

/** One try to load a file. */
export interface CopyRecord {
  /** The table's name as Snowflake keeps it. */
  table: string;
  /** The pipe that loaded it, by its names as Snowflake keeps them; none for a COPY. */
  pipe?: { database: string; schema: string; name: string };
  /** The URL of the stage that the file is below. Defaults to none that is told. */
  stage?: string;
  file: string;
  /** Bytes as stored. */
  size: number;
  at: Date;
  /** Rows that were loaded. */
  rows: number;
  /** Why it was not loaded; none for one that was. */
  error?: string;
}

/** One run of a task, or one refresh of a dynamic table. */
export interface RunRecord {
  database: string;
  schema: string;
  /** The name of what ran, as Snowflake keeps it. */
  name: string;
  at: Date;
  /** How it ended, in Snowflake's words: SUCCEEDED, FAILED, and so on. */
  state: string;
  /** Why it failed; none if it did not. */
  error?: string;
}

/** What a host tells of what it does by itself. */
export interface Activity {
  copies: readonly CopyRecord[];
  /** What SYSTEM$PIPE_STATUS gives, by the names of the pipes. */
  pipes: ReadonlyMap<string, Readonly<Record<string, string | number>>>;
  /** The runs of tasks. */
  runs: readonly RunRecord[];
  /** The refreshes of dynamic tables. */
  refreshes: readonly RunRecord[];
}

/** Puts what a host tells in the place of what it told before. */
export async function writeActivity(session: Session, activity: Activity): Promise<void> {
  const { copies, pipes, runs, refreshes } = activity;
  await replace(
    session,
    copyHistory,
    copies.map(({ table, pipe, stage, file, size, at, rows, error }) => [
      literal(file),
      time(at),
      String(rows),
      String(size),
      text(error),
      error === undefined ? "0" : "1",
      // Source: "COPY_HISTORY", as the function writes them.
      literal(error === undefined ? "Loaded" : "Load failed"),
      literal(table),
      ...[pipe?.database, pipe?.schema, pipe?.name].map(text),
      text(stage),
    ]),
  );
  await replace(
    session,
    taskHistory,
    runs.map(({ database, schema, name, at, state, error }) => [
      ...[name, database, schema, state].map(literal),
      text(error),
      time(at),
      time(at),
    ]),
  );
  await replace(
    session,
    refreshHistory,
    refreshes.map(({ database, schema, name, at, state, error }) => [
      ...[name, schema, database, state].map(literal),
      text(error),
      time(at),
      time(at),
    ]),
  );
  const statuses = [...pipes].map(([name, status]) => [
    literal(name),
    `${literal(JSON.stringify(status))}::JSON`,
  ]);
  await replace(session, pipeStatus, statuses);
}

function text(value: string | undefined): string {
  return value === undefined ? "NULL" : literal(value);
}

function time(at: Date): string {
  return `TIMESTAMP ${literal(at.toISOString().replace("T", " ").replace("Z", ""))}`;
}

async function replace(
  session: Session,
  { name, columns }: Relation,
  rows: readonly (readonly string[])[],
): Promise<void> {
  const definitions = columns.map((column) => `${identifier(column.name)} ${storedType(column)}`);
  await session.run(`create or replace temp table ${identifier(name)} (${definitions.join(", ")})`);
  if (rows.length === 0) return;
  const values = rows.map((row) => `(${row.join(", ")})`);
  await session.run(`insert into ${identifier(name)} values ${values.join(", ")}`);
}
