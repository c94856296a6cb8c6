import type { Column, Schema } from "../semantics/schema";
import { parseSelectStatement } from "../syntax/statement";
import { Emitter } from "./emitter";

/** A statement in DuckDB's SQL, and the columns of its result. */
export interface Translation {
  sql: string;
  columns: Column[];
}

/**
 * Translates one SELECT of Snowflake SQL into DuckDB's.
 *
 * @throws SqlError for what is not understood or has no equal meaning in DuckDB, with line and column.
 */
export function translateQuery(sql: string, schema: Schema): Translation {
  return new Emitter(sql, schema).query(parseSelectStatement(sql));
}
