import { createHash } from "node:crypto";
import { reasonOf } from "../sources/discover";
import { bytesOf, type Bytes } from "./unpack/bytes";
import { unpack, type Unpacked } from "./unpack/unpack";
import type { SourceFile } from "../sources/sourceFile";
import { ReadError } from "./readError";

/** Up to this many bytes as stored, a file is read at once, and several of them ahead of their turn. */
const readWhole = 8 * 2 ** 20;

/** Files that are read or wait at the same time, where their place does not say how many are best. */
const readers = 64;

/** Bytes that they may have together. */
const bytesAhead = 2 * readWhole;

/** A file of which the first bytes, mostly all, were read. */
export class OpenedFile {
  private readonly hash = createHash("sha256");
  private tagged: string | undefined;
  private unpacking: AsyncGenerator<Unpacked> | undefined;
  private begun: Promise<IteratorResult<Unpacked>> | undefined;

  private constructor(
    readonly file: SourceFile,
    private readonly source: AsyncIterator<Buffer>,
  ) {}

  /** Its bytes as stored, to be read once. */
  private bytes: Bytes = { head: Buffer.alloc(0) };

  /** How many of them were read. */
  size = 0;

  /** @throws ReadError, here or while it is read on. */
  static async open(file: SourceFile): Promise<OpenedFile> {
    const opened = new OpenedFile(file, chunksOf(file));
    const { head, rest } = await bytesOf(opened.source, readWhole);
    opened.take(head);
    opened.bytes = rest === undefined ? { head } : { head, rest: opened.hashed() };
    return opened;
  }

  /** Whether all its bytes are there. */
  get isWhole(): boolean {
    return this.bytes.rest === undefined;
  }

  /** What stands in it, as `unpack` tells. To be read once. */
  async *parts(): AsyncGenerator<Unpacked> {
    const parts = (this.unpacking ??= unpack(this.bytes));
    const first = await (this.begun ?? parts.next());
    if (first.done === true) return;
    yield first.value;
    yield* parts;
  }

  /** Begins to unpack it, if that takes none of the bytes that were not read yet. */
  begin(): void {
    if (!this.isWhole) return;
    this.unpacking = unpack(this.bytes);
    this.begun = this.unpacking.next();
    // Whoever reads the parts is told.
    this.begun.catch(() => undefined);
  }

  /** SHA-256 of the bytes as stored, in hexadecimal: the same tag is the same content. Reads what is left. */
  async tag(): Promise<string> {
    if (this.tagged === undefined) {
      const { rest } = this.bytes;
      while (rest !== undefined && !(await rest.next()).done);
      this.tagged = this.hash.digest("hex");
    }
    return this.tagged;
  }

  /** Lets go of a file that is not read to its end. */
  async close(): Promise<void> {
    await this.unpacking?.return(undefined);
    await this.source.return?.();
  }

  private async *hashed(): AsyncGenerator<Buffer> {
    for (;;) {
      const next = await this.source.next();
      if (next.done === true) return;
      this.take(next.value);
      yield next.value;
    }
  }

  private take(bytes: Buffer): void {
    this.hash.update(bytes);
    this.size += bytes.length;
  }
}

type Attempt = { file: SourceFile; opened: OpenedFile } | { file: SourceFile; error: ReadError };

/**
 * Files in their order, or why one could not be opened. While one is worked on, the next ones are opened: as many as
 * keep a disk or a line busy, and as few as their bytes allow. The very next one is unpacked, too, by another thread.
 */
export async function* opened(files: readonly SourceFile[]): AsyncGenerator<Attempt> {
  const ahead: { attempt: Promise<Attempt>; bytes: number }[] = [];
  let bytes = 0;
  let next = 0;
  try {
    for (;;) {
      for (const file of files.slice(next, next + readers - ahead.length)) {
        const size = Math.min(file.size ?? readWhole, readWhole);
        const isEnough = ahead.length >= (file.readers ?? readers) || bytes + size > bytesAhead;
        if (ahead.length > 0 && isEnough) break;
        ahead.push({ attempt: attempt(file), bytes: size });
        bytes += size;
        next += 1;
      }
      const first = ahead.shift();
      if (first === undefined) return;
      void ahead[0]?.attempt.then(
        (next) => {
          if ("opened" in next) next.opened.begin();
        },
        // It is told when it is that file's turn.
        () => undefined,
      );
      yield await first.attempt;
      bytes -= first.bytes;
    }
  } finally {
    // Whoever leaves early reads none of these.
    for (const result of await Promise.allSettled(ahead.map(({ attempt }) => attempt))) {
      if (result.status === "fulfilled" && "opened" in result.value)
        await result.value.opened.close();
    }
  }
}

async function attempt(file: SourceFile): Promise<Attempt> {
  try {
    return { file, opened: await OpenedFile.open(file) };
  } catch (error) {
    if (error instanceof ReadError) return { file, error };
    throw error;
  }
}

/** SHA-256 of a file, as `OpenedFile.tag` gives it. */
export async function tagOf(file: SourceFile): Promise<string> {
  const hash = createHash("sha256");
  for await (const chunk of chunksOf(file)) hash.update(chunk);
  return hash.digest("hex");
}

async function* chunksOf(file: SourceFile): AsyncGenerator<Buffer> {
  try {
    yield* file.open();
  } catch (error) {
    throw new ReadError(reasonOf(error));
  }
}
