import type { Column, KeptElements, Relation, Schema, UserFunction } from "../semantics/schema";
import type { SnowflakeType } from "../semantics/types";
import { zonedType } from "../semantics/zoned";

/** The DuckDB type that a Snowflake type is stored as. The session is in UTC, so LTZ needs no zone. */
const stored: Record<string, string> = {
  VARCHAR: "VARCHAR",
  NUMBER: "DECIMAL(38, 0)",
  FLOAT: "DOUBLE",
  BOOLEAN: "BOOLEAN",
  TIMESTAMP_NTZ: "TIMESTAMP",
  TIMESTAMP_LTZ: "TIMESTAMP",
  TIMESTAMP_TZ: zonedType,
  DATE: "DATE",
  TIME: "TIME",
  VARIANT: "JSON",
  OBJECT: "JSON",
  ARRAY: "JSON",
  BINARY: "BLOB",
} satisfies Partial<Record<SnowflakeType, string>>;

/** @throws Error for a type that no table can have, such as that of a bare NULL. */
export function storedType(column: Column): string {
  const type = stored[column.type];
  if (type === undefined) throw new Error(`The column ${column.name} has no type to store.`);
  return type;
}

/** What rows are read from. A stream has those of a table that nobody has taken yet. */
type RelationKind = "table" | "view" | "stream";

/** A table, view or stream, told apart. */
export type KnownRelation = Relation & { kind: RelationKind };

/** The tables, views, streams and functions that a statement can name, in one database and schema. */
export class Relations implements Schema {
  /** Whether the host tells of its activity. */
  knowsActivity = false;
  private readonly relations = new Map<string, KnownRelation>();
  private readonly functions = new Map<string, UserFunction>();

  /** @param namespace What a qualified name has to start with. Defaults to anything. */
  constructor(readonly namespace?: readonly [database: string, schema: string]) {}

  resolve(name: readonly string[]): KnownRelation | undefined {
    return this.named(name, this.relations);
  }

  function(name: readonly string[]): UserFunction | undefined {
    return this.named(name, this.functions);
  }

  /** Whether a name that begins with these, of a database and a schema or of a schema, is of one that is here. */
  isHere(qualifiers: readonly string[]): boolean {
    return (
      qualifiers.length <= 2 &&
      [...qualifiers]
        .reverse()
        .every((part, at) => this.namespace === undefined || part === this.namespace[1 - at])
    );
  }

  names(): string[] {
    return [...this.relations.keys()].sort();
  }

  /** All of them, in the order of their names. */
  all(): KnownRelation[] {
    return this.names().flatMap((name) => this.relations.get(name) ?? []);
  }

  /** @param elements An array of each row that another relation keeps element by element. Defaults to none. */
  add(kind: RelationKind, name: string, columns: readonly Column[], elements?: KeptElements): void {
    this.relations.set(name, { kind, name, columns, elements });
  }

  addFunction(made: UserFunction): void {
    this.functions.set(made.name, made);
  }

  removeFunction(name: string): void {
    this.functions.delete(name);
  }

  remove(name: string): void {
    this.relations.delete(name);
  }

  kindOf(name: string): RelationKind | undefined {
    return this.relations.get(name)?.kind;
  }

  private named<T>(name: readonly string[], objects: ReadonlyMap<string, T>): T | undefined {
    const own = name.at(-1);
    return own !== undefined && this.isHere(name.slice(0, -1)) ? objects.get(own) : undefined;
  }
}
