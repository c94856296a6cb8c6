import { type Token, tokenize } from "./lexer";

/** One statement of a text that may hold several. */
export interface StatementText {
  /** From its first token to its last: without the semicolon, and without comments around it. */
  text: string;
  /** Where it begins in the whole text, as an offset. */
  start: number;
  /** The line of the whole text on which it begins, from 1. */
  line: number;
}

/**
 * Takes a text apart at the semicolons between its statements. A semicolon in a string, a quoted name or a
 * comment is none, and a statement without tokens is none.
 *
 * @throws SqlError for what is no token of Snowflake's SQL, anywhere in the text.
 */
export function splitStatements(text: string): StatementText[] {
  const statements: StatementText[] = [];
  let first: Token | undefined;
  let end = 0;
  for (const token of tokenize(text)) {
    const isBorder = token.kind === "end" || (token.kind === "symbol" && token.text === ";");
    if (!isBorder) {
      first ??= token;
      end = token.end;
    } else if (first !== undefined) {
      const { start } = first;
      const line = text.slice(0, start).split("\n").length;
      statements.push({ text: text.slice(start, end), start, line });
      first = undefined;
    }
  }
  return statements;
}
