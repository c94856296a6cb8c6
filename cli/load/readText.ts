import { DocumentReader } from "./json/documents";
import type { Found } from "./json/told";
import { JsonError } from "./json/scanner";
import { chunksOf, type Bytes } from "./unpack/bytes";

/** Bytes that are read at once: enough that the borders between windows cost nothing. */
const windowBytes = 4 * 2 ** 20;

/** The most that one record may have. */
const largestRecord = 64 * 2 ** 20;

/** Why a text holds no events that can be had. */
export class TextError extends Error {
  override readonly name = "TextError";
}

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
    let window: Buffer = Buffer.alloc(0);
    for await (const { chunk, isLast } of windowsOf(text)) {
      window = Buffer.concat([window, chunk]);
      window = window.subarray(reader.read(window, isLast));
      await taken(chunk.length);
      if (window.length > largestRecord) throw new TextError("a value in it has more than 64 MB");
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
