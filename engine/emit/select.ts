import { callsOf } from "../syntax/traversal";
import type { Expression, GroupKey, OrderKey, Select, SelectItem } from "../syntax/ast";
import type { Context, EmittedQuery } from "../semantics/context";
import { elementRows } from "./elements";
import { emitFrom } from "./from";
import { keyOf, ofGroup } from "../semantics/equality";
import { emitOrder } from "../semantics/order";
import { isAggregate } from "../functions/registry";
import { identifier } from "../semantics/quote";
import { Scope, type ScopeColumn } from "../semantics/scope";
import type { Column } from "../semantics/schema";
import { type Value, asBoolean } from "../semantics/value";

/** An output column: what it is called and where its value comes from. */
interface Item {
  column: Column;
  value: Value;
  expression?: Expression;
  alias?: string;
}

/** What surrounds a SELECT and is written after it. */
export interface Ending {
  orderBy: readonly OrderKey[];
  limits: string;
}

/** Translates one SELECT with the ORDER BY and LIMIT that belong to it. */
export function emitSelect(select: Select, ending: Ending, context: Context): EmittedQuery {
  const from = emitFrom(select.from, context);
  const scope = new Scope(context.statement, from.sources, context.scope);
  const inside = context.within(scope);
  const items: Item[] = [];
  for (const item of select.items) {
    for (const each of emitItem(item, inside)) {
      items.push(each);
      if (each.alias !== undefined) scope.aliases.set(each.alias, each.value);
    }
  }
  const clauses: string[] = [];
  const condition = select.where && asBoolean(inside.emit(select.where));
  if (condition !== undefined) clauses.push(`WHERE ${condition}`);
  const { keys, sql } = emitGrouping(select, items, inside);
  if (sql) clauses.push(sql);
  const ofGroups = new Map(keys.map((key) => [key.sql, ofGroup(key)]));
  const grouped = keys.length > 0 ? inside.grouped(ofGroups) : inside;
  if (keys.length > 0) {
    for (const item of items) {
      const { expression, value } = item;
      const { sql, type } = expression ? grouped.emit(expression) : value;
      item.value = { sql: ofGroups.get(sql) ?? sql, type };
    }
    for (const { alias, value } of items) if (alias !== undefined) scope.aliases.set(alias, value);
  }
  if (select.having) clauses.push(`HAVING ${asBoolean(grouped.emit(select.having))}`);
  if (select.qualify) clauses.push(`QUALIFY ${asBoolean(grouped.emit(select.qualify))}`);
  const columns = items.map(({ column, value }) => ({ ...column, type: value.type }));
  const order =
    ending.orderBy.length > 0
      ? [emitOrder(ending.orderBy, (key) => orderValue(key, items, grouped))]
      : [];
  const list = items.map(({ column, value }) => `${value.sql} AS ${identifier(column.name)}`);
  const source = from.render();
  const body = [
    `SELECT ${select.distinct ? distinct(items) : ""}${list.join(", ")}`,
    ...(source ? [`FROM ${source}`] : []),
    ...clauses,
  ];
  // After DISTINCT, only what is selected can be sorted by.
  if (select.distinct && order.length > 0) {
    const outputs = columns.map((column, index) => ({
      ...items[index]!,
      column,
      value: outputOf(column),
    }));
    const sorted = emitOrder(ending.orderBy, (key) =>
      orderValue(key, outputs, context.within(outputScope(columns, context))),
    );
    return { sql: `SELECT * FROM (${body.join(" ")}) ${sorted}${ending.limits}`, columns };
  }
  const outputs = items.map(({ column, value }) => ({ name: column.name, sql: value.sql }));
  const isWhole = ending.orderBy.length === 0 && ending.limits === "";
  return {
    sql: `${[...body, ...order].join(" ")}${ending.limits}`,
    columns,
    elements: isWhole ? elementRows(select, from, outputs, condition, context) : undefined,
  };
}

// Values that are equal may differ, so DuckDB has to be told what tells them apart.
function distinct(items: readonly Item[]): string {
  const keys = items.map(({ value }) => keyOf(value));
  const isPlain = items.every(({ value }, index) => value.sql === keys[index]);
  return isPlain ? "DISTINCT " : `DISTINCT ON (${keys.join(", ")}) `;
}

