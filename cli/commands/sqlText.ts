import { UsageError } from "../output/usageError";
import { inputText, standardInput, type Input } from "./inputText";

/** The SQL that a command line means. */
export interface SqlText {
  text: string;
  /** The file that it stands in, for errors to name; none for what was written on the command line. */
  file?: string;
}

/**
 * Finds the SQL of `snowtrail query`: the file that `--file` names, else the first argument, else what is
 * piped in; `-` names standard input in both places. The arguments that remain are paths of logs.
 *
 * @throws UsageError when there is no SQL, or it cannot be read as text.
 */
export async function sqlOf(
  given: readonly string[],
  file: string | undefined,
  stdin: Input,
  signal: AbortSignal,
): Promise<{ sql: SqlText; paths: readonly string[] }> {
  if (file !== undefined) return { sql: await inputText("SQL", file, stdin, signal), paths: given };
  const [first, ...paths] = given;
  if (first !== undefined && first !== standardInput) return { sql: { text: first }, paths };
  if (first === undefined && stdin.isTTY === true) {
    throw new UsageError(
      "There is no SQL. Write it in quotes, name a file with --file, or pipe it in.",
    );
  }
  return { sql: await inputText("SQL", standardInput, stdin, signal), paths };
}

/** What an option looks like: its name and perhaps a value, and no line break, which no option has. */
const option = /^--[\p{L}\d][\p{L}\d-]*(=.*)?$/u;

/**
 * A command line's arguments, in which a statement that begins with a comment (`-- Console logins …`) is not
 * taken for an option: white space in front, which means nothing in SQL, says so to the parser. What does
 * look like an option stays one, known or not.
 */
export function withoutCommentsAsOptions(args: readonly string[]): string[] {
  return args.map((arg) => (/^--./su.test(arg) && !option.test(arg) ? ` ${arg}` : arg));
}
