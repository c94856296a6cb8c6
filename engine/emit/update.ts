import { identifier } from "../semantics/quote";
import { noRelation, type Schema } from "../semantics/schema";
import { Scope } from "../semantics/scope";
import { Mismatch } from "../semantics/mismatch";
import { as, asBoolean } from "../semantics/value";
import { parseUpdateStatement } from "../syntax/statement";
import { Emitter } from "./emitter";

/** An UPDATE, in DuckDB's SQL. */
export interface UpdateTranslation {
  /** The name of the table as the statement has it, folded: one to three parts. */
  name: string[];
  /** The name of the table in DuckDB, unquoted. */
  table: string;
  /** A DuckDB UPDATE. */
  sql: string;
}

/**
 * Translates UPDATE … SET … WHERE of one table. A value that is not of its column's type is converted, as in an assignment.
 *
 * @throws SqlError for what the translation refuses, with line and column.
 */
export function translateUpdate(sql: string, schema: Schema): UpdateTranslation {
  const update = parseUpdateStatement(sql);
  const around = new Emitter(sql, schema);
  const name = update.table.map(({ folded }) => folded);
  const target = schema.resolve(name);
  if (!target) return around.refuse(update.table[0]?.at ?? 0, noRelation(update.table, schema));
  const alias = name.at(-1) ?? "";
  const columns = target.columns.map((column) => ({
    ...column,
    sql: `${identifier(alias)}.${identifier(column.name)}`,
  }));
  const inside = around.within(new Scope(sql, [{ alias, columns }]));
  const assignments = update.assignments.map(
    ({ column: { folded, written, at }, value }, index) => {
      const column = columns.find((each) => each.name === folded);
      if (!column) return inside.refuse(at, `the table ${target.name} has no column ${written}.`);
      if (update.assignments.findIndex((other) => other.column.folded === folded) !== index) {
        inside.refuse(at, `the column ${written} is set twice.`);
      }
      try {
        return `${identifier(column.name)} = ${as(inside.emit(value), column.type)}`;
      } catch (error) {
        if (error instanceof Mismatch) inside.refuse(value.at, `${written}: ${error.message}`);
        throw error;
      }
    },
  );
  const condition = update.where ? ` WHERE ${asBoolean(inside.emit(update.where))}` : "";
  return {
    name,
    table: target.name,
    sql: `UPDATE ${identifier(target.name)} AS ${identifier(alias)} SET ${assignments.join(", ")}${condition}`,
  };
}
