import type { Column, Schema } from "../semantics/schema";
import type { SnowflakeType } from "../semantics/types";
import type { Name } from "../syntax/ast";
import type { Assignment, Describe, Show, Unset } from "../syntax/commandParser";
import { parseFunctionStatement, parseSelectStatement, parseStatement } from "../syntax/statement";
import { Emitter } from "./emitter";
import { emitFunction, type FunctionTranslation } from "./createFunction";

/** A query in DuckDB's SQL, and the columns of its result. */
export interface Translation {
  sql: string;
  columns: Column[];
}

/** What a statement does: a query, or a command of the session. */
export type TranslatedStatement =
  | ({ kind: "query" } & Translation)
  | {
      kind: "set";
      variables: readonly Name[];
      /** One row with a column for each variable, in their order. */
      values: Translation;
    }
  | Unset
  | Show
  | Describe
  | ({ kind: "createFunction" } & FunctionTranslation);

/**
 * Translates one SELECT of Snowflake SQL into DuckDB's.
 *
 * @throws SqlError for what is not understood or has no equal meaning in DuckDB, with line and column.
 */
export function translateQuery(sql: string, schema: Schema): Translation {
  return new Emitter(sql, schema).query(parseSelectStatement(sql));
}

/**
 * Translates one CREATE FUNCTION of a scalar function of SQL.
 *
 * @throws SqlError as `translateQuery` does, for the body with its place in the statement.
 */
export function translateFunction(sql: string, schema: Schema): FunctionTranslation {
  return emitFunction(parseFunctionStatement(sql), sql, schema);
}

/** The same for a statement that may also be SET, UNSET, SHOW, DESCRIBE or CREATE FUNCTION. */
export function translateStatement(sql: string, schema: Schema): TranslatedStatement {
  const statement = parseStatement(sql);
  const emitter = new Emitter(sql, schema);
  switch (statement.kind) {
    case "query":
      return { kind: "query", ...emitter.query(statement.query) };
    case "set":
      return {
        kind: "set",
        variables: statement.variables,
        values: emitAssigned(statement, emitter),
      };
    case "createFunction":
      return { kind: "createFunction", ...emitFunction(statement, sql, schema) };
    default:
      return statement;
  }
}

// Source: "SET", usage notes.
const reserved: readonly string[] = ["CURRENT", "PUBLIC"];

// What a variable of these types would be in Snowflake is not documented.
const unassignable: readonly SnowflakeType[] = ["VARIANT", "OBJECT", "ARRAY", "INTERVAL"];

function emitAssigned({ variables, values, at }: Assignment, emitter: Emitter): Translation {
  const [only] = values;
  const assigned =
    only?.kind === "subquery" && values.length === 1
      ? emitter.query(only.query)
      : emitRow(values.map((value) => emitter.emit(value)));
  if (assigned.columns.length !== variables.length) {
    emitter.refuse(
      at,
      `SET gives ${variables.length} variables ${assigned.columns.length} values. Write one for each.`,
    );
  }
  for (const [index, { type }] of assigned.columns.entries()) {
    const { at, folded, written } = variables[index]!;
    if (reserved.includes(folded)) {
      emitter.refuse(at, `${written} is a name that Snowflake reserves. Take another one.`);
    }
    if (unassignable.includes(type)) {
      emitter.refuse(
        at,
        `${written} would hold a value of type ${type}. A variable holds a text, number, boolean, binary, date or time: cast it, such as with ::string.`,
      );
    }
  }
  return assigned;
}

function emitRow(values: readonly { sql: string; type: SnowflakeType }[]): Translation {
  return {
    sql: `SELECT ${values.map(({ sql }) => sql).join(", ")}`,
    columns: values.map(({ type }, at) => {
      const name = `COLUMN${at + 1}`;
      return { name, label: name, type };
    }),
  };
}
