import { createHash } from "node:crypto";
import { opened, type OpenedFile } from "../load/openedFile";
import { ReadError } from "../load/readError";
import { UnpackError } from "../load/unpack/unpackError";
import type { SourceFile } from "../sources/sourceFile";
import type { DeliveredFile, Digest } from "./digest";
import type { Fault } from "./fault";
import { fileNameOf } from "./fileName";
import { textIn } from "./text";

/** A delivered file and what is there of it. */
interface Delivered extends DeliveredFile {
  /** Files of its name, which are copies of each other as a rule. */
  found: FoundFile[];
}

interface FoundFile {
  path: string;
  /** SHA-256 of the bytes as stored, as the load history tags contents. */
  tag: string;
  /** Why it is not what was delivered. Undefined when it is. */
  altered: string | undefined;
}

/** The files that digests tell of, by their names without folders. */
export type DeliveredFiles = Map<string, Delivered>;

/**
 * The files that digests tell of, each once.
 *
 * @param digests The oldest of each chain first.
 * @param isWanted Whether a delivered file was asked for, by its key.
 */
export function deliveredFiles(
  digests: Iterable<Digest>,
  isWanted: (key: string) => boolean,
): DeliveredFiles {
  const files: DeliveredFiles = new Map();
  for (const { files: told } of digests) {
    for (const file of told) {
      const name = fileNameOf(file.key);
      // A digest that was added later takes no word back.
      if (isWanted(file.key) && !files.has(name)) files.set(name, { ...file, found: [] });
    }
  }
  return files;
}

/**
 * Reads what is there of delivered files, in whatever folder it lies, and notes it in `found`.
 *
 * @param logs Files that are there. Those that were not delivered are left.
 * @param onFile Called for each file that is read, with how many there are to read.
 * @returns What is missing, altered, or cannot be read.
 */
export async function compareDelivered(
  files: DeliveredFiles,
  logs: readonly SourceFile[],
  { signal, onFile }: { signal: AbortSignal; onFile: (read: number, of: number) => void },
): Promise<Fault[]> {
  const faults: Fault[] = [];
  const unread = new Set<Delivered>();
  const there = logs.filter(({ name }) => files.has(fileNameOf(name)));
  let done = 0;
  for await (const next of opened(there)) {
    signal.throwIfAborted();
    onFile(done, there.length);
    done += 1;
    const { name: path } = next.file;
    const file = files.get(fileNameOf(path))!;
    try {
      if ("error" in next) throw next.error;
      const altered = await difference(next.opened, file);
      if (altered !== undefined) faults.push({ kind: "altered", path, reason: altered });
      file.found.push({ path, tag: await next.opened.tag(), altered });
    } catch (error) {
      if (!(error instanceof ReadError)) throw error;
      faults.push({ kind: "not read", path, reason: error.message });
      unread.add(file);
    } finally {
      if ("opened" in next) await next.opened.close();
    }
  }
  for (const file of files.values()) {
    if (file.found.length > 0 || unread.has(file)) continue;
    const path = `s3://${file.bucket}/${file.key}`;
    faults.push({ kind: "missing", path, reason: "it was delivered, and is not there" });
  }
  return faults;
}

/** Why a file is not what was delivered. */
async function difference(
  file: OpenedFile,
  { hash: delivered }: DeliveredFile,
): Promise<string | undefined> {
  const hash = createHash("sha256");
  try {
    for await (const chunk of textIn(file)) hash.update(chunk);
  } catch (error) {
    if (!(error instanceof UnpackError)) throw error;
    return error.message;
  }
  return hash.digest("hex") === delivered
    ? undefined
    : "its content is not what was delivered: their hashes differ";
}
