import { fromBufferPromise, openPromise, type Entry, type ZipFile } from "yauzl";
import { Crc32 } from "./crc32";
import type { Member } from "./tar";
import { UnpackError } from "./unpackError";

/** Bit 0 of an entry's flags. Source: PKWARE's APPNOTE, 4.4.4. */
const encrypted = 1;

/**
 * The files in a zip archive, in the order of its directory, with their checksums verified.
 *
 * @param archive All its bytes, or the file on disk that has them: a zip is read from its end.
 * @throws UnpackError when it is damaged.
 */
export async function* unzip(archive: Buffer | string): AsyncGenerator<Member> {
  // A name is shown and nothing else, so that it does not matter where it would lead.
  const options = { lazyEntries: true, decodeStrings: false, autoClose: false };
  let zip: ZipFile | undefined;
  try {
    zip =
      typeof archive === "string"
        ? await openPromise(archive, options)
        : await fromBufferPromise(archive, options);
    for await (const entry of zip.eachEntry()) {
      const name = (entry.fileName as unknown as Buffer).toString();
      if (!name.endsWith("/")) yield { name, chunks: contentOf(zip, entry) };
    }
  } catch (error) {
    if (error instanceof UnpackError) throw error;
    throw new UnpackError("the zip archive is damaged or ends too early");
  } finally {
    zip?.close();
  }
}

async function* contentOf(zip: ZipFile, entry: Entry): AsyncGenerator<Buffer> {
  if ((entry.generalPurposeBitFlag & encrypted) !== 0) {
    throw new UnpackError("the zip archive is encrypted: unpack it first");
  }
  const sum = new Crc32();
  for await (const chunk of await zip.openReadStreamPromise(entry)) {
    sum.add(chunk as Buffer);
    yield chunk as Buffer;
  }
  if (sum.value !== entry.crc32) throw new UnpackError("the zip archive is damaged inside");
}
