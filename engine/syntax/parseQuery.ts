import type {
  CommonTable,
  Expression,
  GroupKey,
  Grouping,
  Name,
  Query,
  QueryBody,
  Select,
  SelectItem,
} from "./ast";
import type { Cursor } from "./cursor";
import { parseOrder } from "./parseCall";
import { parseExpression } from "./parseExpression";
import { parseFrom, parseRows } from "./parseFrom";

/** A query: WITH, selects joined by set operators, ORDER BY and LIMIT. */
export function parseQuery(cursor: Cursor): Query {
  const at = cursor.at;
  const begins = cursor.takes("WITH");
  const recursive = begins && cursor.takes("RECURSIVE");
  const commonTables = begins ? cursor.list(() => parseCommonTable(cursor)) : [];
  const body = parseBody(cursor);
  const orderBy = cursor.sees("ORDER") ? parseOrder(cursor, parseExpression) : [];
  return { recursive, with: commonTables, body, orderBy, ...parseLimits(cursor), at };
}

function parseCommonTable(cursor: Cursor): CommonTable {
  const name = cursor.name("the name of a common table expression");
  const columns = cursor.seesSymbol("(")
    ? cursor.parenthesised(() => cursor.list(() => cursor.name("a column")))
    : [];
  cursor.expect("AS");
  return { name, columns, query: cursor.parenthesised(() => parseQuery(cursor)) };
}

// INTERSECT binds tighter than the others.
function parseBody(cursor: Cursor): QueryBody {
  return parseSet(cursor, ["UNION", "EXCEPT", "MINUS"], (inner) =>
    parseSet(inner, ["INTERSECT"], parseTerm),
  );
}

function parseSet(
  cursor: Cursor,
  operators: ("UNION" | "EXCEPT" | "MINUS" | "INTERSECT")[],
  operand: (cursor: Cursor) => QueryBody,
): QueryBody {
  let left = operand(cursor);
  for (;;) {
    const at = cursor.at;
    const word = cursor.takesOneOf(...operators);
    if (word === undefined) return left;
    const all = cursor.takes("ALL");
    if (all && word !== "UNION") cursor.refuse(`${word} ALL is not in Snowflake's SQL.`, at);
    if (cursor.sees("BY", "NAME"))
      cursor.refuse("UNION BY NAME is not supported here. List the columns.", at);
    cursor.takes("DISTINCT");
    const operator = word === "MINUS" ? "EXCEPT" : word;
    left = { kind: "set", operator, all, left, right: operand(cursor), at };
  }
}

function parseTerm(cursor: Cursor): QueryBody {
  const at = cursor.at;
  if (cursor.takesSymbol("(")) {
    const query = parseQuery(cursor);
    cursor.expectSymbol(")");
    return { kind: "nested", query, at };
  }
  return cursor.sees("VALUES")
    ? { kind: "values", rows: parseRows(cursor), at }
    : parseSelect(cursor);
}

function parseSelect(cursor: Cursor): Select {
  const at = cursor.at;
  cursor.expect("SELECT");
  const distinct = cursor.takesOneOf("DISTINCT", "ALL") === "DISTINCT";
  const top = cursor.takes("TOP") ? parseExpression(cursor) : undefined;
  const items = parseItems(cursor);
  const from = cursor.takes("FROM") ? parseFrom(cursor) : undefined;
  const where = cursor.takes("WHERE") ? parseExpression(cursor) : undefined;
  const groupBy = cursor.takes("GROUP", "BY") ? parseGrouping(cursor) : undefined;
  const having = cursor.takes("HAVING") ? parseExpression(cursor) : undefined;
  const qualify = cursor.takes("QUALIFY") ? parseExpression(cursor) : undefined;
  return {
    kind: "select",
    distinct,
    ...(top && { top }),
    items,
    ...(from && { from }),
    ...(where && { where }),
    ...(groupBy && { groupBy }),
    ...(having && { having }),
    ...(qualify && { qualify }),
    at,
  };
}

