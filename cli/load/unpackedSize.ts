import { createReadStream } from "node:fs";
import { open } from "node:fs/promises";
import { pipeline } from "node:stream";
import { createGunzip } from "node:zlib";

/**
 * The bytes of a file once unpacked, counted while it is read; of a damaged one those that can be had.
 *
 * @throws What the file system throws.
 */
export async function unpackedSize(file: string): Promise<number> {
  const isGzip = await startsAsGzip(file);
  const source = createReadStream(file, { highWaterMark: 1 << 20 });
  // An error of either stream ends the reading below, where it is told.
  const raw = isGzip
    ? pipeline(source, createGunzip({ chunkSize: 1 << 20 }), () => undefined)
    : source;
  let size = 0;
  try {
    for await (const chunk of raw) size += (chunk as Buffer).length;
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "";
    if (!code.startsWith("Z_")) throw error;
  }
  return size;
}

/** By its first bytes, since browsers and proxies unpack files without renaming them. */
async function startsAsGzip(file: string): Promise<boolean> {
  const handle = await open(file);
  try {
    const { buffer } = await handle.read(Buffer.alloc(2), 0, 2, 0);
    return buffer[0] === 0x1f && buffer[1] === 0x8b;
  } finally {
    await handle.close();
  }
}
