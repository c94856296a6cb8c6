import { Random } from "../../../../samples/random";

/** Texts that values and conditions share, so that many records fit many conditions. */
export const texts = [
  "Root",
  "root",
  "Rooted",
  "ConsoleLogin",
  "AccessDenied",
  "AccessDeniedException",
  "Client.UnauthorizedOperation",
  "",
  " ",
  "5",
  "5.0",
  "true",
  "null",
  "a/b",
  "a%b",
  "a_b",
  "a\\b",
  'say "hi"',
  "größe",
  "😀",
  "tab\tand\nline",
  "{",
  "[1]",
  "eventName",
  '"eventName":"Root"',
] as const;

/** Keys that columns and paths of the conditions end with, and some that are nearly the same. */
const keys = ["eventName", "errorCode", "eventSource", "type", "invokedBy", "ARN", "Type"];
const oddKeys = ["a/b", 'say "hi"', "a\\b", "größe", "😀", "*", "", "tab\t", "~0", "$.type"];

const scalars = ["5", "5.0", "-0", "1e3", "0.1E-2", "true", "false", "null", "null"];

/** Writes records as JSON that no serializer would write, the same in each run. */
export class OddRecords {
  private readonly random = new Random("odd records");
  private hasEscapes = false;

  /** A record with the column `requestID` to know it by. */
  next(id: string): string {
    this.hasEscapes = this.random.next() < 0.2;
    const fields = [
      ...keys.slice(0, 3).map((key) => this.field(key, this.value(1))),
      this.field("userIdentity", this.identity()),
      this.field(
        "resources",
        this.list(() => this.identity()),
      ),
      this.field("requestParameters", this.value(3)),
      this.field("additionalEventData", this.value(3)),
    ].filter(() => this.random.next() < 0.8);
    // The first of two equal keys counts.
    const again = fields.filter(() => this.random.next() < 0.1);
    const members = [`"requestID":"${id}"`, ...this.shuffled([...fields, ...again])];
    return `{${this.blank()}${members.join(`${this.blank()},${this.blank()}`)}${this.blank()}}`;
  }

  private identity(): string {
    if (this.random.next() < 0.1) return this.value(1);
    const members = ["type", "invokedBy", "ARN", "Type", this.random.pick(oddKeys)]
      .filter(() => this.random.next() < 0.7)
      .map((key) => this.field(key, this.value(1)));
    return `{${this.shuffled(members).join(",")}}`;
  }

  private value(depth: number): string {
    const kind = this.random.next();
    if (depth === 0 || kind < 0.55) return this.text(this.random.pick(texts));
    if (kind < 0.7) return this.random.pick(scalars);
    if (kind < 0.8) return this.list(() => this.value(depth - 1));
    const members = this.list(() => {
      const key = this.random.next() < 0.6 ? this.random.pick(keys) : this.random.pick(oddKeys);
      return this.field(key, this.value(depth - 1));
    });
    return `{${members.slice(1, -1)}}`;
  }

  private list(element: () => string): string {
    const elements = Array.from({ length: this.random.between(0, 3) }, element);
    return `[${elements.join(`${this.blank()},`)}]`;
  }

  private field(key: string, value: string): string {
    return `${this.text(key)}${this.blank()}:${this.blank()}${value}`;
  }

  /** A text in quotes, in some records with escapes that it does not need. */
  private text(text: string): string {
    if (!this.hasEscapes || this.random.next() < 0.8) return JSON.stringify(text);
    const units = Array.from({ length: text.length }, (_, at) => {
      const half = text.charCodeAt(at);
      const code = half.toString(16).padStart(4, "0");
      const isHalf = half >= 0xd800 && half <= 0xdfff;
      if (isHalf || this.random.next() < 0.3) {
        return `\\u${this.random.next() < 0.5 ? code : code.toUpperCase()}`;
      }
      const character = text.charAt(at);
      return character === "/" ? "\\/" : JSON.stringify(character).slice(1, -1);
    });
    return `"${units.join("")}"`;
  }

  private blank(): string {
    return this.random.next() < 0.9 ? "" : this.random.pick([" ", "\t", "\r\n", "\n  ", "   "]);
  }

  private shuffled<T>(values: readonly T[]): T[] {
    return values
      .map((value) => ({ value, order: this.random.next() }))
      .sort((one, other) => one.order - other.order)
      .map(({ value }) => value);
  }
}
