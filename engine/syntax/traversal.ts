import type { Call, Expression } from "./ast";

/** All calls in an expression, except for those in a query inside of it. */
export function callsOf(expression: Expression): Call[] {
  const found: Call[] = [];
  rewrite(expression, (node) => {
    if (node.kind === "call") found.push(node);
    return undefined;
  });
  return found;
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
