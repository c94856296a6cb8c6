import type { Expression, From, Join, Name, Node, TableExpression } from "../syntax/ast";
import { nameIn } from "../syntax/statement";
import { compare } from "../semantics/compare";
import type { CommonTable, Context } from "../semantics/context";
import { tableFunctionNamed } from "../functions/registry";
import { emitSample } from "./sample";
import { emitTableFunction } from "./tableFunction";
import { aliased, declared } from "../semantics/elements";
import { identifier } from "../semantics/quote";
import { type EmittedFrom, Scope, type ScopeColumn, type Source } from "../semantics/scope";
import { type Column, type Relation, noRelation } from "../semantics/schema";
import { as, asBoolean, commonType } from "../semantics/value";

/** Translates FROM, from its first table over one join after the other. */
export function emitFrom(from: From | undefined, context: Context): EmittedFrom {
  if (!from) return { sources: [], render: () => "" };
  let left = emitTable(from.first, undefined, context);
  for (const join of from.joins) left = emitJoin(left, join, context);
  return left;
}

function emitJoin(left: EmittedFrom, join: Join, context: Context): EmittedFrom {
  const { right, kind, on, at } = join;
  if (right.kind === "function") {
    if (
      kind === "RIGHT" ||
      kind === "FULL" ||
      join.natural ||
      join.using ||
      (on && kind === "LEFT")
    ) {
      context.refuse(
        at,
        `a table function is joined by a comma, CROSS, INNER or LEFT JOIN, without ${on ? "ON" : "columns"}.`,
      );
    }
    const flattened = emitTableFunction(right, left, kind === "LEFT", context);
    return on ? filtered(flattened, on, context) : flattened;
  }
  const table = emitTable(right, left, context);
  const sources = [...left.sources, ...table.sources];
  const joinedBy = (condition: string, joined: Source[]): EmittedFrom => ({
    sources: joined,
    render: () => `${left.render()} ${kind} JOIN ${table.render()}${condition}`,
  });
  const names = join.natural ? sharedColumns(left, table) : join.using;
  if (names) {
    const merged = names.map((name) => merge(name, left, table, kind, context));
    const condition = merged.map(({ condition }) => condition).join(" AND ");
    const columns = merged.map(({ column }) => column);
    return joinedBy(` ON ${condition || "true"}`, [{ alias: undefined, columns }, ...sources]);
  }
  if (kind === "CROSS") {
    if (on) context.refuse(at, "CROSS JOIN takes no ON.");
    return joinedBy("", sources);
  }
  // Without a condition, an inner join is a cross join.
  if (!on && kind !== "INNER") context.refuse(at, `${kind} JOIN needs ON or USING.`);
  const inside = context.within(new Scope(context.statement, sources, context.scope));
  return joinedBy(on ? ` ON ${asBoolean(inside.emit(on))}` : " ON true", sources);
}

function filtered(from: EmittedFrom, on: Expression, context: Context): EmittedFrom {
  const scope = new Scope(context.statement, from.sources, context.scope);
  const condition = asBoolean(context.within(scope).emit(on));
  return {
    sources: from.sources,
    render: () => `${from.render()} INNER JOIN (SELECT 1) ON ${condition}`,
  };
}

function sharedColumns(left: EmittedFrom, right: EmittedFrom): Name[] {
  const columns = left.sources.flatMap((source) => source.columns);
  const others = right.sources.flatMap((source) => source.columns);
  return columns
    .filter(({ name, hidden }) => !hidden && others.some((other) => other.name === name))
    .map(({ name, label }) => ({ folded: name, written: label, at: 0 }));
}

// USING makes one column of two, and the two are then reached by their tables' names only.
function merge(
  name: Name,
  left: EmittedFrom,
  right: EmittedFrom,
  kind: Join["kind"],
  context: Context,
): { condition: string; column: ScopeColumn } {
  const one = take(name, left, context);
  const other = take(name, right, context);
  const type = commonType([one.type, other.type]);
  const merged =
    kind === "FULL"
      ? `coalesce(${as(one, type)}, ${as(other, type)})`
      : kind === "RIGHT"
        ? as(other, type)
        : as(one, type);
  return {
    condition: compare("=", one, other).sql,
    column: { name: name.folded, label: name.written, type, sql: merged },
  };
}

function take(name: Name, { sources }: EmittedFrom, context: Context): ScopeColumn {
  const found = sources
    .flatMap((source) => source.columns)
    .filter((column) => column.name === name.folded && !column.hidden);
  const [column] = found;
  if (!column || found.length > 1) {
    return context.refuse(
      name.at,
      `USING needs the column ${name.written} exactly once on both sides of the join.`,
    );
  }
  column.hidden = true;
  column.used = true;
  return column;
}

