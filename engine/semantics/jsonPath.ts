import { literal } from "./quote";
import type { Value } from "./value";

/** A step of a path into JSON: a key, or an index that counts from zero. */
export type JsonStep = string | number;

/** The element at a path that is known. */
export function extract(base: Value, steps: readonly JsonStep[]): Value {
  const path = literal(pathOf(steps));
  return {
    sql: `json_extract(${base.sql}, ${path})`,
    raw: `json_extract_string(${base.sql}, ${path})`,
    type: "VARIANT",
  };
}

/** A path as DuckDB's functions take it. */
export function pathOf(steps: readonly JsonStep[]): string {
  // In DuckDB a quoted `*` is a wildcard all the same, and a quote or nothing cannot stand in quotes: a JSON pointer knows no such characters.
  return steps.some((step) => typeof step === "string" && /^$|[*"\\]/.test(step))
    ? pointer(steps)
    : dollar(steps);
}

function dollar(steps: readonly JsonStep[]): string {
  return `$${steps.map((step) => (typeof step === "number" ? `[${step}]` : `."${step}"`)).join("")}`;
}

function pointer(steps: readonly JsonStep[]): string {
  return steps
    .map((step) => `/${String(step).replaceAll("~", "~0").replaceAll("/", "~1")}`)
    .join("");
}

/** The steps of a path written as text (`a.b[0]['c']`), as GET_PATH and FLATTEN take it. */
export function parsePathText(path: string): JsonStep[] | undefined {
  const steps: JsonStep[] = [];
  const piece = /(?:^|[.:])([\w$-]+)|[.:]?"([^"]*)"|\[(\d+)\]|\['([^']*)'\]/y;
  while (piece.lastIndex < path.length) {
    const found = piece.exec(path);
    if (!found) return undefined;
    const [, key, quoted, index, bracketed] = found;
    steps.push(index !== undefined ? Number(index) : (key ?? quoted ?? bracketed ?? ""));
  }
  return steps;
}
