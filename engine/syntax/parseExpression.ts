import type { Expression, LikeOperator, PathStep } from "./ast";
import type { Cursor } from "./cursor";
import { parsePrimary } from "./parsePrimary";
import { parseType } from "./parseType";

/** An expression, from the operators that bind loosest (OR) to those that bind tightest. */
export function parseExpression(cursor: Cursor): Expression {
  return parseBinary(cursor, ["OR"], (inner) => parseBinary(inner, ["AND"], parseNot));
}

function parseBinary(
  cursor: Cursor,
  words: string[],
  operand: (cursor: Cursor) => Expression,
): Expression {
  let left = operand(cursor);
  for (;;) {
    const at = cursor.at;
    const operator = cursor.takesOneOf(...words);
    if (operator === undefined) return left;
    left = { kind: "binary", operator, left, right: operand(cursor), at };
  }
}

function parseNot(cursor: Cursor): Expression {
  const at = cursor.at;
  if (!cursor.takes("NOT")) return parseComparison(cursor);
  return { kind: "unary", operator: "NOT", operand: parseNot(cursor), at };
}

const comparisons = ["=", "<>", "!=", "<=", ">=", "<", ">"];

function parseComparison(cursor: Cursor): Expression {
  let left = parseSum(cursor);
  // ILIKE after `*` belongs to the select list.
  if (left.kind === "star") return left;
  for (;;) {
    const at = cursor.at;
    const operator = comparisons.find((symbol) => cursor.takesSymbol(symbol));
    if (operator !== undefined) left = parseCompared(cursor, left, operator, at);
    else if (cursor.takes("IS")) left = parseIs(cursor, left, at);
    else {
      const negated =
        cursor.sees("NOT") &&
        ["IN", "BETWEEN", "LIKE", "ILIKE", "RLIKE", "REGEXP"].includes(
          cursor.peek(1).text.toUpperCase(),
        );
      if (negated) cursor.next();
      const predicate = parsePredicate(cursor, left, negated, at);
      if (predicate === undefined) return left;
      left = predicate;
    }
  }
}

function parseCompared(cursor: Cursor, left: Expression, operator: string, at: number): Expression {
  const quantifier = cursor.takesOneOf("ANY", "ALL");
  if (quantifier === undefined) {
    return { kind: "binary", operator, left, right: parseSum(cursor), at };
  }
  const query = cursor.parenthesised(() => cursor.query(cursor));
  return { kind: "quantified", operator, left, quantifier, query, at };
}

function parseIs(cursor: Cursor, operand: Expression, at: number): Expression {
  const negated = cursor.takes("NOT");
  if (cursor.takes("NULL")) return { kind: "isNull", operand, negated, at };
  const truth = cursor.takesOneOf("TRUE", "FALSE");
  if (truth !== undefined)
    return { kind: "isBoolean", operand, value: truth === "TRUE", negated, at };
  if (cursor.takes("DISTINCT")) {
    cursor.expect("FROM");
    const operator = negated ? "IS NOT DISTINCT FROM" : "IS DISTINCT FROM";
    return { kind: "binary", operator, left: operand, right: parseSum(cursor), at };
  }
  return cursor.fail("expected NULL, TRUE, FALSE or DISTINCT FROM");
}

function parsePredicate(
  cursor: Cursor,
  operand: Expression,
  negated: boolean,
  at: number,
): Expression | undefined {
  if (cursor.takes("BETWEEN")) {
    const low = parseSum(cursor);
    cursor.expect("AND");
    return { kind: "between", operand, low, high: parseSum(cursor), negated, at };
  }
  if (cursor.takes("IN")) {
    const values = cursor.parenthesised(() =>
      cursor.sees("SELECT") || cursor.sees("WITH") || cursor.sees("VALUES")
        ? cursor.query(cursor)
        : cursor.list(() => parseExpression(cursor)),
    );
    return { kind: "in", operand, values, negated, at };
  }
  const word = cursor.takesOneOf("LIKE", "ILIKE", "RLIKE", "REGEXP");
  return word && parseLike(cursor, operand, word === "REGEXP" ? "RLIKE" : word, negated, at);
}

function parseLike(
  cursor: Cursor,
  operand: Expression,
  operator: LikeOperator,
  negated: boolean,
  at: number,
): Expression {
  const quantifier = operator === "RLIKE" ? undefined : cursor.takesOneOf("ANY", "ALL");
  const patterns = quantifier
    ? cursor.parenthesised(() => cursor.list(() => parseExpression(cursor)))
    : [parseSum(cursor)];
  const escape = operator !== "RLIKE" && cursor.takes("ESCAPE") ? parseSum(cursor) : undefined;
  return {
    kind: "like",
    operator,
    operand,
    patterns,
    ...(quantifier && { quantifier }),
    ...(escape && { escape }),
    negated,
    at,
  };
}

function parseSum(cursor: Cursor): Expression {
  return parseSymbols(cursor, ["+", "-", "||"], (inner) =>
    parseSymbols(inner, ["*", "/", "%"], parseSign),
  );
}

function parseSymbols(
  cursor: Cursor,
  symbols: string[],
  operand: (cursor: Cursor) => Expression,
): Expression {
  let left = operand(cursor);
  for (;;) {
    const at = cursor.at;
    const operator = symbols.find((symbol) => cursor.takesSymbol(symbol));
    if (operator === undefined) return left;
    left = { kind: "binary", operator, left, right: operand(cursor), at };
  }
}

function parseSign(cursor: Cursor): Expression {
  const at = cursor.at;
  const operator = cursor.takesSymbol("-") ? "-" : cursor.takesSymbol("+") ? "+" : undefined;
  return operator
    ? { kind: "unary", operator, operand: parseSign(cursor), at }
    : parsePostfix(cursor);
}

/** A primary with its casts (`::`), paths (`:`) and elements (`[…]`), which bind tightest of all. */
function parsePostfix(cursor: Cursor): Expression {
  let base = parsePrimary(cursor, parseExpression);
  for (;;) {
    const at = cursor.at;
    if (cursor.takesSymbol("::")) {
      base = { kind: "cast", value: base, type: parseType(cursor), attempt: false, at };
    } else if (cursor.seesSymbol(":") || cursor.seesSymbol("[")) {
      base = { kind: "path", base, steps: parsePath(cursor), at };
    } else return base;
  }
}

function parsePath(cursor: Cursor): PathStep[] {
  const steps: PathStep[] = [];
  for (;;) {
    if (cursor.takesSymbol(":") || (steps.length > 0 && cursor.takesSymbol("."))) {
      const { kind, text } = cursor.peek();
      if (kind !== "word" && kind !== "quoted")
        cursor.fail("expected a key after the colon or dot");
      cursor.next();
      steps.push({ key: text });
    } else if (cursor.takesSymbol("[")) {
      const { kind, text } = cursor.peek();
      if (kind === "string") {
        cursor.next();
        steps.push({ key: text });
      } else steps.push({ index: parseExpression(cursor) });
      cursor.expectSymbol("]");
    } else return steps;
  }
}
