import { readFile } from "node:fs/promises";
import { addAbortSignal, type Readable } from "node:stream";
import { reasonOf } from "../sources/discover";
import { UsageError } from "../output/usageError";

/** Standard input, which is a terminal when nothing was piped into it. */
export type Input = Readable & { isTTY?: boolean };

/** How a command line names standard input instead of a file or a statement. */
export const standardInput = "-";

/** A text and where it stands, for errors to name. */
export interface InputText {
  text: string;
  file: string;
}

/**
 * Reads the text of a file, or of standard input for `-`.
 *
 * @param what What the text is, for errors to name.
 * @throws UsageError when it cannot be read as text.
 */
export async function inputText(
  what: string,
  file: string,
  stdin: Input,
  signal: AbortSignal,
): Promise<InputText> {
  const name = file === standardInput ? "standard input" : file;
  let bytes: Buffer;
  try {
    bytes =
      file === standardInput ? await readAll(addAbortSignal(signal, stdin)) : await readFile(file);
  } catch (error) {
    throw new UsageError(`The ${what} in "${name}" cannot be read: ${reasonOf(error)}.`);
  }
  try {
    return { text: new TextDecoder("utf-8", { fatal: true }).decode(bytes), file: name };
  } catch {
    throw new UsageError(`The ${what} in "${name}" is not UTF-8 text. Save it as UTF-8.`);
  }
}

async function readAll(stream: Readable): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(Buffer.from(chunk as Uint8Array));
  return Buffer.concat(chunks);
}
