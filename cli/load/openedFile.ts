import { createHash } from "node:crypto";
import { reasonOf } from "./discover";
import { bytesOf, type Bytes } from "./unpack/bytes";
import { ReadError } from "./readError";
import type { SourceFile } from "./sourceFile";

/** Up to this many bytes as stored, a file is read at once, and several of them ahead of their turn. */
const readWhole = 8 * 2 ** 20;

/** Files that are read at the same time: enough to keep a disk or a line busy. */
const readers = 16;

/** A file of which the first bytes, mostly all, were read. */
export class OpenedFile {
  private readonly hash = createHash("sha256");
  private tagged: string | undefined;

  private constructor(
    readonly file: SourceFile,
    private readonly source: AsyncIterator<Buffer>,
  ) {}

  /** Its bytes as stored, to be read once. */
  bytes: Bytes = { head: Buffer.alloc(0) };

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

/** Files in their order, opened ahead of their turn, or why one could not be. */
export async function* opened(
  files: readonly SourceFile[],
): AsyncGenerator<
  { file: SourceFile; opened: OpenedFile } | { file: SourceFile; error: ReadError }
> {
  const attempt = async (file: SourceFile) => {
    try {
      return { file, opened: await OpenedFile.open(file) };
    } catch (error) {
      if (error instanceof ReadError) return { file, error };
      throw error;
    }
  };
  const groups = inGroups(files);
  const begin = () => Promise.all((groups.next().value ?? []).map(attempt));
  for (let ahead = begin(), group = await ahead; group.length > 0; group = await ahead) {
    ahead = begin();
    yield* group;
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

/** Groups whose members are read at the same time. */
function* inGroups(files: readonly SourceFile[]): Generator<SourceFile[], undefined> {
  let group: SourceFile[] = [];
  let bytes = 0;
  for (const file of files) {
    const size = Math.min(file.size ?? readWhole, readWhole);
    if (group.length === readers || (group.length > 0 && bytes + size > readWhole)) {
      yield group;
      group = [];
      bytes = 0;
    }
    group.push(file);
    bytes += size;
  }
  if (group.length > 0) yield group;
}
