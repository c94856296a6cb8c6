import { createHash } from "node:crypto";
import { isUtf8 } from "node:buffer";
import { gunzipSync } from "node:zlib";
import { DuckDBTimestampValue } from "@duckdb/node-api";
import { gzipReason, jsonReason } from "./unreadable";
import type { Session } from "./session";

/** A file in a stage. */
export interface StagedFile {
  /** The path that METADATA$FILENAME shows: from the bucket's root, without its name. */
  name: string;
  lastModified: Date;
  /** The bytes as stored: gzip, or plain JSON. */
  body: Uint8Array;
}

/** What became of one file. */
export type CopiedFile =
  | { name: string; status: "loaded"; rows: number }
  | { name: string; status: "skipped"; reason: string };

export interface CopyResult {
  files: CopiedFile[];
}

/** Loads one file at a time given, through `insert`, whose SELECT reads the relation `staged_files`. */
export async function readCopies(
  session: Session,
  file: StagedFile,
  insert: string,
  at: Date,
): Promise<CopiedFile> {
  const { name } = file;
  try {
    const documents = documentsOf(file.body);
    const rows = await session.transaction(async () => {
      await stage(session, file, documents, at);
      const [count] = await session.rows(insert);
      await session.run("drop table staged_files");
      return Number(count?.[0] ?? 0);
    });
    return { name, status: "loaded", rows };
  } catch (error) {
    const message = messageOf(error);
    return { name, status: "skipped", reason: message.split("\n")[0] ?? message };
  }
}

async function stage(
  session: Session,
  file: StagedFile,
  documents: string[],
  at: Date,
): Promise<void> {
  await session.run(`create temp table staged_files (
    "$1" JSON,
    "METADATA$FILENAME" VARCHAR,
    "METADATA$FILE_LAST_MODIFIED" TIMESTAMP,
    "METADATA$START_SCAN_TIME" TIMESTAMP,
    "METADATA$FILE_ROW_NUMBER" BIGINT,
    "METADATA$FILE_CONTENT_KEY" VARCHAR
  )`);
  const modified = new DuckDBTimestampValue(BigInt(file.lastModified.getTime()) * 1000n);
  const scanned = new DuckDBTimestampValue(BigInt(at.getTime()) * 1000n);
  const key = createHash("md5").update(file.body).digest("hex");
  for (const [at, document] of documents.entries()) {
    await session.run("insert into staged_files values ($1, $2, $3, $4, $5, $6)", [
      document,
      file.name,
      modified,
      scanned,
      BigInt(at + 1),
      key,
    ]);
  }
}

/** The JSON documents of a file: one, or one a line. */
function documentsOf(body: Uint8Array): string[] {
  const bytes = isGzip(body) ? gunzip(body) : body;
  if (!isUtf8(bytes)) throw new Error("The file is not UTF-8.");
  const text = new TextDecoder().decode(bytes);
  if (text.trim() === "") return [];
  try {
    JSON.parse(text);
    return [text];
  } catch (error) {
    const lines = text.split("\n").filter((line) => line.trim() !== "");
    if (lines.length > 1 && lines.every(isJson)) return lines;
    throw new Error(`Error parsing JSON: ${jsonReason(error, text)}.`, { cause: error });
  }
}

function isGzip(body: Uint8Array): boolean {
  return body[0] === 0x1f && body[1] === 0x8b;
}

function gunzip(body: Uint8Array): Uint8Array {
  try {
    return gunzipSync(body);
  } catch (error) {
    throw new Error(`The file cannot be unpacked: ${gzipReason(error)}.`, { cause: error });
  }
}

function isJson(line: string): boolean {
  try {
    JSON.parse(line);
    return true;
  } catch {
    return false;
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
