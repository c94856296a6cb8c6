import type { Expression, Query } from "../syntax/ast";
import { SqlError } from "../syntax/error";
import type { ElementRows } from "./elements";
import type { Column, Schema } from "./schema";
import type { Scope } from "./scope";
import type { Value } from "./value";

/** A query in DuckDB's SQL, and its columns. */
export interface EmittedQuery {
  sql: string;
  columns: Column[];
  /** Its rows, once for each element of an array that it passes on, where there is a way to them. */
  elements?: ElementRows | undefined;
}

/** What the name of a common table expression means. */
export interface CommonTable {
  columns: readonly Column[];
  elements?: ElementRows | undefined;
}

/**
 * What a part of a statement is translated with: the names in sight, and the translation of its own parts. Expressions
 * hold queries and queries hold expressions, so the recursion goes through this object.
 */
export abstract class Context {
  constructor(
    readonly statement: string,
    readonly schema: Schema,
    readonly scope: Scope,
    /** The common table expressions that a name can mean, innermost last. */
    readonly commonTables: ReadonlyMap<string, CommonTable>,
  ) {}

  abstract emit(expression: Expression): Value;

  abstract query(query: Query): EmittedQuery;

  /** The same, with other names in sight. */
  abstract within(scope: Scope, commonTables?: ReadonlyMap<string, CommonTable>): Context;

  /** The same after GROUP BY, by what each of its values is from then on. */
  abstract grouped(values: ReadonlyMap<string, string>): Context;

  /** The same before GROUP BY, where the arguments of an aggregate function are. */
  abstract ungrouped(): Context;

  /** A name that nothing else in the statement has. */
  abstract unique(prefix: string): string;

  /** Refuses what stands at an offset of the statement. */
  refuse(at: number, why: string): never {
    throw new SqlError(this.statement, at, why);
  }
}
