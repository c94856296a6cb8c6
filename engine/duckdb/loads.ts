import { copyHistory, pipeStatus } from "../semantics/loads";
import { identifier, literal } from "../semantics/quote";
import { storedType } from "./relations";
import type { Session } from "./session";

/** One try to load a file. */
export interface CopyRecord {
  /** The table's name as Snowflake keeps it. */
  table: string;
  /** The pipe that loaded it; none for a COPY. */
  pipe?: string;
  file: string;
  /** Bytes as stored. */
  size: number;
  at: Date;
  /** Rows that were loaded. */
  rows: number;
  /** Why it was not loaded; none for one that was. */
  error?: string;
}

/** What a host tells of its loading. */
export interface Loads {
  copies: readonly CopyRecord[];
  /** What SYSTEM$PIPE_STATUS gives, by the names of the pipes. */
  pipes: ReadonlyMap<string, Readonly<Record<string, string | number>>>;
}

/** Puts what a host tells in the place of what it told before. */
export async function writeLoads(session: Session, { copies, pipes }: Loads): Promise<void> {
  await replace(
    session,
    copyHistory,
    copies.map(({ table, pipe, file, size, at, rows, error }) => [
      literal(file),
      `TIMESTAMP ${literal(at.toISOString().replace("T", " ").replace("Z", ""))}`,
      String(rows),
      String(size),
      text(error),
      error === undefined ? "0" : "1",
      // Source: "COPY_HISTORY", as the function writes them.
      literal(error === undefined ? "Loaded" : "Load failed"),
      literal(table),
      text(pipe),
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

async function replace(
  session: Session,
  { name, columns }: typeof copyHistory,
  rows: readonly (readonly string[])[],
): Promise<void> {
  const definitions = columns.map((column) => `${identifier(column.name)} ${storedType(column)}`);
  await session.run(`create or replace temp table ${identifier(name)} (${definitions.join(", ")})`);
  if (rows.length === 0) return;
  const values = rows.map((row) => `(${row.join(", ")})`);
  await session.run(`insert into ${identifier(name)} values ${values.join(", ")}`);
}
