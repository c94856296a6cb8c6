import { hexDigit, isDigit } from "./digits";
import { isEventId } from "./eventId";
import { JsonError, needsMore, deepest, tooDeep, truncated, noJson } from "./jsonError";

/** What follows a string, an escape or a number has this many bytes at most that belong together. */
const longestToken = 16;

const lineFeed = 0x0a;
const quote = 0x22;
const comma = 0x2c;
const minus = 0x2d;
const colon = 0x3a;
const backslash = 0x5c;
const openArray = 0x5b;
const closeArray = 0x5d;
const openObject = 0x7b;
const closeObject = 0x7d;

const noBytes: Buffer = Buffer.alloc(0);
const noPairs: Uint16Array = new Uint16Array();

const goesOn = 0;
const endsText = 1;
const closes = 2;
const escapes = 3;

/** What a byte means inside of a string. All from 0x80 on are parts of characters, which are checked elsewhere. */
const inString = new Uint8Array(256);
inString.fill(endsText, 0, 0x20);
inString[quote] = closes;
inString[backslash] = escapes;

/** The same of two bytes that stand together: `goesOn` only where it is so for both. Most of a log is inside of strings. */
const pairInString = new Uint8Array(2 ** 16);
for (let pair = 0; pair < pairInString.length; pair += 1) {
  pairInString[pair] = inString[pair & 0xff]! | inString[pair >> 8]!;
}

const whiteSpace = new Uint8Array(256);
for (const byte of [0x20, 0x09, 0x0a, 0x0d]) whiteSpace[byte] = 1;

/** Bytes that may follow a backslash, beside `u`. */
const simpleEscapes = new Uint8Array(256);
for (const character of '"\\/bfnrt') simpleEscapes[character.charCodeAt(0)] = 1;

/**
 * Reads JSON as RFC 8259 has it, and nothing else: no NaN, no trailing comma, no comment. It makes no objects; it
 * tells where values end, at more than 1 GB a second, and what is unusual about them.
 *
 * What is called for each token takes the byte that it begins at and gives the one behind it: to keep the place in a
 * variable and not in the object makes it half as fast again.
 */
export class Scanner {
  /** The byte that is read next. */
  at = 0;
  /** Whether the window ends where the text does. */
  isLast = true;
  /** Whether there was white space since this was set to false. */
  sawSpace = false;
  /** Whether there was a line break in it. */
  sawBreak = false;
  /** Whether there was an escape that has a shorter form, such as `\u0041` or `\/`. */
  sawLongEscape = false;
  /** Whether there was half of a surrogate pair, which is no character. */
  sawLoneSurrogate = false;
  /** Behind the colon of the first `eventID` in an outermost object since this was set to -1. */
  eventIdAt = -1;
  private bytes = noBytes;
  /** The text by two bytes, from `shift` bytes before its beginning on. */
  private pairs = noPairs;
  private shift = 0;

  /** The window of the text that is read. */
  get text(): Buffer {
    return this.bytes;
  }

  set text(text: Buffer) {
    this.bytes = text;
    this.shift = text.byteOffset % 2;
    const from = text.byteOffset - this.shift;
    this.pairs = new Uint16Array(text.buffer, from, Math.floor((text.length + this.shift) / 2));
  }

  /** Passes over white space, and tells the byte behind it; it is `undefined` at the end. */
  space(): number | undefined {
    const { text } = this;
    let at = this.at;
    while (whiteSpace[text[at]!] === 1) at += 1;
    if (at !== this.at) {
      this.sawSpace = true;
      if (!this.sawBreak) this.sawBreak = text.subarray(this.at, at).includes(lineFeed);
      this.at = at;
    }
    return text[at];
  }

  /** Passes over a value, and the white space before it. @throws JsonError, or `needsMore`. */
  value(depth: number): void {
    this.at = this.valueFrom(this.at, depth);
  }

  /** Passes over a string, whose opening quote is next. */
  string(): void {
    this.at = this.stringFrom(this.at);
  }

  /**
   * Passes over an object or array by its brackets alone, however deep it is.
   *
   * @throws JsonError, or `needsMore`, when it does not end.
   */
  skip(start: number): void {
    const { text } = this;
    let depth = 0;
    for (let at = start; at < text.length; at += 1) {
      const byte = text[at];
      if (byte === quote) {
        at = this.stringFrom(at) - 1;
      } else if (byte === openObject || byte === openArray) {
        depth += 1;
      } else if (byte === closeObject || byte === closeArray) {
        depth -= 1;
        if (depth === 0) {
          this.at = at + 1;
          return;
        }
      }
    }
    this.fail(text.length);
  }

  /** Expects one byte behind white space, and passes over it. */
  expect(byte: number): void {
    if (this.space() !== byte) this.fail(this.at);
    this.at += 1;
  }

  /** @throws needsMore when the window ends here, JsonError otherwise. */
  fail(at: number): never {
    if (!this.isLast && at > this.text.length - longestToken) throw needsMore;
    if (at >= this.text.length - trailing(this.text)) {
      throw new JsonError(truncated, at);
    }
    throw new JsonError(noJson, at);
  }

