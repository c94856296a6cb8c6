import type { Node } from "../syntax/ast";
import { comparable, compare, like } from "../semantics/compare";
import type { Context, EmittedQuery } from "../semantics/context";
import { type Value, nothing, truth } from "../semantics/value";

/** Lists in brackets, which are equal when all of their items are. */
export function emitTuples(
  operator: string,
  left: Node<"tuple">,
  right: Node<"tuple">,
  context: Context,
): Value {
  if (operator !== "=")
    return context.refuse(left.at, "lists in brackets are compared by = and IN only.");
  if (left.items.length !== right.items.length)
    return context.refuse(
      right.at,
      `a list of ${right.items.length} is compared with one of ${left.items.length}.`,
    );
  const others = right.items.map((item) => context.emit(item));
  const pairs = left.items.map(
    (item, index) => compare("=", context.emit(item), others[index] ?? nothing).sql,
  );
  return truth(`(${pairs.join(" AND ")})`);
}

/** IN, over values or over a query. */
export function emitIn({ operand, values, negated, at }: Node<"in">, context: Context): Value {
  const not = negated ? "NOT " : "";
  if (!Array.isArray(values)) {
    const query = context.query(values);
    const operands =
      operand.kind === "tuple"
        ? operand.items.map((item) => context.emit(item))
        : [context.emit(operand)];
    if (operands.length !== query.columns.length)
      return context.refuse(at, "IN compares with as many columns as it has values.");
    const pairs = rowsOf(query).map((column, index) =>
      comparable([operands[index] ?? nothing, column]),
    );
    const left = pairs.map(([value]) => value).join(", ");
    const right = pairs.map(([, column]) => column).join(", ");
    const list = pairs.length > 1 ? `(${left})` : left;
    return truth(`(${list} ${not}IN (SELECT ${right} FROM ${asRows(query)}))`);
  }
  if (operand.kind === "tuple") {
    const rows = values.map((value) =>
      value.kind === "tuple"
        ? emitTuples("=", operand, value, context).sql
        : context.refuse(at, "expected lists in brackets."),
    );
    return truth(`(${not}(${rows.join(" OR ")}))`);
  }
  const [value, ...others] = comparable([operand, ...values].map((item) => context.emit(item)));
  return truth(`(${value} ${not}IN (${others.join(", ")}))`);
}

/** LIKE, ILIKE and RLIKE, with one pattern, ANY or ALL. */
export function emitLike(
  { operator, operand, patterns, quantifier, escape, negated }: Node<"like">,
  context: Context,
): Value {
  const value = context.emit(operand);
  const character = escape && context.emit(escape);
  const matches = patterns.map((pattern) =>
    like(operator, value, context.emit(pattern), character),
  );
  const [only, ...more] = matches;
  const any =
    only !== undefined && more.length === 0
      ? only
      : `(${matches.join(quantifier === "ALL" ? " AND " : " OR ")})`;
  return truth(negated ? `(NOT ${any})` : any);
}

/** A query inside of an expression: a value, EXISTS, or what ANY and ALL compare with. */
export function emitSubquery(
  expression: Node<"quantified" | "exists" | "subquery">,
  context: Context,
): Value {
  const query = context.query(expression.query);
  const { sql, columns } = query;
  if (expression.kind === "exists") return truth(`EXISTS (${sql})`);
  const [column, ...more] = columns;
  if (!column || more.length > 0)
    return context.refuse(expression.at, "a subquery used as a value has exactly one column.");
  if (expression.kind === "subquery") return { sql: `(${sql})`, type: column.type };
  const left = context.emit(expression.left);
  const [first, second] = comparable([left, ...rowsOf(query)]);
  return truth(
    `(${first} ${expression.operator} ${expression.quantifier} (SELECT ${second} FROM ${asRows(query)}))`,
  );
}

// The columns of a subquery, under names of our own: its own may occur twice.
function rowsOf({ columns }: EmittedQuery): Value[] {
  return columns.map(({ type }, index) => ({ sql: `"c${index + 1}"`, type }));
}

function asRows(query: EmittedQuery): string {
  return `(${query.sql}) AS "found"(${rowsOf(query)
    .map(({ sql }) => sql)
    .join(", ")})`;
}
