import { Readable, pipeline } from "node:stream";
import { promisify } from "node:util";
import { createGunzip, gunzip as gunzipAside, gunzipSync, type ZlibOptions } from "node:zlib";
import { gzipReason } from "../../../engine";
import { UnpackError } from "./unpackError";
import { chunksOf, type Bytes } from "./bytes";

const gunzipOnOtherThread = promisify<Buffer, ZlibOptions, Buffer>(gunzipAside);

/** Bytes as stored that are unpacked in less time than another thread takes to hand them back. */
const small = 16 * 2 ** 10;

/**
 * Unpacks gzip at once, as `gunzip` does.
 *
 * @param most Bytes that this may give.
 * @returns Nothing when it would give more, or the bytes are not all there.
 * @throws UnpackError when it is damaged.
 */
export async function gunzipAtOnce(
  { head, rest }: Bytes,
  most: number,
): Promise<Bytes | undefined> {
  if (rest !== undefined) return undefined;
  const options = { maxOutputLength: most, chunkSize: sizeHint(head, most) };
  try {
    return {
      head:
        head.length < small ? gunzipSync(head, options) : await gunzipOnOtherThread(head, options),
    };
  } catch (error) {
    if (isTooLarge(error)) return undefined;
    throw new UnpackError(gzipReason(error));
  }
}

/** Unpacks gzip, all its members, and verifies their checksums. @throws UnpackError when it is damaged. */
export async function* gunzip(packed: Bytes): AsyncGenerator<Buffer> {
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
