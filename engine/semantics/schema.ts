import type { Name } from "../syntax/ast";
import type { SnowflakeType } from "./types";
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
}

/** The relations that exist. */
export interface Schema {
  /** Resolves a folded name of one to three parts: `["DB", "SCHEMA", "T"]` or `["T"]`. */
  resolve(name: readonly string[]): Relation | undefined;
  /** The names for an error to list. */
  names(): string[];
  /** A session variable by its folded name, without the dollar sign. There is none outside of a session. */
  variable?(name: string): Value | undefined;
}

/** Why a name that resolves to nothing is refused. */
export function noRelation(name: readonly Name[], schema: Schema, hint = ""): string {
  const written = name.map((part) => part.written).join(".");
  return `there is no table or view ${written}.${hint} There is ${schema.names().join(", ") || "none"}.`;
}
