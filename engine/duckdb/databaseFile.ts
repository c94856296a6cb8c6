import { closeSync, existsSync, openSync, readSync, statSync } from "node:fs";
import path from "node:path";

/** A database file that cannot be used, and what to do about it. */
export class DatabaseError extends Error {
  override readonly name = "DatabaseError";
}

/**
 * Refuses a path that is no database, before DuckDB touches it: DuckDB would take some other files for
 * data to attach.
 */
export function refuseForeignFile(file: string, mustExist: boolean): void {
  if (!existsSync(file)) {
    if (mustExist) {
      throw new DatabaseError(
        `There is no database "${file}". Make one with: snowtrail detect --db ${file} <paths…>`,
      );
    }
    const folder = path.dirname(path.resolve(file));
    if (!existsSync(folder)) {
      throw new DatabaseError(
        `The database "${file}" cannot be made: the folder "${folder}" does not exist.`,
      );
    }
    return;
  }
  const { size } = inspect(file);
  if (size === 0 && !mustExist) return;
  if (!hasMagic(file)) {
    throw new DatabaseError(
      `"${file}" is not a DuckDB database. Nothing was changed in it. Give --db the file that Snowtrail made, or a new name.`,
    );
  }
}

function inspect(file: string): { size: number } {
  const stat = statSync(file);
  if (stat.isDirectory()) {
    throw new DatabaseError(`"${file}" is a folder. Give --db the name of a file.`);
  }
  return stat;
}

/** Every DuckDB file has `DUCK` after the checksum of its first block. */
function hasMagic(file: string): boolean {
  let descriptor;
  try {
    descriptor = openSync(file, "r");
  } catch (error) {
    throw new DatabaseError(`"${file}" cannot be opened: ${messageOf(error)}.`);
  }
  try {
    const start = Buffer.alloc(12);
    readSync(descriptor, start, 0, 12, 0);
    return start.toString("latin1", 8) === "DUCK";
  } finally {
    closeSync(descriptor);
  }
}

/** What DuckDB says when it cannot open a file, in the user's terms. */
export function openingError(file: string, error: unknown): unknown {
  const message = messageOf(error);
  const holder = /Conflicting lock is held in (.*?) \(PID (\d+)\)/.exec(message);
  if (holder !== null || message.includes("Could not set lock")) {
    const who = holder === null ? "another process" : `process ${holder[2]} (${holder[1]})`;
    return new DatabaseError(
      `The database "${file}" is in use by ${who}. One process at a time may write to it: wait until that one ends, or use another file.`,
    );
  }
  if (/newer version|older version|version number|storage version/i.test(message)) {
    return new DatabaseError(
      `The database "${file}" was written by another version of DuckDB: ${message}. Load the log files into a new file.`,
    );
  }
  if (/permission denied|read-only file system/i.test(message)) {
    return new DatabaseError(`The database "${file}" cannot be opened: permission denied.`);
  }
  return error;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
