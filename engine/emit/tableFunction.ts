import type { TableExpression } from "../syntax/ast";
import type { Context } from "../semantics/context";
import { tableFunctionNamed } from "../functions/registry";
import { type Carried, NamedArguments } from "../functions/tables/entry";
import { identifier } from "../semantics/quote";
import { type EmittedFrom, Scope, type ScopeColumn, type Source } from "../semantics/scope";

/**
 * A table function over the tables before it. All are wrapped in one subquery whose select list unnests,
 * with only the columns that the statement uses: a lateral subquery, or all columns of FLATTEN, would hold
 * every element of every file in memory.
 */
export function emitTableFunction(
  { call, alias, at }: Extract<TableExpression, { kind: "function" }>,
  left: EmittedFrom | undefined,
  isLeftJoined: boolean,
  context: Context,
): EmittedFrom {
  const called = tableFunctionNamed(call.name);
  if (!called) return context.refuse(at, `the table function ${call.name} is not supported here.`);
  const inside = context.within(new Scope(context.statement, left?.sources ?? [], context.scope));
  const given = new NamedArguments(call, called.parameters, context);
  const produced = called.produce({ given, left, isLeftJoined, context: inside, at });
  const wrapper = context.unique("flattened");
  const columnOf = (column: string): string => `${identifier(wrapper)}.${identifier(column)}`;
  const passed: { column: ScopeColumn; carried: Carried }[] = [];
  const sources = (left?.sources ?? []).map((source): Source => ({
    alias: source.alias,
    columns: source.columns.map((origin) => {
      const name = `${origin.name}_${passed.length + 1}`;
      const column: ScopeColumn = { ...origin, used: false, origin, sql: columnOf(name) };
      passed.push({ column, carried: { sql: origin.sql, name } });
      return column;
    }),
  }));
  const own = produced.columns.map(({ name, type }, index): ScopeColumn => {
    const renamed = alias?.columns[index];
    return {
      name: renamed?.folded ?? name,
      label: renamed?.written ?? name,
      type,
      sql: columnOf(name),
    };
  });
  sources.push({ alias: alias?.name.folded, columns: own });
  const isUsed = (name: string): boolean =>
    own[produced.columns.findIndex((column) => column.name === name)]?.used ?? false;
  return {
    sources,
    render: () => {
      const carried = passed.filter(({ column }) => column.used).map((each) => each.carried);
      return `(${produced.select(carried, isUsed)}) AS ${identifier(wrapper)}`;
    },
  };
}
