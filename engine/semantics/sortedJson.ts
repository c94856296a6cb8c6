/**
 * JSON text as Snowflake writes a VARIANT: without white space, and with the keys of each object in order, since an
 * OBJECT has no order of its own. Values that are equal are equal texts. Source: "Semi-structured data types", OBJECT.
 *
 * @param json Valid JSON.
 */
export function sortedJson(json: string): string {
  return new Writer(json).value();
}

const quote = 0x22;
const comma = 0x2c;
const bracket = 0x5b;
const backslash = 0x5c;
const closingBracket = 0x5d;
const brace = 0x7b;
const closingBrace = 0x7d;

// Reads and writes at once, on the text itself: most of a record is strings, which stay as they are.
// JSON.parse would lose digits of numbers.
class Writer {
  private at = 0;

  constructor(private readonly json: string) {}

  value(): string {
    const first = this.peek();
    if (first === brace) return this.object();
    if (first === bracket) return this.array();
    return first === quote ? this.string() : this.word();
  }

  private object(): string {
    const members: { key: string; text: string }[] = [];
    let isSorted = true;
    let last = "";
    this.at += 1;
    for (let next = this.peek(); next !== closingBrace; next = this.peek()) {
      if (next === comma) {
        this.at += 1;
        this.peek();
      }
      const name = this.string();
      const key = name.includes("\\") ? (JSON.parse(name) as string) : name.slice(1, -1);
      // What stands next is the colon.
      this.peek();
      this.at += 1;
      isSorted &&= last <= key;
      last = key;
      members.push({ key, text: `${name}:${this.value()}` });
    }
    this.at += 1;
    if (!isSorted) members.sort((one, other) => (one.key < other.key ? -1 : 1));
    return `{${members.map(({ text }) => text).join(",")}}`;
  }

  private array(): string {
    const items: string[] = [];
    this.at += 1;
    for (let next = this.peek(); next !== closingBracket; next = this.peek()) {
      if (next === comma) this.at += 1;
      items.push(this.value());
    }
    this.at += 1;
    return `[${items.join(",")}]`;
  }

  private string(): string {
    const start = this.at;
    let end = this.json.indexOf('"', start + 1);
    while (this.isEscaped(end)) end = this.json.indexOf('"', end + 1);
    if (end === -1) throw new SyntaxError("The JSON ends inside of a string.");
    this.at = end + 1;
    const text = this.json.slice(start, this.at);
    // One character can be escaped in several ways.
    return text.includes("\\") ? JSON.stringify(JSON.parse(text)) : text;
  }

  private isEscaped(at: number): boolean {
    let first = at;
    while (this.json.charCodeAt(first - 1) === backslash) first -= 1;
    return (at - first) % 2 === 1;
  }

  /** A number, true, false or null. */
  private word(): string {
    const start = this.at;
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
