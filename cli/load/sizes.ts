import { OpenedFile } from "./openedFile";
import type { SourceFile } from "../sources/sourceFile";
import { chunksOf } from "./unpack/bytes";
import { UnpackError } from "./unpack/unpackError";

/**
 * The bytes of a file as stored and once unpacked; of a damaged one those that can be had.
 *
 * @throws ReadError when it cannot be read.
 */
export async function sizesOf(file: SourceFile): Promise<{ packed: number; unpacked: number }> {
  const opened = await OpenedFile.open(file);
  let unpacked = 0;
  try {
    for await (const { content } of opened.parts()) {
      if (content.kind !== "text") continue;
      for await (const chunk of chunksOf(content.bytes)) unpacked += chunk.length;
    }
  } catch (error) {
    if (!(error instanceof UnpackError)) throw error;
  }
  await opened.tag();
  return { packed: opened.size, unpacked };
}
