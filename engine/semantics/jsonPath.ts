import { literal } from "./quote";

/** A path into JSON as DuckDB's functions take it, as a literal. */
export function pathLiteral(steps: readonly (string | number)[]): string {
  // In DuckDB a quoted `*` is a wildcard all the same, and a quote or nothing cannot stand in quotes: a JSON pointer knows no such characters.
  return steps.some((step) => typeof step === "string" && /^$|[*"\\]/.test(step))
    ? literal(pointer(steps))
    : literal(dollar(steps));
}

function dollar(steps: readonly (string | number)[]): string {
  return `$${steps.map((step) => (typeof step === "number" ? `[${step}]` : `."${step}"`)).join("")}`;
}

function pointer(steps: readonly (string | number)[]): string {
  return steps
    .map((step) => `/${String(step).replaceAll("~", "~0").replaceAll("/", "~1")}`)
    .join("");
}

/** The steps of a path written as text (`a.b[0]['c']`), as GET_PATH and FLATTEN take it. */
export function parsePathText(path: string): (string | number)[] | undefined {
  const steps: (string | number)[] = [];
  const piece = /(?:^|[.:])([\w$-]+)|[.:]?"([^"]*)"|\[(\d+)\]|\['([^']*)'\]/y;
  while (piece.lastIndex < path.length) {
    const found = piece.exec(path);
    if (!found) return undefined;
    const [, key, quoted, index, bracketed] = found;
    steps.push(index !== undefined ? Number(index) : (key ?? quoted ?? bracketed ?? ""));
  }
  return steps;
}
