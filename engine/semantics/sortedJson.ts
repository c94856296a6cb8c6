/**
 * JSON text as Snowflake writes a VARIANT: without white space, and with the keys of each object in order, since an
 * OBJECT has no order of its own. Values that are equal are equal texts. Source: "Semi-structured data types", OBJECT.
 *
 * @param json Valid JSON.
 */
export function sortedJson(json: string): string {
  return new Writer(json).text();
}

interface Member {
  key: string;
  text: string;
}

const quote = 0x22;
const comma = 0x2c;
const colon = 0x3a;
const bracket = 0x5b;
const backslash = 0x5c;
const closingBracket = 0x5d;
const brace = 0x7b;
const closingBrace = 0x7d;

// Reads and writes at once, on the text itself: most of a record is strings, which stay as they are. JSON.parse would
// lose digits of numbers.
class Writer {
  private at = 0;
  private readonly hasEscapes: boolean;

  constructor(private readonly json: string) {
    this.hasEscapes = json.includes("\\");
  }

  /** The value that stands next, as Snowflake writes it. */
  text(): string {
    const first = this.peek();
    const start = this.at;
    switch (first) {
      case brace:
        return this.object();
      case bracket:
        return this.array();
      case quote:
        this.skipString();
        return this.string(start);
      default:
        return this.word(start);
    }
  }

  private object(): string {
    const members: Member[] = [];
    let isSorted = true;
    let last = "";
    this.at += 1;
    for (let next = this.peek(); next !== closingBrace; next = this.peek()) {
      if (next === comma) {
        this.at += 1;
        this.peek();
      }
      const start = this.at;
      this.skipString();
      const name = this.string(start);
      const key = this.hasEscapes ? (JSON.parse(name) as string) : name.slice(1, -1);
      if (this.peek() !== colon) throw new SyntaxError("The JSON lacks a colon.");
      this.at += 1;
      isSorted &&= last <= key;
      last = key;
      members.push({ key, text: `${name}:${this.text()}` });
    }
    this.at += 1;
    if (!isSorted) members.sort((one, other) => (one.key < other.key ? -1 : 1));
    // Joined at once: a text that grows holds all its parts until somebody reads it.
    return `{${members.map(({ text }) => text).join(",")}}`;
  }

  private array(): string {
    let written = "";
    this.at += 1;
    for (let next = this.peek(); next !== closingBracket; next = this.peek()) {
      if (next === comma) {
        this.at += 1;
        written += ",";
      }
      written += this.text();
    }
    this.at += 1;
    return `[${written}]`;
  }

  private skipString(): void {
    let end = this.json.indexOf('"', this.at + 1);
    if (this.hasEscapes) while (this.isEscaped(end)) end = this.json.indexOf('"', end + 1);
    if (end === -1) throw new SyntaxError("The JSON ends inside of a string.");
    this.at = end + 1;
  }

  private isEscaped(at: number): boolean {
    let first = at;
    while (this.json.charCodeAt(first - 1) === backslash) first -= 1;
    return (at - first) % 2 === 1;
  }

  /** The string that was skipped. One character can be escaped in several ways. */
  private string(start: number): string {
    const text = this.json.slice(start, this.at);
    return this.hasEscapes && text.includes("\\") ? JSON.stringify(JSON.parse(text)) : text;
  }

  /** A number, true, false or null. */
  private word(start: number): string {
    for (; this.at < this.json.length; this.at += 1) {
      const code = this.json.charCodeAt(this.at);
      if (code === comma || code === closingBrace || code === closingBracket || code <= 0x20) break;
    }
    if (start === this.at) throw new SyntaxError("The JSON lacks a value.");
    const text = this.json.slice(start, this.at);
    return /^-?\d+[.eE]/.test(text) ? shortest(text) : text;
  }

  /** The character that stands next, after white space. */
  private peek(): number {
    let code = this.json.charCodeAt(this.at);
    while (code <= 0x20) code = this.json.charCodeAt((this.at += 1));
    return code;
  }
}

// DuckDB gives a number at a path back without the zeros and the exponent that it was written with, so no number is
// shown with them: 1.0 is 1, and 1e2 is 100.
function shortest(number: string): string {
  if (Number(number) === 0) return "0";
  return /[eE]/.test(number) ? String(Number(number)) : number.replace(/\.?0+$/, "");
}