  /** Behind white space, if there is any. */
  private spaceFrom(at: number): number {
    // Above the blank, and so no white space; nothing at the end of the text.
    if (this.bytes[at]! > 0x20) return at;
    const before = this.at;
    this.at = at;
    this.space();
    const behind = this.at;
    this.at = before;
    return behind;
  }

  private valueFrom(start: number, depth: number): number {
    const at = this.spaceFrom(start);
    switch (this.bytes[at]) {
      case quote:
        return this.stringFrom(at);
      case openObject:
        return this.objectFrom(at, depth + 1);
      case openArray:
        return this.arrayFrom(at, depth + 1);
      case 0x74:
        return this.wordFrom(at, "true");
      case 0x66:
        return this.wordFrom(at, "false");
      case 0x6e:
        return this.wordFrom(at, "null");
      default:
        return this.numberFrom(at);
    }
  }

  private stringFrom(start: number): number {
    const { bytes, pairs, shift } = this;
    let at = start + 1;
    for (;;) {
      if ((at + shift) % 2 === 1 && inString[bytes[at]!] === goesOn) at += 1;
      if ((at + shift) % 2 === 0) {
        let pair = (at + shift) >> 1;
        while (pairInString[pairs[pair]!] === goesOn) pair += 1;
        at = (pair << 1) - shift;
      }
      let kind: number | undefined;
      while ((kind = inString[bytes[at]!]) === goesOn) at += 1;
      if (kind === closes) return at + 1;
      if (kind !== escapes) this.fail(at);
      const escape = bytes[at + 1];
      if (escape === 0x75) {
        at = this.unicodeEscape(at);
      } else {
        if (simpleEscapes[escape!] !== 1) this.fail(at + 1);
        if (escape === 0x2f) this.sawLongEscape = true;
        at += 2;
      }
    }
  }

  private objectFrom(start: number, depth: number): number {
    if (depth > deepest) throw new JsonError(tooDeep, start);
    const { bytes } = this;
    let at = this.spaceFrom(start + 1);
    if (bytes[at] === closeObject) return at + 1;
    for (;;) {
      if (bytes[at] !== quote) this.fail(at);
      const key = at;
      at = this.stringFrom(at);
      const isId = depth === 1 && this.eventIdAt === -1 && isEventId(bytes, key, at);
      at = this.spaceFrom(at);
      if (bytes[at] !== colon) this.fail(at);
      at += 1;
      if (isId) this.eventIdAt = at;
      at = bytes[at] === quote ? this.stringFrom(at) : this.valueFrom(at, depth);
      at = this.spaceFrom(at);
      if (bytes[at] === closeObject) return at + 1;
      if (bytes[at] !== comma) this.fail(at);
      at = this.spaceFrom(at + 1);
    }
  }

  private arrayFrom(start: number, depth: number): number {
    if (depth > deepest) throw new JsonError(tooDeep, start);
    let at = this.spaceFrom(start + 1);
    if (this.bytes[at] === closeArray) return at + 1;
    for (;;) {
      at = this.spaceFrom(this.valueFrom(at, depth));
      const next = this.bytes[at];
      if (next === closeArray) return at + 1;
      if (next !== comma) this.fail(at);
      at += 1;
    }
  }

  private unicodeEscape(at: number): number {
    this.sawLongEscape = true;
    const unit = this.codeUnit(at);
    if (unit < 0xd800 || unit > 0xdfff) return at + 6;
    // The first half of a pair stands alone unless the second one follows.
    const { text } = this;
    if (unit <= 0xdbff && text[at + 6] === backslash && text[at + 7] === 0x75) {
      const second = this.codeUnit(at + 6);
      if (second >= 0xdc00 && second <= 0xdfff) return at + 12;
    }
    if (!this.isLast && at + 12 > text.length) throw needsMore;
    this.sawLoneSurrogate = true;
    return at + 6;
  }

  private codeUnit(at: number): number {
    let unit = 0;
    for (let place = at + 2; place < at + 6; place += 1) {
      const digit = hexDigit(this.text[place]);
      if (digit === -1) this.fail(place);
      unit = unit * 16 + digit;
    }
    return unit;
  }

  private numberFrom(start: number): number {
    const { bytes } = this;
    let at = bytes[start] === minus ? start + 1 : start;
    at = bytes[at] === 0x30 ? at + 1 : this.digitsFrom(at);
    if (bytes[at] === 0x2e) at = this.digitsFrom(at + 1);
    if (bytes[at] === 0x65 || bytes[at] === 0x45) {
      at += 1;
      if (bytes[at] === 0x2b || bytes[at] === minus) at += 1;
      at = this.digitsFrom(at);
    }
    if (at === bytes.length && !this.isLast) throw needsMore;
    return at;
  }

  private digitsFrom(start: number): number {
    let at = start;
    while (isDigit(this.bytes[at])) at += 1;
    if (at === start) this.fail(at);
    return at;
  }

  private wordFrom(start: number, word: string): number {
    for (let index = 1; index < word.length; index += 1) {
      if (this.bytes[start + index] !== word.charCodeAt(index)) this.fail(start + index);
    }
    return start + word.length;
  }
}

/** How many bytes of white space stand at the end. */
function trailing(text: Buffer): number {
  let at = text.length;
  while (at > 0 && whiteSpace[text[at - 1]!] === 1) at -= 1;
  return text.length - at;
}
