import { Context } from "./context";
import { emitExpression } from "./emitExpression";
import { emitQuery } from "./emitQuery";
import { parseSelectStatement } from "./parseStatement";
import type { Column, Schema } from "./schema";
import { Scope, type Source } from "./scope";

/** A statement in DuckDB's SQL, and the columns of its result. */
export interface Translation {
  sql: string;
  columns: Column[];
}

/** What a statement is translated with. `sources` are tables that are there without a FROM. */
export function contextOf(statement: string, schema: Schema, sources: Source[] = []): Context {
  const translators = { expression: emitExpression, query: emitQuery };
  return new Context(statement, schema, new Scope(statement, sources), translators);
}

/**
 * Translates one SELECT of Snowflake SQL into DuckDB's.
 *
 * @throws SqlError for what is not understood or has no equal meaning in DuckDB, with line and column.
 */
export function translateQuery(sql: string, schema: Schema): Translation {
  return emitQuery(parseSelectStatement(sql), contextOf(sql, schema));
}
