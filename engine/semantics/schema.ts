import type { Name } from "../syntax/ast";
import type { DeclaredType, SnowflakeType } from "./types";
import type { Value } from "./value";

/** A column of a relation or of a result. */
export interface Column {
  /** The name that statements resolve: upper case, unless it was quoted. */
  name: string;
  type: SnowflakeType;
  /** The name as the statement writes it: `select eventID` → `eventID`, `count(*)` → `count(*)`. */
  label: string;
}

/** A table or view that statements can name. */
export interface Relation {
  /** The name in DuckDB, unquoted. */
  name: string;
  columns: readonly Column[];
  /** An array of its rows that is kept element by element, too. */
  elements?: KeptElements | undefined;
}

/**
 * An array that each row of a relation holds, and the relation that keeps its elements. FLATTEN of the array
 * then reads these: the array, and a file of logs is one, never has to be in memory as a whole.
 */
export interface KeptElements {
  /** The column that holds the array, as statements resolve it. */
  column: string;
  /** The keys that lead to the array in the column's value, from the outside in. */
  path: readonly string[];
  /**
   * The name in DuckDB, unquoted, of the elements' relation: one row for each element of each array, in
   * order, and one for an empty array. It has the columns SEQ (a number for each row of the array's
   * relation), INDEX (from zero, NULL for an empty array), VALUE (as JSON), and all others of the array's relation under
   * their names.
   */
  relation: string;
}

/** A function that was made with CREATE FUNCTION: one value of each row, by an expression of its parameters. */
export interface UserFunction {
  /** The name that statements resolve: upper case, unless it was quoted. */
  name: string;
  parameters: readonly ({ name: string } & DeclaredType)[];
  returns: DeclaredType;
  /** Whether the same arguments may give another value in another row. */
  isVolatile: boolean;
  /** The functions of this kind that it calls, by their names as `Schema.function` resolves them. */
  calls: readonly (readonly string[])[];
}

/** The relations and functions that exist. */
export interface Schema {
  /** Resolves a folded name of one to three parts: `["DB", "SCHEMA", "T"]` or `["T"]`. */
  resolve(name: readonly string[]): Relation | undefined;
  /** The names for an error to list. */
  names(): string[];
  /** Resolves a function that somebody has made by its folded name, as `resolve` does. Without it there is none. */
  function?(name: readonly string[]): UserFunction | undefined;
  /** A session variable by its folded name, without the dollar sign. There is none outside of a session. */
  variable?(name: string): Value | undefined;
  /** The database and schema of unqualified names. Defaults to none in use. */
  readonly namespace?: readonly [database: string, schema: string] | undefined;
  /** Whether the host tells of its activity, in the relations that `activity.ts` describes. Defaults to false. */
  readonly knowsActivity?: boolean;
}

/** Why a name that resolves to nothing is refused. */
export function noRelation(name: readonly Name[], schema: Schema, hint = ""): string {
  const written = name.map((part) => part.written).join(".");
  return `there is no table or view ${written}.${hint} There is ${schema.names().join(", ") || "none"}.`;
}
