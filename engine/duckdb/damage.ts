/**
 * What is wrong with a database file that DuckDB cannot make sense of, and what the user can do about it. DuckDB finds
 * damage where it reads: when it opens the file, or in the middle of a statement.
 *
 * @param error What DuckDB threw, or a QueryError made of it.
 * @returns Nothing for every other error.
 */
export function damage(error: unknown): string | undefined {
  if (!(error instanceof Error) || !signs.test(error.message)) return undefined;
  const file = /file "(.*?)"/.exec(error.message)?.[1];
  const which = file === undefined ? "The database" : `The database "${file}"`;
  const found = error.message.split("\n")[0]?.replace(/^(IO|Serialization|FATAL) Error: /, "");
  return `${which} is damaged or cut off: ${found}. Load the log files into a new file; the old one can be deleted.`;
}

const signs =
  /Corrupt database file|Could not read enough bytes from file|^Serialization Error|database has been invalidated|Failure while replaying WAL/;
