import { identifier } from "../semantics/quote";
import type { Schema } from "../semantics/schema";
import { asBoolean } from "../semantics/value";
import { parseDeleteStatement } from "../syntax/statement";
import { changedTable } from "./changed";

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
  const { name, target, alias, inside } = changedTable(table, sql, schema);
  const condition = where ? ` WHERE ${asBoolean(inside.emit(where))}` : "";
  return {
    name,
    table: target.name,
    from: (relation) => `FROM ${identifier(relation)} AS ${identifier(alias)}${condition}`,
  };
}
