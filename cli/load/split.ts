import { createReadStream } from "node:fs";
import { pipeline } from "node:stream";
import { createGunzip } from "node:zlib";
import { gzipReason } from "../../engine";

/** A file that cannot be taken apart, and why. */
export class SplitError extends Error {
  override readonly name = "SplitError";
}

const quote = 0x22;
const backslash = 0x5c;
const comma = 0x2c;
const colon = 0x3a;
const openArray = 0x5b;
const closeArray = 0x5d;
const openObject = 0x7b;
const closeObject = 0x7d;

/** A part of a log file, of the same shape as the whole. */
export interface Piece {
  document: Buffer;
  /** How many records of the file come before those in this piece. */
  before: number;
}

/**
 * Takes a large log file apart into documents of the same shape, `{"Records":[…]}`, of about `bytes` bytes
 * each, while reading it. DuckDB holds a whole document in memory several times over; a file of 50 MB
 * packed, as large as AWS delivers, would take 2 GB. Only borders between records are looked for here:
 * whether a record is JSON is seen when its document is loaded.
 *
 * @throws SplitError when the file ends too early or has no `Records`.
 */
export async function* splitRecords(
  file: { path: string; isGzip: boolean },
  bytes: number,
): AsyncGenerator<Piece> {
  const scanner = new RecordScanner(bytes);
  const source = createReadStream(file.path, { highWaterMark: 1 << 20 });
  // An error of either stream ends the reading below, where it is told.
  const raw = file.isGzip
    ? pipeline(source, createGunzip({ chunkSize: 1 << 20 }), () => undefined)
    : source;
  try {
    for await (const chunk of raw) yield* scanner.push(chunk as Buffer);
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "";
    throw code.startsWith("Z_") ? new SplitError(gzipReason(error)) : error;
  }
  yield scanner.end();
}

const largestRecord = 256 * 2 ** 20;
const head = Buffer.from('{"Records":[');
const foot = Buffer.from("]}");

class RecordScanner {
  private depth = 0;
  private inString = false;
  private escaped = false;
  /** The string that is read, or was read last, at the top level: a key, once a colon follows. */
  private topString = "";
  private key = "";
  private inRecords = false;
  private sawRecords = false;
  private parts: Buffer[] = [];
  private held = 0;
  /** Commas between records so far, and how many of them there were when the last piece was taken. */
  private records = 0;
  private taken = 0;

  constructor(private readonly bytes: number) {}

  *push(chunk: Buffer): Generator<Piece> {
    let start = this.inRecords ? 0 : -1;
    for (let at = 0; at < chunk.length; at += 1) {
      const byte = chunk[at] ?? 0;
      if (this.inString) {
        this.inside(byte);
        continue;
      }
      switch (byte) {
        case quote:
          this.inString = true;
          if (this.depth === 1) this.topString = "";
          break;
        case openObject:
        case openArray:
          this.depth += 1;
          if (this.depth === 2 && byte === openArray && this.key === "Records") {
            this.inRecords = true;
            this.sawRecords = true;
            start = at + 1;
          }
          break;
        case closeObject:
        case closeArray:
          if (this.inRecords && this.depth === 2) {
            this.hold(chunk.subarray(start, at));
            this.inRecords = false;
            start = -1;
          }
          this.depth -= 1;
          break;
        case colon:
          if (this.depth === 1) this.key = this.topString;
          break;
        case comma:
          if (!this.inRecords || this.depth !== 2) break;
          this.records += 1;
          if (this.held + at - start >= this.bytes) {
            this.hold(chunk.subarray(start, at));
            yield this.take();
            start = at + 1;
          }
          break;
        default:
      }
    }
    if (this.inRecords) this.hold(chunk.subarray(start));
  }

  end(): Piece {
    if (!this.sawRecords) throw new SplitError('not CloudTrail: there is no "Records" array');
    if (this.depth !== 0 || this.inString) {
      throw new SplitError("the JSON ends too early: the file is truncated");
    }
    return this.take();
  }

  private inside(byte: number): void {
    if (this.escaped) this.escaped = false;
    else if (byte === backslash) this.escaped = true;
    else if (byte === quote) this.inString = false;
    else if (this.depth === 1 && this.topString.length < 64) {
      this.topString += String.fromCharCode(byte);
    }
  }

  private hold(part: Buffer): void {
    // The stream reuses nothing it handed out, so a view of the chunk stays what it is.
    this.parts.push(part);
    this.held += part.length;
    if (this.held > this.bytes + largestRecord) {
      throw new SplitError("it has a record of more than 256 MB");
    }
  }

  private take(): Piece {
    const piece = { document: Buffer.concat([head, ...this.parts, foot]), before: this.taken };
    this.parts = [];
    this.held = 0;
    this.taken = this.records;
    return piece;
  }
}
