import type { Argument, Call, Expression, FrameBound, Name, OrderKey, Window } from "./ast";
import type { Cursor } from "./cursor";

type Parse = (cursor: Cursor) => Expression;

/** A call, from its opening bracket: arguments, and for aggregates and windows what may follow. */
export function parseCall(cursor: Cursor, parse: Parse, name: Name): Call {
  cursor.expectSymbol("(");
  const distinct = cursor.takes("DISTINCT");
  const args = cursor.seesSymbol(")") ? [] : parseArguments(cursor, parse, name.folded);
  cursor.expectSymbol(")");
  const withinGroup = cursor.takes("WITHIN", "GROUP")
    ? cursor.parenthesised(() => parseOrder(cursor, parse))
    : undefined;
  const nulls = cursor.takes("IGNORE", "NULLS")
    ? "IGNORE"
    : cursor.takes("RESPECT", "NULLS")
      ? "RESPECT"
      : undefined;
  const over = cursor.takes("OVER")
    ? cursor.parenthesised(() => parseWindow(cursor, parse))
    : undefined;
  return {
    kind: "call",
    name: name.folded,
    arguments: args,
    distinct,
    ...(withinGroup && { withinGroup }),
    ...(nulls && { nulls }),
    ...(over && { over }),
    at: name.at,
  };
}

// Two functions are written with a word between their arguments.
const separators: Readonly<Record<string, string>> = { EXTRACT: "FROM", POSITION: "IN" };

function parseArguments(cursor: Cursor, parse: Parse, name: string): Argument[] {
  const separator = separators[name];
  if (
    separator !== undefined &&
    cursor.sees(separator) === false &&
    hasSeparator(cursor, separator)
  ) {
    const first = name === "POSITION" ? literalOrSum(cursor, parse) : parse(cursor);
    cursor.expect(separator);
    return [{ value: first }, { value: parse(cursor) }];
  }
  return cursor.list(() => parseArgument(cursor, parse));
}

function hasSeparator(cursor: Cursor, separator: string): boolean {
  const { kind, text } = cursor.peek(1);
  return kind === "word" && text.toUpperCase() === separator;
}

function literalOrSum(cursor: Cursor, parse: Parse): Expression {
  const { kind, text, start: at } = cursor.peek();
  if (kind !== "string") return parse(cursor);
  cursor.next();
  return { kind: "string", value: text, at };
}

function parseArgument(cursor: Cursor, parse: Parse): Argument {
  if (!cursor.seesSymbol("=>", 1)) return { value: parse(cursor) };
  const { text } = cursor.next();
  cursor.expectSymbol("=>");
  return { name: text.toUpperCase(), value: parse(cursor) };
}

/** `ORDER BY` and its keys. */
export function parseOrder(cursor: Cursor, parse: Parse): OrderKey[] {
  cursor.expect("ORDER", "BY");
  return cursor.list(() => {
    const expression = parse(cursor);
    const descending = cursor.takesOneOf("ASC", "DESC") === "DESC";
    const nulls = cursor.takes("NULLS") ? cursor.takesOneOf("FIRST", "LAST") : undefined;
    return { expression, descending, ...(nulls && { nulls }) };
  });
}

function parseWindow(cursor: Cursor, parse: Parse): Window {
  const partitionBy = cursor.takes("PARTITION", "BY") ? cursor.list(() => parse(cursor)) : [];
  const orderBy = cursor.sees("ORDER") ? parseOrder(cursor, parse) : [];
  const unit = cursor.takesOneOf("ROWS", "RANGE");
  if (unit === undefined) return { partitionBy, orderBy };
  if (!cursor.takes("BETWEEN")) {
    return { partitionBy, orderBy, frame: { unit, start: parseBound(cursor, parse) } };
  }
  const start = parseBound(cursor, parse);
  cursor.expect("AND");
  return { partitionBy, orderBy, frame: { unit, start, end: parseBound(cursor, parse) } };
}

function parseBound(cursor: Cursor, parse: Parse): FrameBound {
  if (cursor.takes("CURRENT", "ROW")) return { kind: "current" };
  const offset = cursor.takes("UNBOUNDED") ? undefined : parse(cursor);
  const direction =
    cursor.takesOneOf("PRECEDING", "FOLLOWING") ?? cursor.fail("expected PRECEDING or FOLLOWING");
  return offset ? { kind: "offset", direction, offset } : { kind: "unbounded", direction };
}
