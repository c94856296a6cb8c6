import { tmpdir } from "node:os";

/**
 * What the machine ran short of, when that is why something failed, and what the user can do about it:
 * memory, room on a disk, a folder for temporary files, open files.
 *
 * @param error What DuckDB or Node.js threw.
 * @returns Nothing for every other error.
 */
export function shortage(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  const { message } = error;
  const code = "code" in error ? error.code : undefined;
  if (code === "ENOSPC" || code === "EDQUOT" || message.includes("No space left on device")) {
    const file = /file "(.*?)"/.exec(message)?.[1];
    const where = file === undefined ? `in "${tmpdir()}" or beside the database` : `at "${file}"`;
    return `The disk is full ${where}. Free space there, or use another disk: --db names the database's file, and the environment variable TMPDIR the folder for temporary files.`;
  }
  if (message.includes("max_temp_directory_size")) {
    return `The disk is full in "${tmpdir()}", where a statement keeps what is too much for the memory. Free space there, or name a folder on a disk with room in the environment variable TMPDIR.`;
  }
  if (code === "ENOMEM" || message.startsWith("Out of Memory Error")) {
    const limit = /\/([\d.]+ \w+) used\)/.exec(message)?.[1];
    const most = limit === undefined ? "" : ` than the ${limit} that it may use`;
    return `The statement needs more memory${most}, which follows from this machine's processors and memory. Query a smaller part: a shorter time, fewer columns, or no aggregate that keeps each value of a group.`;
  }
  if (code === "EMFILE" || code === "ENFILE") {
    return "Too many files are open. Raise the limit of this shell (ulimit -n), or end what else holds files open.";
  }
  if ("syscall" in error && error.syscall === "mkdtemp") {
    return `No temporary folder can be made in "${tmpdir()}" (${String(code)}). Name one that exists and may be written to in the environment variable TMPDIR.`;
  }
  return undefined;
}
