import { type CommonTable, Context, type EmittedQuery } from "../semantics/context";
import { Mismatch } from "../semantics/mismatch";
import type { Schema } from "../semantics/schema";
import { Scope } from "../semantics/scope";
import type { Value } from "../semantics/value";
import type { Expression, Query } from "../syntax/ast";
import { emitExpression } from "./expression";
import { emitQuery } from "./query";

/** Counts the names that were made up for one statement. */
interface Counter {
  count: number;
}

/** Translates one statement: every part of it through the method for its kind. */
export class Emitter extends Context {
  constructor(
    statement: string,
    schema: Schema,
    scope = new Scope(statement, []),
    commonTables: ReadonlyMap<string, CommonTable> = new Map(),
    private readonly counter: Counter = { count: 0 },
    private readonly ofGroup: ReadonlyMap<string, string> = new Map(),
  ) {
    super(statement, schema, scope, commonTables);
  }

  emit(expression: Expression): Value {
    return this.placed(expression.at, () => {
      const value = emitExpression(expression, this);
      // A shorter way to the text of a key would be an expression that is not grouped by.
      const sql = this.ofGroup.get(value.sql);
      return sql === undefined ? value : { sql, type: value.type };
    });
  }

  query(query: Query): EmittedQuery {
    return this.placed(query.at, () => emitQuery(query, this));
  }

  within(scope: Scope, commonTables = this.commonTables): Emitter {
    return new Emitter(this.statement, this.schema, scope, commonTables, this.counter);
  }

  grouped(values: ReadonlyMap<string, string>): Emitter {
    const { statement, schema, scope, commonTables, counter } = this;
    return new Emitter(statement, schema, scope, commonTables, counter, values);
  }

  ungrouped(): Emitter {
    return this.grouped(new Map());
  }

  unique(prefix: string): string {
    this.counter.count += 1;
    return `${prefix}${this.counter.count}`;
  }

  /** Two types that do not go together know no place; it is where the expression stands that puts them together. */
  private placed<T>(at: number, emit: () => T): T {
    try {
      return emit();
    } catch (error) {
      if (error instanceof Mismatch) this.refuse(at, error.message);
      throw error;
    }
  }
}
