import { isUtf8 } from "node:buffer";
import { readFile } from "node:fs/promises";
import { gunzipSync } from "node:zlib";
import { gzipReason, jsonReason } from "../../engine";
import type { ExaminedFile } from "./examine";
import { reasonOf } from "./discover";

/** What a file turned out to be. */
export type Diagnosis =
  | { kind: "events"; rawSize: number }
  /** Sound, and no log file: nothing is lost by passing it over. */
  | { kind: "other"; reason: string }
  /** It may have held events, and they cannot be had. */
  | { kind: "damaged"; reason: string }
  /** Too large to be looked at whole. */
  | { kind: "large" };

/**
 * Reads one file strictly, to tell why it cannot be loaded, or that it holds no events. This is slower
 * than loading, so it is done for files that failed and for files that brought nothing.
 */
export async function diagnose(file: ExaminedFile): Promise<Diagnosis> {
  let bytes: Buffer;
  try {
    bytes = await readFile(file.path);
  } catch (error) {
    return damaged(reasonOf(error));
  }
  if (bytes.length === 0) return damaged("the file is empty");
  if (file.isGzip) {
    try {
      bytes = gunzipSync(bytes, { maxOutputLength: largest });
    } catch (error) {
      return isTooLarge(error) ? { kind: "large" } : damaged(gzipReason(error));
    }
    if (bytes.length === 0) return damaged("the gzip file holds nothing");
  }
  if (bytes.length > largest) return { kind: "large" };
  if (!isUtf8(bytes)) return damaged("the text is not UTF-8");
  // The decoder drops a byte order mark, which JSON.parse would refuse.
  const text = new TextDecoder().decode(bytes);
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch (error) {
    return damaged(jsonReason(error, text));
  }
  return classify(content, bytes.length);
}

function classify(content: unknown, rawSize: number): Diagnosis {
  if (Array.isArray(content)) {
    return other('not CloudTrail: the top level is an array, not an object with "Records"');
  }
  if (typeof content !== "object" || content === null) {
    return other('not CloudTrail: the top level is not an object with "Records"');
  }
  if (!("Records" in content)) {
    if ("digestStartTime" in content || "logFiles" in content) {
      return other("a CloudTrail digest, which holds no events");
    }
    return other('not CloudTrail: there is no "Records"');
  }
  if (!Array.isArray(content.Records)) return other('not CloudTrail: "Records" is not an array');
  return { kind: "events", rawSize };
}

/** Bytes of text that V8 holds in one string with room to spare. */
const largest = 256 * 2 ** 20;

function other(reason: string): Diagnosis {
  return { kind: "other", reason };
}

function damaged(reason: string): Diagnosis {
  return { kind: "damaged", reason };
}

function isTooLarge(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ERR_BUFFER_TOO_LARGE";
}
