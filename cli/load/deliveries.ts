/** Fingerprints in one piece of memory. */
const pieceLength = 2 ** 16;

/**
 * Counts the events that were delivered more than once, by the ids of all events. Of each it keeps 8 bytes: among ten
 * million ids, one in four hundred thousand counts would take two different ones for the same.
 */
export class Deliveries {
  /** The halves of fingerprints, two a record. Of a record without an id both are zero. */
  private pieces: Uint32Array[] = [];
  private length = 0;

  /** How many records there were. */
  get records(): number {
    return this.length;
  }

  /** Takes a record by its id, a JSON value that begins at a byte of its text. -1 when it has none. */
  add(text: Uint8Array, at: number): void {
    const place = this.length % pieceLength;
    if (place === 0 && this.pieces.length * pieceLength === this.length) {
      this.pieces.push(new Uint32Array(2 * pieceLength));
    }
    const piece = this.pieces[Math.floor(this.length / pieceLength)]!;
    this.length += 1;
    if (at === -1 || text[at] === nullBegins) piece.fill(0, 2 * place, 2 * place + 2);
    else writeFingerprint(text, at, piece, 2 * place);
  }

  /** Forgets the last records. */
  withdraw(count: number): void {
    this.length -= count;
  }

  /** Forgets all records, and gives their memory back. */
  clear(): void {
    this.pieces = [];
    this.length = 0;
  }

  /** How many ids more than one record has. */
  repeated(): number {
    const all = new BigUint64Array(this.length);
    for (const [index, piece] of this.pieces.entries()) {
      const from = index * pieceLength;
      const count = Math.min(pieceLength, this.length - from);
      if (count > 0) all.set(new BigUint64Array(piece.buffer, 0, count), from);
    }
    all.sort();
    const halves = new Uint32Array(all.buffer);
    const isSame = (one: number, other: number): boolean =>
      halves[2 * one] === halves[2 * other] && halves[2 * one + 1] === halves[2 * other + 1];
    let repeated = 0;
    for (let at = 1; at < this.length; at += 1) {
      const isSecond = isSame(at, at - 1) && (at === 1 || !isSame(at - 1, at - 2));
      const isId = halves[2 * at] !== 0 || halves[2 * at + 1] !== 0;
      if (isSecond && isId) repeated += 1;
    }
    return repeated;
  }
}

const quote = 0x22;
const comma = 0x2c;
const backslash = 0x5c;
const nullBegins = 0x6e;
const closeObject = 0x7d;

/** What the id reads as: the bytes in its quotes, or all of one that is no text. */
function spanOf(text: Uint8Array, at: number): [start: number, end: number] {
  let end = text[at] === quote ? at + 1 : at;
  const start = end;
  const isEnd = (byte: number | undefined): boolean =>
    byte === undefined || (start > at ? byte === quote : byte === comma || byte === closeObject);
  while (!isEnd(text[end])) end += text[end] === backslash ? 2 : 1;
  return [start, end];
}

// The public-domain hash cyrb53, in all of its 64 bits.
function writeFingerprint(text: Uint8Array, at: number, into: Uint32Array, place: number): void {
  const [start, end] = spanOf(text, at);
  let one = 0xdeadbeef;
  let other = 0x41c6ce57;
  for (let index = start; index < end; index += 1) {
    const byte = text[index]!;
    one = Math.imul(one ^ byte, 0x9e3779b1);
    other = Math.imul(other ^ byte, 0x5f356495);
  }
  one = Math.imul(one ^ (one >>> 16), 0x85ebca6b) ^ Math.imul(other ^ (other >>> 13), 0xc2b2ae35);
  other = Math.imul(other ^ (other >>> 16), 0x85ebca6b) ^ Math.imul(one ^ (one >>> 13), 0xc2b2ae35);
  into[place] = one;
  into[place + 1] = other;
}
