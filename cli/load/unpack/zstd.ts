import { Decompress } from "fzstd";
import createHasher, { type XXHash } from "xxhash-wasm";
import { chunksOf, type Bytes } from "./bytes";
import { UnpackError } from "./unpackError";

const frameMagic = 0xfd2fb528;
const skippableMagic = 0x184d2a5;

/** The largest window that is made room for: what `zstd` itself takes unless it is told otherwise. */
const largestWindow = 128 * 2 ** 20;

/**
 * Unpacks Zstandard, all its frames, and verifies the checksums of those that have one. The frames are told apart
 * here, since the decoder neither verifies nor bounds its window. Source: RFC 8878, 3.1.
 *
 * @throws UnpackError when it is damaged.
 */
export async function* unzstd(packed: Bytes): AsyncGenerator<Buffer> {
  const hasher = await createHasher();
  const input = new Input(chunksOf(packed)[Symbol.asyncIterator]());
  while (await input.has(4)) {
    const magic = input.peek(4).readUInt32LE();
    if (magic >>> 4 === skippableMagic) {
      const size = (await input.take(8)).readUInt32LE(4);
      for (let left = size; left > 0;) left -= (await input.take(Math.min(left, 1 << 20))).length;
    } else if (magic === frameMagic) {
      yield* frame(input, hasher.create64());
    } else {
      throw new UnpackError("the zstd data is damaged");
    }
  }
  if (await input.has(1)) throw new UnpackError("the zstd data is damaged");
}

async function* frame(input: Input, hash: XXHash<bigint>): AsyncGenerator<Buffer> {
  const out: Buffer[] = [];
  const decoder = new Decompress((bytes) => {
    // The decoder goes on writing into what it hands out.
    out.push(Buffer.from(bytes));
  });
  const { header, hasChecksum } = await headerOf(input);
  const decode = (bytes: Buffer, isLast: boolean): void => {
    try {
      decoder.push(bytes, isLast);
    } catch {
      throw new UnpackError("the zstd data is damaged");
    }
  };
  decode(header, false);
  for (let isLast = false; !isLast;) {
    const blockHeader = await input.take(3);
    const told = blockHeader.readUIntLE(0, 3);
    isLast = (told & 1) === 1;
    const isRepeated = ((told >>> 1) & 3) === 1;
    const block = await input.take(isRepeated ? 1 : told >>> 3);
    decode(Buffer.concat([blockHeader, block]), false);
    for (const bytes of out.splice(0)) {
      hash.update(bytes);
      yield bytes;
    }
  }
  if (!hasChecksum) return;
  const sum = (await input.take(4)).readUInt32LE();
  if (Number(hash.digest() & 0xffffffffn) !== sum) {
    throw new UnpackError("the zstd data is damaged: its checksum is another one");
  }
}

async function headerOf(input: Input): Promise<{ header: Buffer; hasChecksum: boolean }> {
  if (!(await input.has(5))) throw truncated();
  const descriptor = input.peek(5)[4] ?? 0;
  const isSingle = (descriptor & 0x20) !== 0;
  const contentSizeBytes = [isSingle ? 1 : 0, 2, 4, 8][descriptor >>> 6] ?? 0;
  const dictionaryBytes = [0, 1, 2, 4][descriptor & 3] ?? 0;
  const header = await input.take(5 + (isSingle ? 0 : 1) + dictionaryBytes + contentSizeBytes);
  if (dictionaryBytes > 0) throw new UnpackError("the zstd data needs a dictionary");
  if (windowOf(header, isSingle, contentSizeBytes) > largestWindow) {
    throw new UnpackError("the zstd data asks for more memory than 128 MB");
  }
  return { header, hasChecksum: (descriptor & 4) !== 0 };
}

function windowOf(header: Buffer, isSingle: boolean, contentSizeBytes: number): number {
  if (!isSingle) {
    const byte = header[5] ?? 0;
    const base = 2 ** (10 + (byte >>> 3));
    return base + (base / 8) * (byte & 7);
  }
  const at = header.length - contentSizeBytes;
  if (contentSizeBytes === 8) return Number(header.readBigUInt64LE(at));
  return header.readUIntLE(at, contentSizeBytes) + (contentSizeBytes === 2 ? 256 : 0);
}

function truncated(): UnpackError {
  return new UnpackError("the zstd data ends too early: the file is truncated");
}

/** Bytes that are taken a few at a time. */
class Input {
  private held: Buffer = Buffer.alloc(0);

  constructor(private readonly chunks: AsyncIterator<Buffer>) {}

  /** Whether so many bytes are left. */
  async has(count: number): Promise<boolean> {
    while (this.held.length < count) {
      const next = await this.chunks.next();
      if (next.done === true) return false;
      this.held = this.held.length === 0 ? next.value : Buffer.concat([this.held, next.value]);
    }
    return true;
  }

  /** The next bytes, which stay. `has` has to be asked before. */
  peek(count: number): Buffer {
    return this.held.subarray(0, count);
  }

  /** @throws UnpackError when there are fewer. */
  async take(count: number): Promise<Buffer> {
    if (!(await this.has(count))) throw truncated();
    const taken = this.held.subarray(0, count);
    this.held = this.held.subarray(count);
    return taken;
  }
}
