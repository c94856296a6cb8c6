import type { Call, Expression, Query, Select, SelectItem } from "./ast";
import { SqlError } from "./error";
import { parseSelectStatement } from "./statement";

/**
 * The columns that a query names anywhere, as statements resolve their names: it can read no others of any relation.
 *
 * @returns Undefined where all columns of a relation are meant (`*`, a join on those of equal names), and for a text that
 *   is no query. Whoever runs that is told.
 */
export function namedColumns(statement: string): ReadonlySet<string> | undefined {
  return namesIn(statement, isStar);
}

/**
 * The columns of a relation that decide which of its rows a query gives: those that it names anywhere. A column that only `*`
 * means is passed on as it is, whatever it holds.
 *
 * @param columns The relation's, as statements resolve their names.
 * @returns Undefined as for `namedColumns`, but for a `*` that passes columns on; where what a column holds, or how many
 *   there are, can decide without its name: DISTINCT, UNION, GROUP BY ALL, a place in a list, a share of the rows; and where
 *   something else gets the name of a column.
 */
export function decidingColumns(
  statement: string,
  columns: readonly string[],
): ReadonlySet<string> | undefined {
  const isOther = (part: object): boolean => isNamed(part, columns) || decidesUnnamed(part);
  const named = namesIn(statement, isOther);
  return named && new Set(columns.filter((name) => named.has(name)));
}

function namesIn(
  statement: string,
  meansOthers: (part: object) => boolean,
): ReadonlySet<string> | undefined {
  const names = new Set<string>();
  try {
    return addNames(parseSelectStatement(statement), names, meansOthers) ? names : undefined;
  } catch (error) {
    if (error instanceof SqlError) return undefined;
    throw error;
  }
}

/** @returns Whether the names are all that is meant. */
function addNames(
  part: unknown,
  names: Set<string>,
  meansOthers: (part: object) => boolean,
): boolean {
  if (Array.isArray(part)) return part.every((item) => addNames(item, names, meansOthers));
  if (typeof part !== "object" || part === null) return true;
  if (isMerging(part) || takesStar(part) || meansOthers(part)) return false;
  if (isColumn(part)) names.add(part.name.folded);
  return Object.values(part).every((inner) => addNames(inner, names, meansOthers));
}

/** `*` in a select list. */
function isStar(part: object): part is Extract<SelectItem, { kind: "star" }> {
  return "kind" in part && part.kind === "star" && "exclude" in part;
}

/** A call of anything but `count(*)`, which reads no column, on all columns. */
function takesStar(part: object): boolean {
  if (!isCall(part)) return false;
  const star = part.arguments.find(({ value }) => value.kind === "star")?.value;
  const isCount = part.name === "COUNT" && !part.distinct && part.arguments.length === 1;
  return star?.kind === "star" && !(isCount && star.qualifier === undefined);
}

/** A join that takes columns of equal names for one. */
function isMerging(part: object): boolean {
  return (
    ("natural" in part && part.natural === true) || ("using" in part && part.using !== undefined)
  );
}

/** What a column that is not named can decide by its value, or by its place among others. */
function decidesUnnamed(part: object): boolean {
  if (isStar(part)) {
    return part.ilike !== undefined || part.replace.length > 0 || part.rename.length > 0;
  }
  if (isSelect(part)) {
    const { distinct, groupBy, top } = part;
    return top !== undefined || ((distinct || groupBy !== undefined) && part.items.some(isStar));
  }
  if (isQuery(part)) return part.limit !== undefined || part.offset !== undefined;
  const isSet = "kind" in part && part.kind === "set" && !("all" in part && part.all === true);
  const isSample = "kind" in part && part.kind === "sample";
  const namesByPlace = "columns" in part && Array.isArray(part.columns) && part.columns.length > 0;
  return isSet || isSample || namesByPlace;
}

/** What a select list calls by one of these names. */
function isNamed(part: object, names: readonly string[]): boolean {
  return isItem(part) && part.alias !== undefined && names.includes(part.alias.folded);
}

function isItem(part: object): part is Extract<SelectItem, { kind: "expression" }> {
  return "kind" in part && part.kind === "expression";
}

function isColumn(part: object): part is Extract<Expression, { kind: "column" }> {
  return "kind" in part && part.kind === "column";
}

function isCall(part: object): part is Call {
  return "kind" in part && part.kind === "call";
}

function isSelect(part: object): part is Select {
  return "kind" in part && part.kind === "select";
}

function isQuery(part: object): part is Query {
  return "body" in part && "with" in part;
}
