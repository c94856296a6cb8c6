import { SqlError } from "./error";

/** The smallest pieces of a statement. `text` is what it means: a string without quotes, its escapes resolved. */
export interface Token {
  kind: "word" | "quoted" | "string" | "number" | "symbol" | "end";
  text: string;
  /** Where it begins and ends in the statement. */
  start: number;
  end: number;
}

const blank = /\s+|--[^\n]*|\/\/[^\n]*/y;
const word = /[A-Za-z_$\u0080-\uffff][\w$\u0080-\uffff]*/y;
const number = /(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?/y;
const symbol = /::|=>|->|<>|!=|<=|>=|\|\||[-+*/%=<>()[\]{},.:;?@^&|~]/y;

/** Takes a statement of Snowflake SQL apart. Source: "Data types for text strings", "Comments". */
export function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  const match = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = at;
    return pattern.exec(text)?.[0];
  };
  const push = (kind: Token["kind"], meaning: string, end: number): void => {
    tokens.push({ kind, text: meaning, start: at, end });
    at = end;
  };
  while (at < text.length) {
    const skipped = match(blank);
    const plain = match(word);
    if (skipped !== undefined) at += skipped.length;
    else if (text.startsWith("/*", at)) at = endOf(text, "*/", at, "a comment");
    else if (text.startsWith("$$", at)) {
      const end = endOf(text, "$$", at, "a $$ string");
      push("string", text.slice(at + 2, end - 2), end);
    } else if (text[at] === "'") {
      const { meaning, end } = readString(text, at);
      push("string", meaning, end);
    } else if (text[at] === '"') {
      const { meaning, end } = readQuoted(text, at);
      push("quoted", meaning, end);
    } else if (plain !== undefined) push("word", plain, at + plain.length);
    else {
      const digits = match(number);
      const sign = digits ?? match(symbol);
      if (sign === undefined) {
        throw new SqlError(
          text,
          at,
          `${JSON.stringify(text[at])} has no meaning in Snowflake SQL.`,
        );
      }
      push(digits === undefined ? "symbol" : "number", sign, at + sign.length);
    }
  }
  push("end", "", at);
  return tokens;
}

function endOf(text: string, closing: string, start: number, what: string): number {
  const end = text.indexOf(closing, start + 2);
  if (end < 0)
    throw new SqlError(text, start, `${what} is never closed. Close it with ${closing}.`);
  return end + closing.length;
}

const escapes: Readonly<Record<string, string>> = {
  n: "\n",
  t: "\t",
  r: "\r",
  b: "\b",
  f: "\f",
  0: "\0",
};

// `''` is a quote; a backslash escapes, in octal, hexadecimal and Unicode too, and before any other
// character stands for that character.
function readString(text: string, start: number): { meaning: string; end: number } {
  const pieces = /''|\\(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|([0-7]{3})|([\s\S]))|'|[^'\\]+|\\/y;
  let meaning = "";
  pieces.lastIndex = start + 1;
  for (;;) {
    const piece = pieces.exec(text);
    if (piece === null) {
      throw new SqlError(text, start, `a string is never closed. Close it with a single quote.`);
    }
    const [whole, unicode, hex, octal, other] = piece;
    if (whole === "'") return { meaning, end: pieces.lastIndex };
    if (whole === "''") meaning += "'";
    else if (octal !== undefined) meaning += String.fromCharCode(parseInt(octal, 8));
    else if (unicode ?? hex) meaning += String.fromCharCode(parseInt(unicode ?? hex ?? "", 16));
    else if (other !== undefined) meaning += escapes[other] ?? other;
    else meaning += whole;
  }
}

function readQuoted(text: string, start: number): { meaning: string; end: number } {
  const pattern = /"((?:[^"]|"")*)"/y;
  pattern.lastIndex = start;
  const found = pattern.exec(text);
  if (!found) {
    throw new SqlError(
      text,
      start,
      `a quoted identifier is never closed. Close it with a double quote.`,
    );
  }
  return { meaning: (found[1] ?? "").replaceAll('""', '"'), end: pattern.lastIndex };
}
