import { functionNamed } from "../functions/registry";
import type { Context } from "../semantics/context";
import { type ElementRows, arrayOf } from "../semantics/elements";
import { identifier } from "../semantics/quote";
import type { EmittedFrom } from "../semantics/scope";
import type { Expression, Select } from "../syntax/ast";
import { holdsQuery, nodesOf } from "../syntax/traversal";

/** An output column of a SELECT. */
interface Output {
  name: string;
  sql: string;
}

/**
 * The rows of a SELECT, once for each element of an array that it passes on, if it makes one row of each row that
 * it takes: such a SELECT means the same over the elements. So FLATTEN reads the elements through WITH
 * and subqueries, too.
 *
 * @param condition The condition of WHERE, in DuckDB's SQL.
 */
export function elementRows(
  select: Select,
  from: EmittedFrom,
  outputs: readonly Output[],
  condition: string | undefined,
  context: Context,
): ElementRows | undefined {
  const { elements } = from;
  if (!elements || !isRowByRow(select)) return undefined;
  const { column, path } = elements;
  const depthOf = ({ sql }: Output): number =>
    [column, ...path].findIndex((_, depth) => arrayOf(elements, depth) === sql);
  const [array, second] = outputs.filter((output) => depthOf(output) !== -1);
  const others = outputs.filter((output) => output !== array);
  const uses = [...others.map(({ sql }) => sql), condition ?? ""];
  if (!array || second || uses.some((sql) => sql.includes(column))) return undefined;
  const names = {
    seq: context.unique("seq"),
    index: context.unique("index"),
    value: context.unique("value"),
  };
  const list = [
    ...others,
    { name: names.seq, sql: elements.seq },
    { name: names.index, sql: elements.index },
    { name: names.value, sql: elements.value },
  ].map(({ name, sql }) => `${sql} AS ${identifier(name)}`);
  const where = condition === undefined ? "" : ` WHERE ${condition}`;
  return {
    column: array.name,
    path: path.slice(depthOf(array)),
    sql: `(SELECT ${list.join(", ")} FROM ${elements.render()}${where})`,
    names,
  };
}

function isRowByRow(select: Select): boolean {
  const { distinct, top, groupBy, having, qualify, where, items } = select;
  if (distinct || top || groupBy || having || qualify) return false;
  const expressions = items.flatMap((item) =>
    item.kind === "star" ? item.replace.map(({ expression }) => expression) : [item.expression],
  );
  return [...expressions, ...(where ? [where] : [])].every((expression) =>
    nodesOf(expression).every(isOfItsRow),
  );
}

function isOfItsRow(node: Expression): boolean {
  if (node.kind !== "call") return !holdsQuery(node);
  const entry = functionNamed(node.name);
  return entry?.kind === "scalar" && !entry.isVolatile;
}
