import { createReadStream, readFile, readFileSync, type Stats } from "node:fs";
import { promisify } from "node:util";
import type { SourceFile } from "./sourceFile";

/** Up to this many bytes, a file is read at once. */
const readAtOnce = 1 << 20;

/** Milliseconds that a file may keep this thread waiting. What the system has at hand takes a twentieth of that. */
const patience = 1;

/** Node.js has as many threads to read files; what is read earlier only waits, and outlives what is quick to collect. */
const readers = 4;

/** How many files other threads read after one that took longer, before this one tries again. */
const readAside = 64;

/** How many of these are left. */
let aside = 0;

// With a callback: for a small file the promises' own readFile takes twice as much time.
const readWhole = promisify(readFile);

/** A file on a disk. */
export function localFile(path: string, { size, mtime }: Stats): SourceFile {
  return { name: path, size, lastModified: mtime, readers, open: () => chunksOf(path, size) };
}

async function* chunksOf(path: string, size: number): AsyncGenerator<Buffer> {
  if (size > readAtOnce) {
    yield* createReadStream(path, { highWaterMark: 1 << 20 }) as AsyncIterable<Buffer>;
  } else if (aside > 0) {
    aside -= 1;
    yield await readWhole(path);
  } else {
    yield readHere(path);
  }
}

/** Reads a file in this thread: to hand a small one to another and back takes several times as long as to read it. */
function readHere(path: string): Buffer {
  const start = performance.now();
  const bytes = readFileSync(path);
  if (performance.now() - start > patience) aside = readAside;
  return bytes;
}
