import { createReadStream, readFile, type Stats } from "node:fs";
import { promisify } from "node:util";
import type { SourceFile } from "./sourceFile";

/** Up to this many bytes, a file is read at once. */
const readAtOnce = 1 << 20;

// With a callback: for a small file the promises' own readFile takes twice as much time.
const readWhole = promisify(readFile);

/** A file on a disk. */
export function localFile(path: string, { size, mtime }: Stats): SourceFile {
  return { name: path, size, lastModified: mtime, open: () => chunksOf(path, size) };
}

async function* chunksOf(path: string, size: number): AsyncGenerator<Buffer> {
  if (size <= readAtOnce) yield await readWhole(path);
  else yield* createReadStream(path, { highWaterMark: 1 << 20 }) as AsyncIterable<Buffer>;
}
