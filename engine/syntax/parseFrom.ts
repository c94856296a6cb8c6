import type { Alias, Expression, From, Join, Name, TableExpression } from "./ast";
import { parseCall } from "./parseCall";
import type { Cursor } from "./cursor";
import { parseExpression } from "./parseExpression";

/** What stands between FROM and the next clause. A comma is a cross join. */
export function parseFrom(cursor: Cursor): From {
  const first = parseTable(cursor);
  const joins: Join[] = [];
  for (;;) {
    const at = cursor.at;
    const join = cursor.takesSymbol(",")
      ? { kind: "CROSS" as const, natural: false, right: parseTable(cursor), at }
      : parseJoin(cursor, at);
    if (join === undefined) return { first, joins };
    joins.push(join);
  }
}

function parseJoin(cursor: Cursor, at: number): Join | undefined {
  if (cursor.sees("ASOF"))
    cursor.refuse("ASOF JOIN is not supported here. Compare with a window function instead.");
  const natural = cursor.takes("NATURAL");
  const word = cursor.takesOneOf("CROSS", "INNER", "LEFT", "RIGHT", "FULL");
  if (word !== undefined && word !== "CROSS" && word !== "INNER") cursor.takes("OUTER");
  if (!cursor.takes("JOIN")) {
    if (natural || word !== undefined) cursor.fail("expected JOIN");
    return undefined;
  }
  const right = parseTable(cursor);
  const kind = word ?? "INNER";
  if (cursor.takes("ON")) return { kind, natural, right, on: parseExpression(cursor), at };
  if (cursor.takes("USING")) {
    const using = cursor.parenthesised(() => cursor.list(() => cursor.name("a column")));
    return { kind, natural, right, using, at };
  }
  return { kind, natural, right, at };
}

function parseTable(cursor: Cursor): TableExpression {
  const table = parsePlainTable(cursor);
  const refused = refusedAfterTable.find((word) => cursor.sees(word));
  if (refused) cursor.refuse(`${refused} is not supported here.`);
  return table;
}

function parsePlainTable(cursor: Cursor): TableExpression {
  const at = cursor.at;
  const lateral = cursor.takes("LATERAL");
  if (cursor.takesSymbol("@")) return parseStage(cursor, at);
  if (cursor.takesSymbol("(")) return parseInBrackets(cursor, lateral, at);
  if (cursor.sees("VALUES")) {
    return { kind: "values", rows: parseRows(cursor), ...parseAlias(cursor), at };
  }
  if (cursor.sees("TABLE") && cursor.seesSymbol("(", 1)) {
    cursor.next();
    const call = cursor.parenthesised(() =>
      parseCall(cursor, parseExpression, cursor.name("a table function")),
    );
    return { kind: "function", call, ...parseAlias(cursor), at };
  }
  const first = cursor.name("a table");
  if (cursor.seesSymbol("(")) {
    const call = parseCall(cursor, parseExpression, first);
    return { kind: "function", call, ...parseAlias(cursor), at };
  }
  const name = parseQualified(cursor, first);
  if (
    (cursor.sees("AT") || cursor.sees("BEFORE") || cursor.sees("CHANGES")) &&
    cursor.seesSymbol("(", 1)
  ) {
    cursor.refuse(
      `${cursor.peek().text.toUpperCase()} is not supported here: only Snowflake keeps earlier versions of a table.`,
    );
  }
  return { kind: "table", name, ...parseAlias(cursor), at };
}

const refusedAfterTable = [
  "PIVOT",
  "UNPIVOT",
  "MATCH_RECOGNIZE",
  "SAMPLE",
  "TABLESAMPLE",
  "CONNECT",
  "START",
];

function parseInBrackets(cursor: Cursor, lateral: boolean, at: number): TableExpression {
  if (cursor.sees("VALUES")) {
    const rows = parseRows(cursor);
    cursor.expectSymbol(")");
    return { kind: "values", rows, ...parseAlias(cursor), at };
  }
  const query = cursor.query(cursor);
  cursor.expectSymbol(")");
  return { kind: "derived", query, lateral, ...parseAlias(cursor), at };
}

/** `VALUES (…), (…)`. */
export function parseRows(cursor: Cursor): Expression[][] {
  cursor.expect("VALUES");
  return cursor.list(() => cursor.parenthesised(() => cursor.list(() => parseExpression(cursor))));
}

/** The rest of a name of one to three parts. */
export function parseQualified(cursor: Cursor, first: Name): Name[] {
  const parts = [first];
  while (cursor.takesSymbol(".")) parts.push(cursor.name("the next part of the name"));
  return parts;
}

// A path may hold anything but white space and brackets.
function parseStage(cursor: Cursor, at: number): TableExpression {
  const stage = parseQualified(cursor, cursor.name("a stage"));
  const start = cursor.at;
  if (!cursor.seesSymbol("/"))
    return { kind: "staged", stage, path: "", ...parseAlias(cursor), at };
  while (cursor.peek().start === start || cursor.peek(-1).end === cursor.peek().start) {
    if (cursor.seesSymbol(")") || cursor.peek().kind === "end") break;
    cursor.next();
  }
  return { kind: "staged", stage, path: cursor.writtenSince(start + 1), ...parseAlias(cursor), at };
}

function parseAlias(cursor: Cursor): { alias?: Alias } {
  const named = cursor.takes("AS") || cursor.seesName();
  if (!named) return {};
  const name = cursor.name("an alias");
  const columns = cursor.seesSymbol("(")
    ? cursor.parenthesised(() => cursor.list(() => cursor.name("a column")))
    : [];
  return { alias: { name, columns } };
}
