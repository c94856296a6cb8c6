import type { Expression } from "./ast";
import { SqlError } from "./error";
import { parseSelectStatement } from "./statement";

/**
 * The columns that a query names anywhere, as statements resolve their names: it can read no others of any relation.
 *
 * @returns Undefined where all columns of a relation are meant (`*`, a join on those of equal names), and for a text that
 *   is no query. Whoever runs that is told.
 */
export function namedColumns(statement: string): ReadonlySet<string> | undefined {
  const names = new Set<string>();
  try {
    return addNames(parseSelectStatement(statement), names) ? names : undefined;
  } catch (error) {
    if (error instanceof SqlError) return undefined;
    throw error;
  }
}

/** @returns Whether the names are all that is read. */
function addNames(part: unknown, names: Set<string>): boolean {
  if (Array.isArray(part)) return part.every((item) => addNames(item, names));
  if (typeof part !== "object" || part === null) return true;
  if (isStar(part) || isMerging(part)) return false;
  if (isColumn(part)) names.add(part.name.folded);
  return Object.values(part).every((inner) => addNames(inner, names));
}

/** `*` in a select list. That of `count(*)` reads no column. */
function isStar(part: object): boolean {
  return "kind" in part && part.kind === "star" && "exclude" in part;
}

/** A join that takes columns of equal names for one. */
function isMerging(part: object): boolean {
  return (
    ("natural" in part && part.natural === true) || ("using" in part && part.using !== undefined)
  );
}

function isColumn(part: object): part is Extract<Expression, { kind: "column" }> {
  return "kind" in part && part.kind === "column";
}