function emitTable(
  table: TableExpression,
  left: EmittedFrom | undefined,
  context: Context,
): EmittedFrom {
  switch (table.kind) {
    case "table":
      return named(table, context);
    case "identifier":
      return named({ ...table, kind: "table", name: identified(table.name, context) }, context);
    case "derived": {
      const scope = table.lateral
        ? new Scope(context.statement, left?.sources ?? [], context.scope)
        : context.scope;
      const { sql, columns, elements } = context.within(scope).query(table.query);
      const alias = table.alias?.name.folded ?? context.unique("derived");
      const names = renamed(columns, table.alias?.columns ?? [], table.at, context);
      const list = names.map(({ name }) => identifier(name)).join(", ");
      const own = source(alias, names);
      const isRenamed = (table.alias?.columns.length ?? 0) > 0;
      return {
        sources: [own],
        elements: elements && !isRenamed ? aliased(elements, alias, own.columns) : undefined,
        render: () => `${table.lateral ? "LATERAL " : ""}(${sql}) AS ${identifier(alias)}(${list})`,
      };
    }
    case "values": {
      const alias = table.alias?.name.folded ?? context.unique("values");
      const { sql, columns } = emitRows(table.rows, table.at, context);
      const names = renamed(columns, table.alias?.columns ?? [], table.at, context);
      const list = names.map(({ name }) => identifier(name)).join(", ");
      return {
        sources: [source(alias, names)],
        render: () => `(${sql}) AS ${identifier(alias)}(${list})`,
      };
    }
    case "function":
      return emitTableFunction(table, undefined, false, context);
    case "sample": {
      const whole = emitTable(table.table, left, context);
      const sample = emitSample(table.sample, context);
      return { sources: whole.sources, render: () => whole.render() + sample };
    }
    case "staged":
      return context.refuse(table.at, "a stage is read by COPY INTO only.");
  }
}

/** The name that a string holds, in which quotes and dots mean what they do in a statement. */
function identified(name: Node<"string" | "variable">, context: Context): Name[] {
  const text = context.emit(name).constant;
  const parts = text === undefined ? undefined : nameIn(text);
  if (parts === undefined) context.refuse(name.at, "identifier() needs a text that is a name.");
  return parts.map((part) => ({ ...part, at: name.at }));
}

function named(table: Extract<TableExpression, { kind: "table" }>, context: Context): EmittedFrom {
  const [first, ...rest] = table.name as [Name, ...Name[]];
  const common = rest.length === 0 ? context.commonTables.get(first.folded) : undefined;
  const relation = common
    ? { name: first.folded, ...common }
    : declaredRelation(context.schema.resolve(table.name.map(({ folded }) => folded)));
  if (!relation) {
    const hint = tableFunctionNamed(first.folded)
      ? " A table function needs its arguments in brackets."
      : "";
    return context.refuse(table.at, noRelation(table.name, context.schema, hint));
  }
  const alias = table.alias?.name.folded ?? table.name.at(-1)!.folded;
  const columns = renamed(relation.columns, table.alias?.columns ?? [], table.at, context);
  const list = table.alias?.columns.length
    ? `(${columns.map(({ name }) => identifier(name)).join(", ")})`
    : "";
  const own = source(alias, columns);
  return {
    sources: [own],
    render: () => `${identifier(relation.name)} AS ${identifier(alias)}${list}`,
    elements:
      relation.elements && !list ? aliased(relation.elements, alias, own.columns) : undefined,
  };
}

function declaredRelation(
  relation: Relation | undefined,
): (CommonTable & { name: string }) | undefined {
  return relation && { ...relation, elements: relation.elements && declared(relation.elements) };
}

function source(alias: string, columns: readonly Column[]): Source {
  return {
    alias,
    columns: columns.map((column) => ({
      ...column,
      sql: `${identifier(alias)}.${identifier(column.name)}`,
    })),
  };
}

/** Columns under the names that an alias or a WITH gives them. */
export function renamed(
  columns: readonly Column[],
  names: readonly Name[],
  at: number,
  context: Context,
): Column[] {
  if (names.length > columns.length)
    context.refuse(at, `${names.length} names for ${columns.length} columns.`);
  return columns.map((column, index) => {
    const name = names[index];
    return name ? { ...column, name: name.folded, label: name.written } : { ...column };
  });
}

/** The rows of VALUES; the columns are COLUMN1, COLUMN2 and so on. */
export function emitRows(
  rows: readonly Expression[][],
  at: number,
  context: Context,
): { sql: string; columns: Column[] } {
  const values = rows.map((row) => row.map((cell) => context.emit(cell)));
  const width = values[0]?.length ?? 0;
  if (values.some((row) => row.length !== width))
    context.refuse(at, "the rows of VALUES differ in length.");
  const types = Array.from({ length: width }, (_, index) =>
    commonType(values.map((row) => row[index]?.type ?? "NULL")),
  );
  const lines = values.map(
    (row) => `(${row.map((value, index) => as(value, types[index] ?? "NULL")).join(", ")})`,
  );
  const columns = types.map((type, index) => ({
    name: `COLUMN${index + 1}`,
    label: `COLUMN${index + 1}`,
    type,
  }));
  return { sql: `VALUES ${lines.join(", ")}`, columns };
}
