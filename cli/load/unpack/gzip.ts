import { Readable, pipeline } from "node:stream";
import { createGunzip, gunzipSync } from "node:zlib";
import { gzipReason } from "../../../engine";
import { UnpackError } from "./unpackError";
import { bytesOf, chunksOf, type Bytes } from "./bytes";

/**
 * Unpacks gzip, all its members, and verifies their checksums.
 *
 * @param most Bytes up to which it is unpacked at once. More of them come as they are asked for.
 * @throws UnpackError, here or while it is read on.
 */
export async function gunzip(packed: Bytes, most: number): Promise<Bytes> {
  const bytes = atOnce(packed, most) ?? (await bytesOf(gunzipped(packed), most));
  if (bytes.head.length === 0) throw new UnpackError("the gzip file holds nothing");
  return bytes;
}

function atOnce({ head, rest }: Bytes, most: number): Bytes | undefined {
  if (rest !== undefined) return undefined;
  try {
    return { head: gunzipSync(head, { maxOutputLength: most, chunkSize: sizeHint(head, most) }) };
  } catch (error) {
    if (isTooLarge(error)) return undefined;
    throw new UnpackError(gzipReason(error));
  }
}

async function* gunzipped(packed: Bytes): AsyncGenerator<Buffer> {
  const gunzipping = createGunzip({ chunkSize: 1 << 20 });
  // An error of either stream ends the reading below, where it is told.
  pipeline(Readable.from(chunksOf(packed)), gunzipping, () => undefined);
  try {
    yield* gunzipping as AsyncIterable<Buffer>;
  } catch (error) {
    throw isZlib(error) ? new UnpackError(gzipReason(error)) : error;
  }
}

/**
 * The trailer tells how long the last member is. Unpacking into one buffer of that size takes half the time; a trailer
 * that lies costs some memory, or some more calls.
 */
function sizeHint(packed: Buffer, most: number): number {
  const told = packed.length < 4 ? 0 : packed.readUInt32LE(packed.length - 4);
  return Math.min(Math.max(told + 16, 1 << 10), most);
}

function isTooLarge(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ERR_BUFFER_TOO_LARGE";
}

function isZlib(error: unknown): boolean {
  return error instanceof Error && "code" in error && String(error.code).startsWith("Z_");
}
