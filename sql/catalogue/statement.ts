import { createHash } from "node:crypto";
import { CatalogueError } from "./error";

/** A file of SQL in its two parts. */
export interface SqlText {
  /** The text inside the block comment that the file begins with. */
  header: string;
  /** The one SELECT after it, without the closing semicolon. */
  select: string;
}

/**
 * Twelve hexadecimal digits that change with every change to the text.
 *
 * Snowflake's provider compares a view's statement without regard to letter case and white space, so an
 * edit from `'No'` to `'NO'` would never be deployed. A digest inside the statement makes it visible.
 */
export function digestOf(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 12);
}

/** The statement with a last comment. A block comment, so that what follows the text is never commented out. */
export function endWithComment(select: string, comment: string): string {
  return `${select}\n/* ${comment} */`;
}

/**
 * Takes a file apart: the leading block comment, then exactly one SELECT.
 *
 * @throws CatalogueError when there is no header, no SELECT, a second statement, or an open comment or quote.
 */
export function splitSql(text: string, file: string): SqlText {
  const { header, rest } = splitHeader(text, file);
  return { header, select: onlySelect(rest, file) };
}

/**
 * Takes the block comment that a file begins with from what follows.
 *
 * @throws CatalogueError when there is none, or it does not end.
 */
export function splitHeader(text: string, file: string): { header: string; rest: string } {
  const opening = /^\s*\/\*/.exec(text);
  if (!opening) {
    throw new CatalogueError(
      `${file}: the header is missing. The file starts with a block comment (/* … */).`,
    );
  }
  const end = text.indexOf("*/", opening[0].length);
  if (end < 0) {
    throw new CatalogueError(
      `${file}: the header is never closed. End it with */ before the statement.`,
    );
  }
  return { header: text.slice(opening[0].length, end), rest: text.slice(end + 2) };
}

/** The pieces of a text of SQL. What a semicolon or a keyword inside of is no end and no beginning is one piece. */
export function piecesOf(text: string): RegExpStringIterator<RegExpExecArray> {
  return text.matchAll(pieces);
}

/** Whether a piece is white space or a comment. */
export function isBlank(piece: string): boolean {
  return /^(\s|--|\/\*)/.test(piece);
}

/** Whether a text of SQL has one of some names in lower case, outside of comments and strings. */
export function names(text: string, words: readonly string[]): boolean {
  return Array.from(piecesOf(text), ([piece]) => piece)
    .filter((piece) => !isBlank(piece) && !piece.startsWith("'"))
    .flatMap((piece) => piece.toLowerCase().match(/\w+/g) ?? [])
    .some((word) => words.includes(word));
}

const pieces =
  /--[^\n]*|\/\*[\s\S]*?\*\/|'(?:[^'\\]|\\[\s\S]|'')*'|"(?:[^"]|"")*"|\$\$[\s\S]*?\$\$|\/\*|\$\$|['"]|;|\s+|[^\s;'"$/-]+|[\s\S]/g;

const unclosed: Readonly<Record<string, string>> = {
  "/*": "a comment is never closed",
  $$: "a $$ string is never closed",
  "'": "a ' is never closed",
  '"': 'a " is never closed',
};

function onlySelect(text: string, file: string): string {
  let end: number | undefined;
  let first: string | undefined;
  for (const { 0: piece, index } of piecesOf(text)) {
    const open = unclosed[piece];
    if (open) throw new CatalogueError(`${file}: ${open}.`);
    if (isBlank(piece)) continue;
    if (piece === ";") {
      end ??= index;
    } else if (end !== undefined) {
      throw new CatalogueError(
        `${file}: there is more after the first semicolon. A file holds one SELECT, which becomes one view.`,
      );
    }
    first ??= piece.toLowerCase();
  }
  if (first !== "select" && first !== "with") {
    throw new CatalogueError(
      `${file}: expected one SELECT after the header, found ${first === undefined ? "nothing" : JSON.stringify(first)}.`,
    );
  }
  return text.slice(0, end).trim();
}
