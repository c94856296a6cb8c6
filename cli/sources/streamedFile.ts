import type { Readable } from "node:stream";
import type { SourceFile } from "./sourceFile";

/**
 * What comes out of a stream once: standard input, or a pipe with a name. The next time something else comes out of
 * it, which takes the place of nothing; so its time is a part of the name.
 */
export function streamedFile(name: string, stream: () => Readable): SourceFile {
  const now = new Date();
  return {
    name: `${name} at ${now.toISOString()}`,
    lastModified: now,
    open: () => chunksOf(stream()),
  };
}

async function* chunksOf(stream: Readable): AsyncGenerator<Buffer> {
  for await (const chunk of stream) yield Buffer.from(chunk as Uint8Array);
}
