import { identifier } from "../semantics/quote";
import { noRelation, type Schema } from "../semantics/schema";
import { Scope } from "../semantics/scope";
import { asBoolean } from "../semantics/value";
import { parseDeleteStatement } from "../syntax/statement";
import { Emitter } from "./emitter";

/** A DELETE, in DuckDB's SQL. */
export interface DeleteTranslation {
  /** The name of the table as the statement has it, folded: one to three parts. */
  name: string[];
  /** The name of the table in DuckDB, unquoted. */
  table: string;
  /** What is deleted, behind DELETE, or behind SELECT … of a relation in the table's place. */
  from: (relation: string) => string;
}

/**
 * Translates DELETE FROM … WHERE of one table.
 *
 * @throws SqlError for what the translation refuses, with line and column.
 */
export function translateDelete(sql: string, schema: Schema): DeleteTranslation {
  const { table, where } = parseDeleteStatement(sql);
  const around = new Emitter(sql, schema);
  const name = table.map(({ folded }) => folded);
  const target = schema.resolve(name);
  if (!target) return around.refuse(table[0]?.at ?? 0, noRelation(table, schema));
  const alias = name.at(-1) ?? "";
  const columns = target.columns.map((column) => ({
    ...column,
    sql: `${identifier(alias)}.${identifier(column.name)}`,
  }));
  const inside = around.within(new Scope(sql, [{ alias, columns }]));
  const condition = where ? ` WHERE ${asBoolean(inside.emit(where))}` : "";
  return {
    name,
    table: target.name,
    from: (relation) => `FROM ${identifier(relation)} AS ${identifier(alias)}${condition}`,
  };
}
