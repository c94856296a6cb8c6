import { identifier } from "../semantics/quote";
import { type Column, type Relation, type Schema, noRelation } from "../semantics/schema";
import { Mismatch } from "../semantics/mismatch";
import { as } from "../semantics/value";
import type { Name } from "../syntax/ast";
import { parseInsertStatement } from "../syntax/statement";
import { Emitter } from "./emitter";

/** An INSERT INTO … SELECT, in DuckDB's SQL. */
export interface InsertTranslation {
  /** The name of the table as the statement has it, folded: one to three parts. */
  name: string[];
  /** The name of the table in DuckDB, unquoted. */
  table: string;
  /** Whether what the table held goes, as with INSERT OVERWRITE. */
  overwrite: boolean;
  /** A DuckDB INSERT. */
  sql: string;
}

/**
 * Translates INSERT INTO … SELECT. A value that is not of its column's type is converted, as in an assignment.
 *
 * @throws SqlError for what the translation refuses, with line and column.
 */
export function translateInsert(sql: string, schema: Schema): InsertTranslation {
  const insert = parseInsertStatement(sql);
  const emitter = new Emitter(sql, schema);
  const name = insert.table.map(({ folded }) => folded);
  const target = schema.resolve(name);
  const at = insert.table[0]?.at ?? 0;
  if (!target) return emitter.refuse(at, noRelation(insert.table, schema));
  const columns = columnsOf(target, insert.columns, emitter);
  const query = emitter.query(insert.query);
  if (query.columns.length !== columns.length) {
    emitter.refuse(
      insert.query.at,
      `the SELECT has ${query.columns.length} columns for ${columns.length} of the table.`,
    );
  }
  const names = columns.map((_, index) => identifier(`c${index + 1}`));
  const values = columns.map(({ label, type }, index) => {
    try {
      return as({ sql: names[index] ?? "", type: query.columns[index]?.type ?? type }, type);
    } catch (error) {
      if (error instanceof Mismatch) emitter.refuse(insert.query.at, `${label}: ${error.message}`);
      throw error;
    }
  });
  const into = `${identifier(target.name)} (${columns.map(({ name }) => identifier(name)).join(", ")})`;
  return {
    name,
    table: target.name,
    overwrite: insert.overwrite,
    sql: `INSERT INTO ${into} SELECT ${values.join(", ")} FROM (${query.sql}) AS inserted(${names.join(", ")})`,
  };
}

/** The columns that are named, or all of the table's. */
function columnsOf(table: Relation, names: readonly Name[], emitter: Emitter): readonly Column[] {
  if (names.length === 0) return table.columns;
  return names.map(({ folded, written, at }, index) => {
    const found = table.columns.find(({ name }) => name === folded);
    if (!found) return emitter.refuse(at, `the table ${table.name} has no column ${written}.`);
    if (names.findIndex((other) => other.folded === folded) !== index) {
      emitter.refuse(at, `the column ${written} is named twice.`);
    }
    return found;
  });
}
