import bitIterator from "unbzip2-stream/lib/bit_iterator";
import decoder from "unbzip2-stream/lib/bzip2";
import { chunksOf, type Bytes } from "./bytes";
import { UnpackError } from "./unpackError";

/** Bytes of a unit of a block's size. */
const unit = 100_000;

/** Unpacks bzip2, all its streams, and verifies their checksums. @throws UnpackError when it is damaged. */
export async function* bunzip2(packed: Bytes): AsyncGenerator<Buffer> {
  const blocks = new Blocks();
  for await (const chunk of chunksOf(packed)) {
    blocks.add(chunk);
    while (blocks.isNextWhole) yield blocks.next();
  }
  while (!blocks.isDone) yield blocks.next();
  if (blocks.isInside) throw new UnpackError(truncated);
}

const truncated = "the bzip2 data ends too early: the file is truncated";

/** Unpacks one block after the other. */
class Blocks {
  /** Whether a stream was begun and did not end. */
  isInside = false;
  private readonly waiting: Buffer[] = [];
  private bytes = 0;
  private readonly bits = lazily(() => bitIterator(() => this.waiting.shift()));
  private block = new Int32Array(0);
  private checksum = 0;

  add(chunk: Buffer): void {
    this.waiting.push(chunk);
    this.bytes += chunk.length;
  }

  get isDone(): boolean {
    return this.left <= 0;
  }

  /** Whether the next block is there for sure; a packed one is never much larger than what it holds. */
  get isNextWhole(): boolean {
    return this.left > (this.isInside ? unit / 4 + this.block.length : 4);
  }

  /** The next block. It is empty where a stream begins or ends. */
  next(): Buffer {
    const out = new Growing();
    try {
      if (!this.isInside) {
        this.block = new Int32Array(unit * decoder.header(this.bits()));
        this.checksum = 0;
        this.isInside = true;
        return out.bytes;
      }
      const { length } = this.block;
      const put = out.put.bind(out);
      const sum = decoder.decompress(this.bits(), put, this.block, length, this.checksum);
      if (sum === null) this.isInside = false;
      else this.checksum = sum;
      return out.bytes;
    } catch (error) {
      // Behind the last byte, the decoder reads from nothing.
      throw new UnpackError(error instanceof TypeError ? truncated : "the bzip2 data is damaged");
    }
  }

  private get left(): number {
    return this.bytes - (this.bytes === 0 ? 0 : this.bits().bytesRead);
  }
}

/** Bytes that come one by one. */
class Growing {
  private buffer = Buffer.allocUnsafe(1 << 20);
  private length = 0;

  put(byte: number): void {
    if (this.length === this.buffer.length) {
      this.buffer = Buffer.concat([this.buffer, Buffer.allocUnsafe(this.length)]);
    }
    this.buffer[this.length] = byte;
    this.length += 1;
  }

  get bytes(): Buffer {
    return this.buffer.subarray(0, this.length);
  }
}

function lazily<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}
