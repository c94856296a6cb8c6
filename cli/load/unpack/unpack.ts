import { Bounds } from "./bounds";
import { bytesOf, chunksOf, type Bytes } from "./bytes";
import { bunzip2 } from "./bzip2";
import { gunzip, gunzipAtOnce } from "./gzip";
import { inScratchFile } from "./scratchFile";
import { signatureOf, type NotRead, type Packing } from "./signature";
import { untar, type Member } from "./tar";
import { UnpackError } from "./unpackError";
import { unzip } from "./zip";
import { unzstd } from "./zstd";

/** Up to this many bytes, something is held whole. */
const heldWhole = 32 * 2 ** 20;

/** What stands in a file once it is unpacked. */
export interface Unpacked {
  /** Its path inside of the file, empty for what is no archive. */
  name: string;
  content: { kind: "text"; bytes: Bytes } | { kind: "parquet"; bytes: Bytes } | NotRead;
}

/**
 * Unpacks by content, whatever is packed in what. A part has to be read before the next one is asked for.
 *
 * @throws UnpackError when the packing is damaged, here or while a content is read.
 */
export async function* unpack(bytes: Bytes): AsyncGenerator<Unpacked> {
  const unpacking = new Unpacking();
  if (bytes.rest === undefined) {
    unpacking.bounds.store(bytes.head.length);
    yield* unpacking.open(bytes, "", 0);
  } else {
    const stored = unpacking.bounds.stored(chunksOf(bytes));
    yield* unpacking.open(await bytesOf(stored, 0), "", 0);
  }
}

class Unpacking {
  readonly bounds = new Bounds();

  async *open(bytes: Bytes, name: string, level: number): AsyncGenerator<Unpacked> {
    const signature = signatureOf(bytes.head);
    if (typeof signature === "object") {
      yield { name, content: signature };
    } else if (signature === "text" || signature === "parquet") {
      yield { name, content: { kind: signature, bytes } };
    } else {
      this.bounds.level(level + 1);
      if (signature === "tar") yield* this.members(untar(bytes), name, level);
      else if (signature === "zip") yield* this.members(zipped(bytes), name, level);
      else yield* this.open(await this.unpacked(signature, bytes), name, level + 1);
    }
  }

  private async *members(
    members: AsyncIterable<Member>,
    archive: string,
    level: number,
  ): AsyncGenerator<Unpacked> {
    for await (const { name, chunks } of members) {
      this.bounds.part();
      const bytes = await bytesOf(this.bounds.within(chunks)[Symbol.asyncIterator](), heldWhole);
      yield* this.open(bytes, archive === "" ? name : `${archive}/${name}`, level + 1);
    }
  }

  private async unpacked(
    packing: Exclude<Packing, "text" | "parquet" | "tar" | "zip">,
    bytes: Bytes,
  ): Promise<Bytes> {
    const whole = packing === "gzip" ? await gunzipAtOnce(bytes, heldWhole) : undefined;
    if (whole !== undefined) this.bounds.take(whole.head.length);
    const streamed = { gzip: gunzip, zstd: unzstd, bzip2: bunzip2 }[packing];
    const unpacked = whole ?? (await bytesOf(this.bounds.within(streamed(bytes)), heldWhole));
    if (unpacked.head.length === 0) throw new UnpackError(`the ${packing} file holds nothing`);
    return unpacked;
  }
}

/** A zip is read from its end, so that all of it has to be there. */
function zipped(bytes: Bytes): AsyncIterable<Member> {
  return bytes.rest === undefined ? unzip(bytes.head) : inScratchFile(bytes, unzip);
}
