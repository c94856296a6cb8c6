import { Readable, pipeline } from "node:stream";
import { createGunzip, gunzipSync } from "node:zlib";
import { gzipReason } from "../../../engine";
import { UnpackError } from "./unpackError";
import { chunksOf, type Bytes } from "./bytes";

/**
 * Unpacks gzip at once, as `gunzip` does.
 *
 * @param most Bytes that this may give.
 * @returns Nothing when it would give more, or the bytes are not all there.
 * @throws UnpackError when it is damaged.
 */
export function gunzipAtOnce({ head, rest }: Bytes, most: number): Bytes | undefined {
  if (rest !== undefined) return undefined;
  try {
    return { head: gunzipSync(head, { maxOutputLength: most, chunkSize: sizeHint(head, most) }) };
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
