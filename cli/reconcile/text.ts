import type { OpenedFile } from "../load/openedFile";
import { chunksOf } from "../load/unpack/bytes";
import { UnpackError } from "../load/unpack/unpackError";

/**
 * The text in a file, some of it at a time, as it was before it was packed.
 *
 * @throws UnpackError when it is damaged, or holds something else than one text; ReadError when its place does not give it.
 */
export async function* textIn(opened: OpenedFile): AsyncGenerator<Buffer> {
  for await (const { name, content } of opened.parts()) {
    if (name !== "") throw new UnpackError("it is an archive");
    if (content.kind === "text") yield* chunksOf(content.bytes);
    else throw new UnpackError("reason" in content ? content.reason : "it is a Parquet file");
  }
}
