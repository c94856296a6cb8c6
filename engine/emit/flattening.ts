import type { Expression, Query, Select } from "../syntax/ast";
import { SqlError, place } from "../syntax/error";
import { identifier } from "../semantics/quote";
import { parseSelectStatement } from "../syntax/parseStatement";
import type { Column, Schema } from "../semantics/schema";
import type { Source } from "../semantics/scope";
import { contextOf } from "./translate";

/** The select list of a flattening SELECT, over a relation with one row an element. */
export interface Flattening {
  columns: Column[];
  expressions: string[];
}

// Stands for the element while expressions are built: a character that no DuckDB name or path holds.
const element = "\uE000";
const extraction = new RegExp(`json_extract(_string)?\\(${element}, '((?:[^']|'')*)'\\)`, "g");

/**
 * Translates the select list of `select … from raw, lateral flatten(input => …:Records) f` for a relation
 * that has the elements as the column "VALUE" and the other columns of the raw table under their names.
 *
 * @param extract Gives the expression for a JSON path into "VALUE", as text or as JSON. The loader makes
 * one extraction of all paths.
 * @throws SqlError when the SELECT does more than that, or uses what is not there.
 */
export function translateFlattening(
  sql: string,
  schema: Schema,
  extract: (path: string, as: "text" | "json") => string,
): Flattening {
  const refuse = (at: number, why: string): never => {
    throw new SqlError(`${place(sql, at)}: ${why}`);
  };
  const query = parseSelectStatement(sql);
  const { select, sources } = shapeOf(query, schema, refuse);
  const context = contextOf(sql, schema, sources);
  const columns: Column[] = [];
  const expressions = select.items.map((item) => {
    if (item.kind === "star")
      return refuse(item.at, "a flattening SELECT names its columns instead of *.");
    const { expression, alias, label } = item;
    const value = context.emit(expression);
    const own = expression.kind === "column" ? expression.name.folded : label.toUpperCase();
    columns.push({ name: alias?.folded ?? own, label, type: value.type });
    return value.sql
      .replace(extraction, (_, text: string | undefined, path: string) =>
        extract(path.replaceAll("''", "'"), text ? "text" : "json"),
      )
      .replaceAll(element, identifier("VALUE"));
  });
  return { columns, expressions };
}

function shapeOf(
  query: Query,
  schema: Schema,
  refuse: (at: number, why: string) => never,
): { select: Select; sources: Source[] } {
  const expected =
    "expected a plain SELECT … FROM table, LATERAL FLATTEN(input => column:path) AS alias.";
  const { body } = query;
  if (body.kind !== "select" || query.with.length > 0 || query.orderBy.length > 0 || query.limit)
    return refuse(query.at, expected);
  const [join, more] = body.from?.joins ?? [];
  const table = body.from?.first;
  const clause = body.where ?? body.having ?? body.qualify ?? more;
  if (clause || body.groupBy || body.distinct || body.top || table?.kind !== "table")
    return refuse(body.at, expected);
  if (join?.right.kind !== "function" || join.right.call.name !== "FLATTEN" || join.on)
    return refuse(body.at, expected);
  const relation = schema.resolve(table.name.map(({ folded }) => folded));
  if (!relation)
    return refuse(
      table.at,
      `there is no table ${table.name.map(({ written }) => written).join(".")}. There is ${schema.names().join(", ")}.`,
    );
  const input = flattenedColumn(join.right.call.arguments[0]?.value);
  const raw: Source = {
    alias: (table.alias?.name ?? table.name.at(-1))?.folded,
    columns: relation.columns
      .filter(({ name }) => name !== input)
      .map((column) => ({ ...column, sql: identifier(column.name) })),
  };
  const flattened: Source = {
    alias: join.right.alias?.name.folded,
    columns: [{ name: "VALUE", label: "value", type: "VARIANT", sql: element }],
  };
  return { select: body, sources: [raw, flattened] };
}

function flattenedColumn(input: Expression | undefined): string | undefined {
  if (input?.kind === "path") return flattenedColumn(input.base);
  return input?.kind === "column" ? input.name.folded : undefined;
}
