import { DocumentReader } from "./json/documents";
import type { Found } from "./json/told";
import { JsonError, largestValue, tooLarge } from "./json/jsonError";
import { TextError } from "./textError";
import { chunksOf, type Bytes } from "./unpack/bytes";

/** Bytes that are read at once: enough that the borders between windows cost nothing. */
const windowBytes = 4 * 2 ** 20;

/**
 * Reads the records of a text in UTF-8.
 *
 * @param taken Called after each window with the number of its bytes. What was found until then can be taken away.
 * @returns Whether the text is a log by its shape.
 * @throws TextError when it is broken.
 */
export async function readText(
  text: Bytes,
  found: Found,
  taken: (bytes: number) => Promise<void> | void,
): Promise<boolean> {
  const reader = new DocumentReader(found);
  try {
    if (text.rest === undefined && text.head.length <= windowBytes) {
      reader.read(text.head, true);
      await taken(text.head.length);
      return reader.isLog;
    }
    let left: Buffer = Buffer.alloc(0);
    let waiting: Buffer[] = [];
    let bytes = 0;
    for await (const { chunk, isLast } of windowsOf(text)) {
      waiting.push(chunk);
      bytes += chunk.length;
      // What did not suffice is doubled at least, or a long value would be read many times over.
      if (bytes < left.length && !isLast) continue;
      const window = Buffer.concat([left, ...waiting]);
      left = window.subarray(reader.read(window, isLast));
      await taken(bytes);
      if (left.length > largestValue) throw new TextError(tooLarge);
      waiting = [];
      bytes = 0;
    }
    return reader.isLog;
  } catch (error) {
    throw error instanceof JsonError ? new TextError(error.message) : error;
  }
}

/** A text in parts of about a window each, and which of them is the last. */
async function* windowsOf(text: Bytes): AsyncGenerator<{ chunk: Buffer; isLast: boolean }> {
  let chunk: Buffer = Buffer.alloc(0);
  for await (const more of chunksOf(text)) {
    for (let at = 0; at < more.length; at += windowBytes) {
      if (chunk.length >= windowBytes) {
        yield { chunk, isLast: false };
        chunk = Buffer.alloc(0);
      }
      const part = more.subarray(at, at + windowBytes);
      chunk = chunk.length === 0 ? part : Buffer.concat([chunk, part]);
    }
  }
  yield { chunk, isLast: true };
}
