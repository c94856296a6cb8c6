import type { Expression, Name } from "./ast";
import type { Cursor } from "./cursor";
import { parseCall } from "./parseCall";
import { parseType } from "./parseType";

type Parse = (cursor: Cursor) => Expression;

/** A literal, a column, a call, or something in brackets. */
export function parsePrimary(cursor: Cursor, parse: Parse): Expression {
  const { kind, text, start: at } = cursor.peek();
  switch (kind) {
    case "string":
      cursor.next();
      return { kind: "string", value: text, at };
    case "number":
      cursor.next();
      return { kind: "number", text, at };
    case "symbol":
      return parseBracketed(cursor, parse, at);
    case "word":
      return parseKeyword(cursor, parse, at) ?? parseNamed(cursor, parse, at);
    case "quoted":
      return parseNamed(cursor, parse, at);
    case "end":
      return cursor.fail("expected an expression");
  }
}

function parseBracketed(cursor: Cursor, parse: Parse, at: number): Expression {
  if (cursor.takesSymbol("*")) return { kind: "star", at };
  if (cursor.takesSymbol("[")) {
    const items = cursor.seesSymbol("]") ? [] : cursor.list(() => parse(cursor));
    cursor.expectSymbol("]");
    return { kind: "array", items, at };
  }
  if (cursor.takesSymbol("{")) {
    const entries = cursor.seesSymbol("}") ? [] : cursor.list(() => parseEntry(cursor, parse));
    cursor.expectSymbol("}");
    return { kind: "object", entries, at };
  }
  if (!cursor.takesSymbol("(")) cursor.fail("expected an expression");
  if (cursor.sees("SELECT") || cursor.sees("WITH")) {
    const query = cursor.query(cursor);
    cursor.expectSymbol(")");
    return { kind: "subquery", query, at };
  }
  const items = cursor.list(() => parse(cursor));
  cursor.expectSymbol(")");
  if (cursor.takesSymbol("->")) {
    const parameters = items.map((item) => parameterFrom(cursor, item));
    return { kind: "lambda", parameters, body: parse(cursor), at };
  }
  const [only] = items;
  return only && items.length === 1 ? only : { kind: "tuple", items, at };
}

function parseEntry(cursor: Cursor, parse: Parse): { key: string; value: Expression } {
  const key = cursor.next();
  if (key.kind !== "string")
    cursor.refuse("a key of an object is a string in single quotes.", key.start);
  cursor.expectSymbol(":");
  return { key: key.text, value: parse(cursor) };
}

// Source: "Date & time data types", date and time constants: `date '2024-01-01'`.
const typedLiterals = ["DATE", "TIME", "TIMESTAMP"];

function parseKeyword(cursor: Cursor, parse: Parse, at: number): Expression | undefined {
  const truth = cursor.takesOneOf("TRUE", "FALSE");
  if (truth !== undefined) return { kind: "boolean", value: truth === "TRUE", at };
  if (cursor.takes("NULL")) return { kind: "null", at };
  if (cursor.takes("CASE")) return parseCase(cursor, parse, at);
  if (cursor.takes("EXISTS")) {
    return { kind: "exists", query: cursor.parenthesised(() => cursor.query(cursor)), at };
  }
  if (cursor.sees("INTERVAL") && cursor.peek(1).kind === "string") {
    cursor.next();
    return { kind: "interval", text: cursor.next().text, at };
  }
  if (typedLiterals.some((type) => cursor.sees(type)) && cursor.peek(1).kind === "string") {
    const type = parseType(cursor);
    const value = parsePrimary(cursor, parse);
    return { kind: "cast", value, type, attempt: false, at };
  }
  const called = cursor.seesSymbol("(", 1);
  const cast = called && cursor.takesOneOf("CAST", "TRY_CAST");
  if (cast) return parseCast(cursor, parse, cast === "TRY_CAST", at);
  if (called && (cursor.sees("LEFT") || cursor.sees("RIGHT") || cursor.sees("INSERT"))) {
    const { text } = cursor.next();
    return parseCall(cursor, parse, { folded: text.toUpperCase(), written: text, at });
  }
  return undefined;
}

function parseCase(cursor: Cursor, parse: Parse, at: number): Expression {
  const operand = cursor.sees("WHEN") ? undefined : parse(cursor);
  const branches = [];
  while (cursor.takes("WHEN")) {
    const when = parse(cursor);
    cursor.expect("THEN");
    branches.push({ when, then: parse(cursor) });
  }
  if (branches.length === 0) cursor.fail("expected WHEN");
  const otherwise = cursor.takes("ELSE") ? parse(cursor) : undefined;
  cursor.expect("END");
  return {
    kind: "case",
    ...(operand && { operand }),
    branches,
    ...(otherwise && { otherwise }),
    at,
  };
}

function parseCast(cursor: Cursor, parse: Parse, attempt: boolean, at: number): Expression {
  return cursor.parenthesised(() => {
    const value = parse(cursor);
    cursor.expect("AS");
    return { kind: "cast", value, type: parseType(cursor), attempt, at };
  });
}

// Functions that may be called without brackets. Source: "Context functions".
const withoutBrackets = new Set([
  "CURRENT_DATE",
  "CURRENT_TIME",
  "CURRENT_TIMESTAMP",
  "LOCALTIMESTAMP",
]);

function parseNamed(cursor: Cursor, parse: Parse, at: number): Expression {
  const { kind, text } = cursor.peek();
  const word = text.toUpperCase();
  if (kind === "word" && withoutBrackets.has(word) && !cursor.seesSymbol("(", 1)) {
    cursor.next();
    return { kind: "call", name: word, arguments: [], distinct: false, at };
  }
  const arrow =
    cursor.seesSymbol("->", 1) || (cursor.peek(1).kind === "word" && cursor.seesSymbol("->", 2));
  if (arrow) return parseLambda(cursor, parse, at);
  const first = cursor.name("an expression");
  if (cursor.seesSymbol("(")) return parseCall(cursor, parse, first);
  const path = [first];
  while (cursor.takesSymbol(".")) {
    if (cursor.takesSymbol("*")) return { kind: "star", qualifier: lastOf(path), at };
    path.push(cursor.name("a column"));
  }
  const name = lastOf(path);
  const qualifier = path.at(-2);
  return { kind: "column", ...(qualifier && { qualifier }), name, at };
}

function parseLambda(cursor: Cursor, parse: Parse, at: number): Expression {
  const name = cursor.name("a parameter");
  const type = cursor.seesSymbol("->") ? undefined : parseType(cursor);
  cursor.expectSymbol("->");
  return { kind: "lambda", parameters: [{ name, ...(type && { type }) }], body: parse(cursor), at };
}

function parameterFrom(cursor: Cursor, item: Expression): { name: Name } {
  if (item.kind !== "column" || item.qualifier)
    cursor.refuse("a parameter of a lambda is a plain name.", item.at);
  return { name: item.name };
}

function lastOf(path: Name[]): Name {
  return path[path.length - 1]!;
}
