import type {
  Alias,
  Call,
  Expression,
  From,
  Name,
  Query,
  Select,
  SelectItem,
  TableExpression,
} from "./ast";

/** `PIVOT (aggregate FOR column IN (values))`. */
export interface Pivot {
  aggregate: Call;
  /** What is added to the names of its columns. */
  suffix?: Name;
  column: Name;
  values: { value: Expression; written: string; alias?: Name }[];
  /** What stands where there is no value. */
  otherwise?: Expression;
  at: number;
}

/** `UNPIVOT (values FOR names IN (columns))`. */
export interface Unpivot {
  includesNulls: boolean;
  values: Name;
  names: Name;
  columns: { column: Name; alias?: string }[];
  at: number;
}

/**
 * PIVOT as the query that it stands for: an aggregate of each value's rows, grouped by all columns that it
 * does not name.
 *
 * Source: "PIVOT": a column is called as its value is written, quotes included.
 */
export function pivoted(table: TableExpression, pivot: Pivot, alias?: Alias): TableExpression {
  const { aggregate, suffix, column, values, otherwise, at } = pivot;
  const summed = aggregate.arguments[0]?.value;
  const excluded = [...(summed?.kind === "column" ? [summed.name] : []), column];
  const items = values.map(({ value, written, alias: given }): SelectItem => {
    const own = given ?? { folded: written, written, at: value.at };
    const name = suffix ? joined(own, suffix) : own;
    const then = summed ?? { kind: "null", at };
    const cell: Call = {
      ...aggregate,
      arguments: [
        { value: { kind: "case", branches: [{ when: matches(column, value), then }], at } },
      ],
    };
    const expression = otherwise ? call("COALESCE", [cell, otherwise], at) : cell;
    return { kind: "expression", expression, alias: name, label: name.written };
  });
  // Without a column to group by, an aggregate of no rows would be a row.
  const having: Expression = {
    kind: "binary",
    operator: ">",
    left: call("COUNT", [{ kind: "star", at }], at),
    right: { kind: "number", text: "0", at },
    at,
  };
  return derived(
    {
      ...select([star(excluded, at), ...items], table, at),
      groupBy: { kind: "all" },
      having,
    },
    alias,
    at,
  );
}

/**
 * UNPIVOT as the query that it stands for: each row once for each of the columns.
 *
 * Source: "UNPIVOT": a NULL has no row, unless NULLs are included.
 */
export function unpivoted(
  table: TableExpression,
  unpivot: Unpivot,
  alias?: Alias,
): TableExpression {
  const { includesNulls, values, names, columns, at } = unpivot;
  // With a blank in it, which no name in the statement has unless it is quoted.
  const list: Name = { folded: "unpivoted columns", written: "unpivoted columns", at };
  const text = (each: Unpivot["columns"][number]): Expression => ({
    kind: "string",
    value: each.alias ?? each.column.folded,
    at: each.column.at,
  });
  const value: Expression = {
    kind: "case",
    operand: { kind: "column", qualifier: list, name: names, at },
    branches: columns.map((each) => ({ when: text(each), then: columnOf(each.column) })),
    at,
  };
  const body = select(
    [
      star(
        columns.map(({ column }) => column),
        at,
      ),
      { kind: "expression", expression: value, alias: values, label: values.written },
    ],
    table,
    at,
  );
  body.from.joins.push({
    kind: "CROSS",
    natural: false,
    right: {
      kind: "values",
      rows: columns.map((each) => [text(each)]),
      alias: { name: list, columns: [names] },
      at,
    },
    at,
  });
  const where: Expression = { kind: "isNull", operand: value, negated: true, at };
  return derived({ ...body, ...(includesNulls ? {} : { where }) }, alias, at);
}

function matches(column: Name, value: Expression): Expression {
  const operand = columnOf(column);
  const { at } = value;
  return value.kind === "null"
    ? { kind: "isNull", operand, negated: false, at }
    : { kind: "binary", operator: "=", left: operand, right: value, at };
}

function columnOf(name: Name): Expression {
  return { kind: "column", name, at: name.at };
}

function call(name: string, values: Expression[], at: number): Call {
  return { kind: "call", name, arguments: values.map((value) => ({ value })), distinct: false, at };
}

function joined(one: Name, other: Name): Name {
  return {
    folded: `${one.folded}_${other.folded}`,
    written: `${one.written}_${other.written}`,
    at: one.at,
  };
}

function star(exclude: Name[], at: number): SelectItem {
  return { kind: "star", exclude, replace: [], rename: [], at };
}

function select(items: SelectItem[], first: TableExpression, at: number): Select & { from: From } {
  return { kind: "select", distinct: false, items, from: { first, joins: [] }, at };
}

function derived(body: Query["body"], alias: Alias | undefined, at: number): TableExpression {
  const query: Query = { with: [], body, orderBy: [], at };
  return { kind: "derived", query, lateral: false, ...(alias && { alias }), at };
}
