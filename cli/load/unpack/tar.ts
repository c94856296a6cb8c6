import { Readable, pipeline } from "node:stream";
import { extract } from "tar-stream";
import { chunksOf, type Bytes } from "./bytes";
import { ReadError } from "../readError";
import { UnpackError } from "./unpackError";

/** A file in an archive. It is read before the next one is asked for. */
export interface Member {
  name: string;
  chunks: AsyncIterable<Buffer>;
}

/** The files in a tar archive, in their order. @throws UnpackError when it is damaged. */
export async function* untar(archive: Bytes): AsyncGenerator<Member> {
  const entries = extract();
  pipeline(Readable.from(chunksOf(archive)), entries, () => undefined);
  for await (const entry of told(entries)) {
    const { name, type } = entry.header;
    if (type === "file" || type === "contiguous-file") {
      yield { name, chunks: told(entry as AsyncIterable<Buffer>) };
    }
    entry.resume();
  }
}

/** The same, with what is wrong in words. */
async function* told<T>(parts: AsyncIterable<T>): AsyncGenerator<T> {
  try {
    yield* parts;
  } catch (error) {
    if (error instanceof UnpackError || error instanceof ReadError) throw error;
    throw new UnpackError("the tar archive is damaged or ends too early");
  }
}
