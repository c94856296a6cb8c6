import { opened, type OpenedFile } from "../load/openedFile";
import { ReadError } from "../load/readError";
import { UnpackError } from "../load/unpack/unpackError";
import { digestKind, logNameOf } from "../sources/logName";
import type { SourceFile } from "../sources/sourceFile";
import { DigestError, readDigest, type Digest } from "./digest";
import type { Fault } from "./fault";
import { fileNameOf } from "./fileName";
import { textIn } from "./text";

/** A digest names some thousand files in an hour at most, in a few hundred bytes each. */
const largest = 64 * 2 ** 20;

/** The digests among files. */
export interface ReadDigests {
  /** Those that could be read, each with its file. */
  digests: Map<Digest, SourceFile>;
  /** Those that are there and cannot be read, by their names without folders. */
  unreadable: Map<string, Fault>;
}

/** Reads the digests among files, each once however many copies of it there are. Files whose names are others are left. */
export async function readDigests(
  files: readonly SourceFile[],
  signal: AbortSignal,
): Promise<ReadDigests> {
  const digests = new Map<string, [Digest, SourceFile]>();
  const unreadable = new Map<string, Fault>();
  const named = files.filter(({ name }) => isDigest(name));
  for await (const next of opened(named)) {
    signal.throwIfAborted();
    const { file } = next;
    const name = fileNameOf(file.name);
    try {
      if ("error" in next) throw next.error;
      digests.set(name, [readDigest(file.name, await wholeText(next.opened)), file]);
    } catch (error) {
      const isAltered = error instanceof DigestError || error instanceof UnpackError;
      if (!isAltered && !(error instanceof ReadError)) throw error;
      const kind = isAltered ? "digest altered" : "not read";
      unreadable.set(name, { kind, path: file.name, reason: error.message });
    }
  }
  return { digests: new Map(digests.values()), unreadable };
}

/** Whether a place is that of a digest by its folders or its name. */
export function isDigest(place: string): boolean {
  return logNameOf(place.replaceAll("\\", "/")).kind === digestKind;
}

async function wholeText(file: OpenedFile): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of textIn(file)) {
      size += chunk.length;
      if (size > largest) throw new DigestError("it is larger than any digest");
      chunks.push(chunk);
    }
  } finally {
    await file.close();
  }
  return Buffer.concat(chunks);
}
