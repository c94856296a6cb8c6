import { readFile } from "node:fs/promises";
import { addAbortSignal, type Readable } from "node:stream";
import { reasonOf } from "../load/discover";
import { UsageError } from "./usageError";

/** The SQL that a command line means. */
export interface SqlText {
  text: string;
  /** The file that it stands in, for errors to name; none for what was written on the command line. */
  file?: string;
}

/** Standard input, which is a terminal when nothing was piped into it. */
export type Input = Readable & { isTTY?: boolean };

/** How a command line names standard input instead of a file or a statement. */
const standardInput = "-";

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
  if (file !== undefined) return { sql: await readSql(file, stdin, signal), paths: given };
  const [first, ...paths] = given;
  if (first !== undefined && first !== standardInput) return { sql: { text: first }, paths };
  if (first === undefined && stdin.isTTY === true) {
    throw new UsageError(
      "There is no SQL. Write it in quotes, name a file with --file, or pipe it in.",
    );
  }
  return { sql: await readSql(standardInput, stdin, signal), paths };
}

async function readSql(file: string, stdin: Input, signal: AbortSignal): Promise<SqlText> {
  const name = file === standardInput ? "standard input" : file;
  let bytes: Buffer;
  try {
    bytes =
      file === standardInput ? await readAll(addAbortSignal(signal, stdin)) : await readFile(file);
  } catch (error) {
    throw new UsageError(`The SQL in "${name}" cannot be read: ${reasonOf(error)}.`);
  }
  try {
    return { text: new TextDecoder("utf-8", { fatal: true }).decode(bytes), file: name };
  } catch {
    throw new UsageError(`The SQL in "${name}" is not UTF-8 text. Save it as UTF-8.`);
  }
}

async function readAll(stream: Readable): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(Buffer.from(chunk as Uint8Array));
  return Buffer.concat(chunks);
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