/** What ORDER BY can name after DISTINCT or a set operator: the output columns. */
export function outputScope(columns: readonly Column[], context: Context): Scope {
  const named: ScopeColumn[] = columns.map((column) => ({
    ...column,
    sql: identifier(column.name),
  }));
  return new Scope(context.statement, [{ alias: undefined, columns: named }]);
}

function outputOf(column: Column): Value {
  return { sql: identifier(column.name), type: column.type };
}

/** What a key of ORDER BY sorts by: a position, an alias before a column of that name, or an expression. */
export function orderValue(
  { expression }: OrderKey,
  items: readonly { column: Column; value: Value; alias?: string }[],
  context: Context,
): Value {
  if (expression.kind === "number") {
    const item = items[Number(expression.text) - 1];
    return (
      item?.value ??
      context.refuse(expression.at, `there is no column ${expression.text} to sort by.`)
    );
  }
  const name =
    expression.kind === "column" && !expression.qualifier ? expression.name.folded : undefined;
  const item = name === undefined ? undefined : items.find(({ alias }) => alias === name);
  return item?.value ?? context.emit(expression);
}

function emitItem(item: SelectItem, context: Context): Item[] {
  if (item.kind === "star") return emitStar(item, context);
  const { expression, alias, label } = item;
  const value = context.emit(expression);
  const name =
    alias?.folded ?? (expression.kind === "column" ? expression.name.folded : label.toUpperCase());
  return [
    {
      column: { name, label, type: value.type },
      value,
      expression,
      ...(alias && { alias: alias.folded }),
    },
  ];
}

function emitStar(star: Extract<SelectItem, { kind: "star" }>, context: Context): Item[] {
  const all = context.scope.star(star.qualifier, star.at);
  for (const { folded, written, at } of [
    ...star.exclude,
    ...star.replace.map(({ name }) => name),
    ...star.rename.map(({ from }) => from),
  ]) {
    if (!all.some(({ name }) => name === folded)) context.refuse(at, `* has no column ${written}.`);
  }
  const pattern = star.ilike === undefined ? undefined : likePattern(star.ilike);
  return all
    .filter(
      ({ name }) =>
        !star.exclude.some(({ folded }) => folded === name) && (pattern?.test(name) ?? true),
    )
    .map((column) => {
      const { name } = column;
      const replacement = star.replace.find((each) => each.name.folded === name);
      const to = star.rename.find((each) => each.from.folded === name)?.to;
      const value = replacement
        ? context.emit(replacement.expression)
        : { sql: column.sql, type: column.type };
      return {
        column: { name: to?.folded ?? name, label: to?.written ?? column.label, type: value.type },
        value,
      };
    });
}

function likePattern(pattern: string): RegExp {
  const source = pattern
    .replace(/[.*+?^${}()|[\]\\]/g, "\\$&")
    .replaceAll("%", ".*")
    .replaceAll("_", ".");
  return new RegExp(`^${source}$`, "is");
}

function emitGrouping(
  select: Select,
  items: readonly Item[],
  context: Context,
): { keys: Value[]; sql: string } {
  const { groupBy } = select;
  if (!groupBy) return { keys: [], sql: "" };
  if (groupBy.kind === "all") {
    const keys = items
      .filter(({ expression }) => !expression || !callsOf(expression).some(isAggregate))
      .map(({ value }) => value);
    return { keys, sql: keys.length > 0 ? `GROUP BY ${keys.map(keyOf).join(", ")}` : "" };
  }
  const keys: Value[] = [];
  const key = (expression: Expression): string => {
    const value = groupValue(expression, items, context);
    keys.push(value);
    return keyOf(value);
  };
  const parts = groupBy.keys.map((each: GroupKey) => {
    if (!("sets" in each)) return key(each);
    const sets = each.sets.map((set) => {
      const columns = set.map(key);
      return columns.length === 1 ? columns[0] : `(${columns.join(", ")})`;
    });
    return `${each.kind === "sets" ? "GROUPING SETS" : each.kind.toUpperCase()} (${sets.join(", ")})`;
  });
  return { keys, sql: `GROUP BY ${parts.join(", ")}` };
}

// A number is a position; a name is a column of the tables first, then an alias.
function groupValue(expression: Expression, items: readonly Item[], context: Context): Value {
  if (expression.kind !== "number") return context.emit(expression);
  const item = items[Number(expression.text) - 1];
  return (
    item?.value ??
    context.refuse(expression.at, `there is no column ${expression.text} to group by.`)
  );
}
