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

const goesOn = 0;
const endsText = 1;
const closes = 2;
const escapes = 3;

/** What a byte means inside of a string. All from 0x80 on are parts of characters, which are checked elsewhere. */
const inString = new Uint8Array(256);
inString.fill(endsText, 0, 0x20);
inString[quote] = closes;
inString[backslash] = escapes;

const whiteSpace = new Uint8Array(256);
for (const byte of [0x20, 0x09, 0x0a, 0x0d]) whiteSpace[byte] = 1;

/** Bytes that may follow a backslash, beside `u`. */
const simpleEscapes = new Uint8Array(256);
for (const character of '"\\/bfnrt') simpleEscapes[character.charCodeAt(0)] = 1;

/**
 * Reads JSON as RFC 8259 has it, and nothing else: no NaN, no trailing comma, no comment. It makes no objects; it
 * tells where values end, at some 700 MB a second, and what is unusual about them.
 */
export class Scanner {
  text: Buffer = Buffer.alloc(0);
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
    switch (this.space()) {
      case quote:
        this.string();
        break;
      case openObject:
        this.object(depth + 1);
        break;
      case openArray:
        this.array(depth + 1);
        break;
      case 0x74:
        this.word("true");
        break;
      case 0x66:
        this.word("false");
        break;
      case 0x6e:
        this.word("null");
        break;
      default:
        this.number();
    }
  }

  /** Passes over a string, whose opening quote is next. */
  string(): void {
    const { text } = this;
    let at = this.at + 1;
    for (;;) {
      let kind: number | undefined;
      while ((kind = inString[text[at]!]) === goesOn) at += 1;
      if (kind === closes) {
        this.at = at + 1;
        return;
      }
      if (kind !== escapes) this.fail(at);
      const escape = text[at + 1];
      if (escape === 0x75) {
        at = this.unicodeEscape(at);
      } else {
        if (simpleEscapes[escape!] !== 1) this.fail(at + 1);
        if (escape === 0x2f) this.sawLongEscape = true;
        at += 2;
      }
    }
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
        this.at = at;
        this.string();
        at = this.at - 1;
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

  private object(depth: number): void {
    if (depth > deepest) this.tooDeep();
    this.at += 1;
    let next = this.space();
    if (next === closeObject) {
      this.at += 1;
      return;
    }
    for (;;) {
      if (next !== quote) this.fail(this.at);
      const key = this.at;
      this.string();
      const isId = depth === 1 && this.eventIdAt === -1 && isEventId(this.text, key, this.at);
      if (this.space() !== colon) this.fail(this.at);
      this.at += 1;
      if (isId) this.eventIdAt = this.at;
      this.value(depth);
      next = this.space();
      if (next === closeObject) {
        this.at += 1;
        return;
      }
      if (next !== comma) this.fail(this.at);
      this.at += 1;
      next = this.space();
    }
  }

  private array(depth: number): void {
    if (depth > deepest) this.tooDeep();
    this.at += 1;
    if (this.space() === closeArray) {
      this.at += 1;
      return;
    }
    for (;;) {
      this.value(depth);
      const next = this.space();
      this.at += 1;
      if (next === closeArray) return;
      if (next !== comma) this.fail(this.at - 1);
    }
  }

  private tooDeep(): never {
    throw new JsonError(tooDeep, this.at);
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

  private number(): void {
    const { text } = this;
    let at = this.at;
    if (text[at] === minus) at += 1;
    if (text[at] === 0x30) at += 1;
    else at = this.digits(at);
    if (text[at] === 0x2e) at = this.digits(at + 1);
    if (text[at] === 0x65 || text[at] === 0x45) {
      at += 1;
      if (text[at] === 0x2b || text[at] === minus) at += 1;
      at = this.digits(at);
    }
    if (at === text.length && !this.isLast) throw needsMore;
    this.at = at;
  }

  private digits(from: number): number {
    const { text } = this;
    let at = from;
    while (isDigit(text[at])) at += 1;
    if (at === from) this.fail(at);
    return at;
  }

  private word(word: string): void {
    for (let index = 1; index < word.length; index += 1) {
      if (this.text[this.at + index] !== word.charCodeAt(index)) this.fail(this.at + index);
    }
    this.at += word.length;
  }
}

function isDigit(byte: number | undefined): boolean {
  return byte !== undefined && byte >= 0x30 && byte <= 0x39;
}

function hexDigit(byte: number | undefined): number {
  if (byte === undefined) return -1;
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30;
  const letter = byte | 0x20;
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x57 : -1;
}

/** How many bytes of white space stand at the end. */
function trailing(text: Buffer): number {
  let at = text.length;
  while (at > 0 && whiteSpace[text[at - 1]!] === 1) at -= 1;
  return text.length - at;
}
