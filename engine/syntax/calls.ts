import type { Call, Expression } from "./ast";

/** All calls in an expression, except for those in a query inside of it. */
export function callsOf(expression: Expression): Call[] {
  const found: Call[] = [];
  visit(expression, found);
  return found;
}

function visit(node: unknown, found: Call[]): void {
  if (Array.isArray(node)) for (const item of node) visit(item, found);
  else if (typeof node === "object" && node !== null && !("body" in node && "with" in node)) {
    if (isCall(node)) found.push(node);
    for (const part of Object.values(node)) visit(part, found);
  }
}

function isCall(node: object): node is Call {
  return "kind" in node && node.kind === "call";
}
