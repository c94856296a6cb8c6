import type { Name, Query } from "./ast";
import { Cursor } from "./cursor";
import { SqlError } from "./error";
import { parseQualified } from "./parseFrom";
import { parseQuery } from "./parseQuery";

/** Parses one SELECT and nothing else. */
export function parseSelectStatement(text: string): Query {
  const cursor = new Cursor(text, parseQuery);
  if (
    !cursor.sees("SELECT") &&
    !cursor.sees("WITH") &&
    !cursor.sees("VALUES") &&
    !cursor.seesSymbol("(")
  ) {
    const { kind, text: word } = cursor.peek();
    if (kind === "end") throw new SqlError("The statement is empty. Write a SELECT.");
    cursor.refuse(
      `expected a SELECT, found ${kind === "word" ? word.toUpperCase() : JSON.stringify(word)}. Only queries can be run here.`,
    );
  }
  const query = parseQuery(cursor);
  finish(cursor);
  return query;
}

/** `COPY INTO table (columns) FROM (SELECT …) options`. */
export interface Copy {
  table: Name[];
  columns: Name[];
  query: Query;
  options: CopyOption[];
}

/** An option of COPY, or of its FILE_FORMAT: a value as it means, or the options in its brackets. */
export interface CopyOption {
  name: string;
  value: string | CopyOption[];
  at: number;
}

/** Parses a COPY INTO from a stage. */
export function parseCopyStatement(text: string): Copy {
  const cursor = new Cursor(text, parseQuery);
  cursor.expect("COPY", "INTO");
  const table = parseQualified(cursor, cursor.name("a table"));
  const columns = cursor.seesSymbol("(")
    ? cursor.parenthesised(() => cursor.list(() => cursor.name("a column")))
    : [];
  cursor.expect("FROM");
  if (!cursor.seesSymbol("("))
    cursor.refuse("COPY reads from a SELECT here: FROM (SELECT $1 FROM @stage).");
  const query = cursor.parenthesised(() => parseQuery(cursor));
  const options = parseOptions(cursor);
  finish(cursor);
  return { table, columns, query, options };
}

function parseOptions(cursor: Cursor): CopyOption[] {
  const options: CopyOption[] = [];
  while (cursor.peek().kind === "word") {
    const { text, start: at } = cursor.next();
    cursor.expectSymbol("=");
    options.push({ name: text.toUpperCase(), value: parseOptionValue(cursor), at });
    cursor.takesSymbol(",");
  }
  return options;
}

function parseOptionValue(cursor: Cursor): string | CopyOption[] {
  if (cursor.takesSymbol("(")) {
    const inner =
      cursor.peek().kind === "string"
        ? cursor.list(() => ({ name: cursor.next().text, value: "", at: cursor.at }))
        : parseOptions(cursor);
    cursor.expectSymbol(")");
    return inner;
  }
  const { kind, text } = cursor.next();
  if (kind === "string" || kind === "number") return text;
  if (kind !== "word") cursor.fail("expected the option's value");
  return text.toUpperCase();
}

function finish(cursor: Cursor): void {
  const ends = cursor.takesSymbol(";");
  while (cursor.takesSymbol(";")) continue;
  if (cursor.peek().kind === "end") return;
  if (ends) cursor.refuse("only one statement can be run at a time.");
  cursor.fail("expected the end of the statement");
}
