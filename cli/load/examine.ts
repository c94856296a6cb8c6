import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import type { FoundFile } from "./discover";

/** A file that was read once, and what that told. */
export interface ExaminedFile extends FoundFile {
  /** SHA-256 of the bytes on disk, in hexadecimal: the same tag is the same content. */
  contentTag: string;
  /** By its first bytes, since browsers and proxies unpack files without renaming them. */
  isGzip: boolean;
  /** Bytes once unpacked; for gzip a hint, since only the last member's trailer tells. */
  rawSize: number;
}

/** Reads a file through. @throws What the file system throws. */
export async function examine(file: FoundFile): Promise<ExaminedFile> {
  const hash = createHash("sha256");
  let size = 0;
  let head = Buffer.alloc(0);
  let tail = Buffer.alloc(0);
  for await (const chunk of createReadStream(file.path, { highWaterMark: 1 << 20 })) {
    const bytes = chunk as Buffer;
    hash.update(bytes);
    size += bytes.length;
    if (head.length < 2) head = Buffer.concat([head, bytes.subarray(0, 2)]);
    tail = Buffer.from(
      bytes.length >= 4 ? bytes.subarray(-4) : Buffer.concat([tail, bytes]).subarray(-4),
    );
  }
  const isGzip = head[0] === 0x1f && head[1] === 0x8b;
  // The trailer counts modulo 2^32 and only its own member, so it is never taken below the packed size.
  const rawSize = isGzip && tail.length === 4 ? Math.max(tail.readUInt32LE(0), size) : size;
  return { ...file, size, contentTag: hash.digest("hex"), isGzip, rawSize };
}
