import type { Expression, Query } from "../syntax/ast";
import { SqlError, place } from "../syntax/error";
import type { Column, Schema } from "./schema";
import type { Scope } from "./scope";
import type { Value } from "./value";

/** A query in DuckDB's SQL, and its columns. */
export interface EmittedQuery {
  sql: string;
  columns: Column[];
}

/** The two translations that each need the other, handed on so that no module has to import both. */
export interface Translators {
  expression(expression: Expression, context: Context): Value;
  query(query: Query, context: Context): EmittedQuery;
}

/** What a part of a statement is translated with. */
export class Context {
  private counter = { count: 0 };
  /** The keys of GROUP BY, as DuckDB is told of them. */
  private groupKeys: ReadonlySet<string> = new Set();

  constructor(
    readonly statement: string,
    readonly schema: Schema,
    readonly scope: Scope,
    private readonly translators: Translators,
    /** The common table expressions that a name can mean, innermost last. */
    readonly commonTables: ReadonlyMap<string, readonly Column[]> = new Map(),
  ) {}

  /** The same, with other names in sight. */
  within(scope: Scope, commonTables = this.commonTables): Context {
    const { statement, schema, translators } = this;
    const inner = new Context(statement, schema, scope, translators, commonTables);
    inner.counter = this.counter;
    return inner;
  }

  /** The same, after GROUP BY. */
  grouped(keys: readonly string[]): Context {
    const inner = this.within(this.scope);
    inner.groupKeys = new Set(keys);
    return inner;
  }

  emit(expression: Expression): Value {
    const value = this.translators.expression(expression, this);
    // A shorter way to the text of a key would be an expression that is not grouped by.
    return this.groupKeys.has(value.sql) ? { sql: value.sql, type: value.type } : value;
  }

  query(query: Query): EmittedQuery {
    return this.translators.query(query, this);
  }

  /** A name that nothing else in the statement has. */
  unique(prefix: string): string {
    this.counter.count += 1;
    return `${prefix}${this.counter.count}`;
  }

  /** Refuses what stands at an offset of the statement. */
  refuse(at: number, why: string): never {
    throw new SqlError(`${place(this.statement, at)}: ${why}`);
  }
}
