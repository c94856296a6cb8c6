import { type JsonStep, pathOf } from "../semantics/jsonPath";
import { identifier } from "../semantics/quote";
import type { Column, Schema } from "../semantics/schema";
import { Scope, type ScopeColumn, type Source } from "../semantics/scope";
import { typeNamed } from "../semantics/types";
import type { Expression, Node, Query, Select, SelectItem } from "../syntax/ast";
import { SqlError } from "../syntax/error";
import { parseSelectStatement } from "../syntax/statement";
import { rewrite } from "../syntax/traversal";
import { constantOf, flattenedPath, placeOf } from "./path";
import { Emitter } from "./emitter";

/** The select list of a flattening SELECT, over a relation with one row an element. */
export interface Flattening {
  columns: Column[];
  /**
   * Over the element as "VALUE", the other columns of the raw table under their names, and the lists TEXTS and
   * JSONS: what stands at `paths` in the element, as text and as JSON.
   */
  expressions: string[];
  paths: { texts: readonly string[]; jsons: readonly string[] };
  /** For each column the path at which it stands in the element, where that is all it is. */
  places: RecordPlaces;
}

/** Of each column the path at which it stands in a record, if that is all it is. */
export type RecordPlaces = readonly (readonly JsonStep[] | undefined)[];

/**
 * Translates the select list of `select … from raw, lateral flatten(input => …:Records) f` for the loader, which
 * extracts all paths into an element at once: one by one they would each parse it again.
 *
 * @param only The columns that are wanted. Defaults to all.
 * @throws SqlError when the SELECT does more than that, or uses what is not there.
 */
export function translateFlattening(
  sql: string,
  schema: Schema,
  only?: ReadonlySet<string>,
): Flattening {
  const refuse = (at: number, why: string): never => {
    throw new SqlError(sql, at, why);
  };
  const { select, sources, element } = shapeOf(parseSelectStatement(sql), schema, refuse);
  const extracted = new Extracted(element);
  const named = select.items.map((item) =>
    item.kind === "star"
      ? refuse(item.at, "a flattening SELECT names its columns instead of *.")
      : { ...item, name: nameIn(item) },
  );
  const items = named
    .filter(({ name }) => only?.has(name) ?? true)
    .map((item) => ({ ...item, rewritten: extracted.rewrite(item.expression) }));
  const scope = new Scope(sql, [...sources, extracted.source()]);
  const emitter = new Emitter(sql, schema, scope);
  const columns: Column[] = [];
  const expressions = items.map(({ rewritten, name, label }) => {
    const value = emitter.emit(rewritten);
    columns.push({ name, label, type: value.type });
    return value.sql;
  });
  const places = items.map(({ expression }) =>
    placeOf(expression, (column) => (element(column) ? [] : undefined)),
  );
  return { columns, expressions, paths: extracted.paths, places };
}

/** What a column of a select list is called. */
function nameIn({ expression, alias, label }: Extract<SelectItem, { kind: "expression" }>): string {
  const own = expression.kind === "column" ? expression.name.folded : label.toUpperCase();
  return alias?.folded ?? own;
}

/** The paths into the element, each of which becomes a column that is extracted beforehand. */
class Extracted {
  readonly paths = { texts: [] as string[], jsons: [] as string[] };

  constructor(private readonly isElement: (expression: Expression) => boolean) {}

  /** A path that is cast to text is extracted as text, any other one as JSON. */
  rewrite(expression: Expression): Expression {
    return rewrite(expression, (node) => {
      if (node.kind === "cast" && !node.attempt && typeNamed(node.type) === "VARCHAR") {
        const steps = this.stepsOf(node.value);
        return steps && this.column("texts", steps, node.at);
      }
      const steps = this.stepsOf(node);
      return steps && this.column("jsons", steps, node.at);
    });
  }

  source(): Source {
    const columns = (["texts", "jsons"] as const).flatMap((list) =>
      this.paths[list].map((_, index): ScopeColumn => ({
        name: nameOf(list, index),
        label: nameOf(list, index),
        type: list === "texts" ? "VARCHAR" : "VARIANT",
        sql: `list_extract(${list.toUpperCase()}, ${index + 1})`,
      })),
    );
    return { alias: undefined, columns };
  }

  private stepsOf(node: Expression): JsonStep[] | undefined {
    if (node.kind !== "path") return undefined;
    const { base, steps } = flattenedPath(node);
    if (!this.isElement(base)) return undefined;
    const constants = steps.map(constantOf).filter((step) => step !== undefined);
    return constants.length === steps.length ? constants : undefined;
  }

  private column(list: "texts" | "jsons", steps: JsonStep[], at: number): Node<"column"> {
    const path = pathOf(steps);
    const known = this.paths[list].indexOf(path);
    const index = known === -1 ? this.paths[list].push(path) - 1 : known;
    const name = nameOf(list, index);
    return { kind: "column", name: { folded: name, written: name, at }, at };
  }
}

// With a blank in it, which no name in the statement has unless it is quoted.
function nameOf(list: "texts" | "jsons", index: number): string {
  return `${list} ${index + 1}`;
}

function shapeOf(
  query: Query,
  schema: Schema,
  refuse: (at: number, why: string) => never,
): { select: Select; sources: Source[]; element: (expression: Expression) => boolean } {
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
  const alias = join.right.alias?.name.folded;
  const flattened: Source = {
    alias,
    columns: [{ name: "VALUE", label: "value", type: "VARIANT", sql: identifier("VALUE") }],
  };
  const element = (expression: Expression): boolean =>
    expression.kind === "column" &&
    expression.name.folded === "VALUE" &&
    (expression.qualifier === undefined || expression.qualifier.folded === alias);
  return { select: body, sources: [raw, flattened], element };
}

function flattenedColumn(input: Expression | undefined): string | undefined {
  if (input?.kind === "path") return flattenedColumn(input.base);
  return input?.kind === "column" ? input.name.folded : undefined;
}
