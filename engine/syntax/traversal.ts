import type { Call, Expression, Name } from "./ast";

/** All calls in an expression, except for those in a query inside of it. */
export function callsOf(expression: Expression): Call[] {
  return nodesOf(expression).filter((node) => node.kind === "call");
}

/** An expression and all expressions in it, except for those in a query inside of it. */
export function nodesOf(expression: Expression): Expression[] {
  const found: Expression[] = [];
  rewrite(expression, (node) => {
    found.push(node);
    return undefined;
  });
  return found;
}

/** Whether a query reads a table of this name, in any of its parts. */
export function readsTable(part: unknown, name: string): boolean {
  if (Array.isArray(part)) return part.some((item) => readsTable(item, name));
  if (typeof part !== "object" || part === null) return false;
  return isTableNamed(part, name) || Object.values(part).some((inner) => readsTable(inner, name));
}

function isTableNamed(part: object, name: string): boolean {
  if (!("kind" in part && part.kind === "table" && "name" in part)) return false;
  const [only, more] = part.name as Name[];
  return only?.folded === name && more === undefined;
}

/** Whether an expression takes rows of a query, as IN and EXISTS do. */
export function holdsQuery(expression: Expression): boolean {
  return Object.values(expression).some(
    (part: unknown) => typeof part === "object" && part !== null && isQuery(part),
  );
}

/**
 * The expression with some of its nodes replaced, except for those in a query inside of it.
 *
 * @param replace Gives what stands in place of a node, or undefined to look at its parts.
 */
export function rewrite(
  expression: Expression,
  replace: (node: Expression) => Expression | undefined,
): Expression {
  const rewritten = (part: unknown): unknown => {
    if (Array.isArray(part)) return part.map(rewritten);
    if (typeof part !== "object" || part === null || isQuery(part)) return part;
    const replacement = isExpression(part) ? replace(part) : undefined;
    return (
      replacement ??
      Object.fromEntries(Object.entries(part).map(([key, value]) => [key, rewritten(value)]))
    );
  };
  return rewritten(expression) as Expression;
}

function isQuery(node: object): boolean {
  return "body" in node && "with" in node;
}

// Steps of paths, windows and order keys have no kind.
function isExpression(node: object): node is Expression {
  return "kind" in node && "at" in node;
}
