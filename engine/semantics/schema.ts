import type { SnowflakeType } from "./types";

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
}