// Snowflake allows a comma after the last item.
function parseItems(cursor: Cursor): SelectItem[] {
  const items = [parseItem(cursor)];
  while (cursor.takesSymbol(",") && !cursor.sees("FROM")) items.push(parseItem(cursor));
  return items;
}

function parseItem(cursor: Cursor): SelectItem {
  const start = cursor.at;
  const expression = parseExpression(cursor);
  if (expression.kind === "star") return parseStar(cursor, expression.qualifier, expression.at);
  const written = cursor.writtenSince(start);
  const alias = cursor.takes("AS") || cursor.seesName() ? cursor.name("an alias") : undefined;
  return {
    kind: "expression",
    expression,
    ...(alias && { alias }),
    label: alias?.written ?? labelOf(expression, written),
  };
}

function labelOf(expression: Expression, written: string): string {
  return expression.kind === "column" ? expression.name.written : written;
}

function parseStar(cursor: Cursor, qualifier: Name | undefined, at: number): SelectItem {
  const ilike = cursor.takes("ILIKE") ? cursor.next() : undefined;
  if (ilike && ilike.kind !== "string") cursor.refuse("ILIKE after * takes a string.", ilike.start);
  const one = <T>(item: () => T): T[] =>
    cursor.seesSymbol("(") ? cursor.parenthesised(() => cursor.list(item)) : [item()];
  const exclude = cursor.takes("EXCLUDE") ? one(() => cursor.name("a column")) : [];
  const replace = cursor.takes("REPLACE") ? one(() => parseReplacement(cursor)) : [];
  const rename = cursor.takes("RENAME") ? one(() => parseRenaming(cursor)) : [];
  return {
    kind: "star",
    ...(qualifier && { qualifier }),
    ...(ilike && { ilike: ilike.text }),
    exclude,
    replace,
    rename,
    at,
  };
}

function parseReplacement(cursor: Cursor): { expression: Expression; name: Name } {
  const expression = parseExpression(cursor);
  cursor.expect("AS");
  return { expression, name: cursor.name("a column") };
}

function parseRenaming(cursor: Cursor): { from: Name; to: Name } {
  const from = cursor.name("a column");
  cursor.expect("AS");
  return { from, to: cursor.name("a column") };
}

function parseGrouping(cursor: Cursor): Grouping {
  return cursor.takes("ALL")
    ? { kind: "all" }
    : { kind: "keys", keys: cursor.list(() => parseGroupKey(cursor)) };
}

function parseGroupKey(cursor: Cursor): GroupKey {
  const at = cursor.at;
  const kind = cursor.takes("GROUPING", "SETS")
    ? "sets"
    : cursor.seesSymbol("(", 1)
      ? cursor.takes("ROLLUP")
        ? "rollup"
        : cursor.takes("CUBE")
          ? "cube"
          : undefined
      : undefined;
  if (kind === undefined) return parseExpression(cursor);
  return { kind, sets: cursor.parenthesised(() => cursor.list(() => parseSetOfKeys(cursor))), at };
}

function parseSetOfKeys(cursor: Cursor): Expression[] {
  if (cursor.seesSymbol("(") && cursor.seesSymbol(")", 1)) {
    cursor.next();
    cursor.next();
    return [];
  }
  const expression = parseExpression(cursor);
  return expression.kind === "tuple" ? expression.items : [expression];
}

function parseLimits(cursor: Cursor): { limit?: Expression; offset?: Expression } {
  const limited = cursor.takes("LIMIT") ? parseExpression(cursor) : undefined;
  const offset = cursor.takes("OFFSET") ? parseOffset(cursor) : undefined;
  const fetched = cursor.takes("FETCH") ? parseFetch(cursor) : undefined;
  const limit = limited ?? fetched;
  return { ...(limit && { limit }), ...(offset && { offset }) };
}

function parseOffset(cursor: Cursor): Expression {
  const offset = parseExpression(cursor);
  cursor.takesOneOf("ROWS", "ROW");
  return offset;
}

function parseFetch(cursor: Cursor): Expression {
  cursor.takesOneOf("FIRST", "NEXT");
  const limit = parseExpression(cursor);
  cursor.takesOneOf("ROWS", "ROW");
  cursor.takes("ONLY");
  return limit;
}
