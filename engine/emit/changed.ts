import { identifier } from "../semantics/quote";
import { type Relation, noRelation, type Schema } from "../semantics/schema";
import { Scope } from "../semantics/scope";
import type { Name } from "../syntax/ast";
import { Emitter } from "./emitter";

/** The table that a statement changes. */
export interface Changed {
  /** Its name as the statement has it, folded: one to three parts. */
  name: string[];
  target: Relation;
  /** What it is called in the statement. */
  alias: string;
  /** Emits what stands in the statement, which sees the table's columns. */
  inside: Emitter;
}

/** @throws SqlError if there is no such table. */
export function changedTable(table: readonly Name[], sql: string, schema: Schema): Changed {
  const around = new Emitter(sql, schema);
  const name = table.map(({ folded }) => folded);
  const target = schema.resolve(name);
  if (!target) return around.refuse(table[0]?.at ?? 0, noRelation(table, schema));
  const alias = name.at(-1) ?? "";
  const columns = target.columns.map((column) => ({
    ...column,
    sql: `${identifier(alias)}.${identifier(column.name)}`,
  }));
  return { name, target, alias, inside: around.within(new Scope(sql, [{ alias, columns }])) };
}
