import { UnpackError } from "./unpackError";

/** Bytes that may be unpacked whatever they were packed in. */
const free = 64 * 2 ** 20;

/** How many bytes a packed byte may become beyond that. Logs come to 10 as a rule, and gzip's bombs to 1,000. */
const mostPerByte = 500;

/** Files that an archive may hold, with those of archives in it. */
const mostParts = 1_000_000;

/** Packings inside of packings that are opened. */
const deepest = 4;

/** What unpacking one file may cost. A file that would cost more was made to do so. */
export class Bounds {
  private packed = 0;
  private unpacked = 0;
  private parts = 0;

  /** Passes on bytes as they are stored. */
  async *stored(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    for await (const chunk of chunks) {
      this.packed += chunk.length;
      yield chunk;
    }
  }

  /** Passes on bytes that were unpacked. @throws UnpackError when they are too many. */
  async *within(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    for await (const chunk of chunks) {
      this.take(chunk.length);
      yield chunk;
    }
  }

  /** Counts bytes that were unpacked. @throws UnpackError when they are too many. */
  take(bytes: number): void {
    this.unpacked += bytes;
    const isTooMuch = this.unpacked > free && this.unpacked > mostPerByte * this.packed;
    if (isTooMuch) {
      throw new UnpackError(
        `it unpacks to more than ${mostPerByte} times its size, as no log does`,
      );
    }
  }

  /** Counts bytes as they are stored. */
  store(bytes: number): void {
    this.packed += bytes;
  }

  /** Counts a file in an archive. @throws UnpackError when there are too many. */
  part(): void {
    this.parts += 1;
    if (this.parts > mostParts) throw new UnpackError("it holds more than a million files");
  }

  /** @throws UnpackError for a packing inside of too many others. */
  level(level: number): void {
    if (level > deepest) throw new UnpackError(`it is packed more than ${deepest} times over`);
  }
}
