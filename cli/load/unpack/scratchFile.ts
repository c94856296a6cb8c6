import { createWriteStream } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { chunksOf, type Bytes } from "./bytes";

/**
 * Writes bytes into a file of our own while something reads it that cannot do with a stream, and removes it in the
 * end.
 */
export async function* inScratchFile<T>(
  bytes: Bytes,
  read: (file: string) => AsyncIterable<T>,
): AsyncGenerator<T> {
  const folder = await mkdtemp(path.join(tmpdir(), "snowtrail-"));
  try {
    const file = path.join(folder, "unpacked");
    await pipeline(Readable.from(chunksOf(bytes)), createWriteStream(file, { mode: 0o600 }));
    yield* read(file);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
