import type { CommonTable, Expression, Query, QueryBody } from "../syntax/ast";
import { readsTable } from "../syntax/traversal";
import type { Context, EmittedQuery } from "../semantics/context";
import { emitRows, renamed } from "./from";
import { emitOrder } from "../semantics/order";
import { type Ending, emitSelect, orderValue, outputScope } from "./select";
import { identifier } from "../semantics/quote";
import type { Column } from "../semantics/schema";
import { keyOf } from "../semantics/equality";
import { type Value, as, commonType } from "../semantics/value";

/** A query in DuckDB's SQL. */
export function emitQuery(query: Query, outer: Context): EmittedQuery {
  const { context, clause } = emitCommonTables(query, outer);
  const { body } = query;
  const top = body.kind === "select" ? body.top : undefined;
  const ending = {
    orderBy: query.orderBy,
    limits: emitLimits(query.limit ?? top, query.offset, context),
  };
  const { sql, columns, elements } =
    body.kind === "select"
      ? emitSelect(body, ending, context)
      : sorted(emitBody(body, context), ending, context);
  // The tables of WITH are not in sight where the elements are read.
  return { sql: clause + sql, columns, elements: clause === "" ? elements : undefined };
}

function emitCommonTables(query: Query, outer: Context): { context: Context; clause: string } {
  if (query.with.length === 0) return { context: outer, clause: "" };
  const tables = new Map(outer.commonTables);
  let context = outer;
  const parts = query.with.map((table) => {
    const { name, columns: names } = table;
    const emitted = emitCommonTable(table, context);
    const columns = renamed(emitted.columns, names, name.at, context);
    const elements = names.length === 0 ? emitted.elements : undefined;
    tables.set(name.folded, { columns, elements });
    context = outer.within(outer.scope, new Map(tables));
    const list = columns.map((column) => identifier(column.name)).join(", ");
    return `${identifier(name.folded)}(${list}) AS (${emitted.sql})`;
  });
  const word = query.with.some(recursionOf) ? "RECURSIVE " : "";
  return { context, clause: `WITH ${word}${parts.join(", ")} ` };
}

function emitCommonTable(table: CommonTable, context: Context): EmittedQuery {
  const { name, columns: names, query } = table;
  const recursion = recursionOf(table);
  if (!recursion) return context.query(query);
  // What the first branch selects is what the name means in the second.
  const anchor = context.query({ ...query, body: recursion.left, orderBy: [] });
  const columns = renamed(anchor.columns, names, name.at, context);
  const known = new Map(context.commonTables).set(name.folded, { columns });
  return context.within(context.scope, known).query(query);
}

// Source: "WITH": the word RECURSIVE may be left out, and a table is recursive that its second branch names.
function recursionOf({ name, query }: CommonTable): { left: QueryBody } | undefined {
  const { body } = query;
  return body.kind === "set" && readsTable(body.right, name.folded) ? body : undefined;
}

function sorted(inner: EmittedQuery, ending: Ending, context: Context): EmittedQuery {
  const { sql, columns } = inner;
  if (ending.orderBy.length === 0)
    return ending.limits ? { sql: `SELECT * FROM (${sql})${ending.limits}`, columns } : inner;
  const items = columns.map((column) => ({
    column,
    alias: column.name,
    value: { sql: identifier(column.name), type: column.type },
  }));
  const order = emitOrder(ending.orderBy, (key) =>
    orderValue(key, items, context.within(outputScope(columns, context))),
  );
  return { sql: `SELECT * FROM (${sql}) ${order}${ending.limits}`, columns };
}

function emitBody(body: QueryBody, context: Context): EmittedQuery {
  switch (body.kind) {
    case "select": {
      const limits = body.top ? emitLimits(body.top, undefined, context) : "";
      return emitSelect(body, { orderBy: [], limits }, context);
    }
    case "values":
      return emitRows(body.rows, body.at, context);
    case "nested":
      return emitQuery(body.query, context);
    case "set": {
      const left = emitBody(body.left, context);
      const right = emitBody(body.right, context);
      if (left.columns.length !== right.columns.length) {
        return context.refuse(
          body.at,
          `${body.operator} needs as many columns on both sides: ${left.columns.length} and ${right.columns.length}.`,
        );
      }
      const columns = left.columns.map((column, index) => ({
        ...column,
        type: commonType([column.type, right.columns[index]?.type ?? "NULL"]),
      }));
      if (body.all) return { sql: united(left, right, columns), columns };
      const zoned = columns.find(({ type }) => type === "TIMESTAMP_TZ");
      // Of values that are equal and yet differ, UNION keeps one.
      if (zoned && body.operator === "UNION") {
        const keys = columns.map(({ name, type }) => keyOf({ sql: identifier(name), type }));
        const rows = united(left, right, columns);
        return { sql: `SELECT DISTINCT ON (${keys.join(", ")}) * FROM (${rows})`, columns };
      }
      if (zoned)
        return context.refuse(
          body.at,
          `${body.operator} compares no TIMESTAMP_TZ here. Cast ${zoned.label} to TIMESTAMP_LTZ.`,
        );
      const [first, second] = [left, right].map((side) => branch(side, columns, true));
      return { sql: `${first} ${body.operator} ${second}`, columns };
    }
  }
}

function united(left: EmittedQuery, right: EmittedQuery, columns: readonly Column[]): string {
  return `${branch(left, columns, false)} UNION ALL ${branch(right, columns, false)}`;
}

// One branch of a set operator, in the types that both have in common. What is compared is shown as its key.
function branch(
  { sql, columns }: EmittedQuery,
  targets: readonly Column[],
  isCompared: boolean,
): string {
  const values = targets.map((target, index): Value => {
    const name = identifier(`c${index + 1}`);
    const own = columns[index]?.type ?? target.type;
    const converted = { sql: as({ sql: name, type: own }, target.type), type: target.type };
    return isCompared ? { ...converted, sql: keyOf(converted) } : converted;
  });
  const names = columns.map((_, index) => identifier(`c${index + 1}`));
  if (values.every((value, index) => value.sql === names[index])) return `(${sql})`;
  const list = values.map(
    (value, index) => `${value.sql} AS ${identifier(targets[index]?.name ?? "")}`,
  );
  return `(SELECT ${list.join(", ")} FROM (${sql}) AS branch(${names.join(", ")}))`;
}

function emitLimits(
  limit: Expression | undefined,
  offset: Expression | undefined,
  context: Context,
): string {
  const parts = [
    ["LIMIT", limit],
    ["OFFSET", offset],
  ] as const;
  return parts
    .filter(([, value]) => value && value.kind !== "null")
    .map(([word, value]) => {
      if (value?.kind === "number" && /^\d+$/.test(value.text)) return ` ${word} ${value.text}`;
      return context.refuse(value?.at ?? 0, `${word} takes a whole number.`);
    })
    .join("");
}
