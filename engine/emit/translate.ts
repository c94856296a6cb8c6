import { Context } from "../semantics/context";
import { emitExpression } from "./expression";
import { emitQuery } from "./query";
import { parseSelectStatement } from "../syntax/parseStatement";
import type { Column, Schema } from "../semantics/schema";
import { Scope, type Source } from "../semantics/scope";

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
