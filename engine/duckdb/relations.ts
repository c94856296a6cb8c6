import type { Column, KeptElements, Relation, Schema } from "../semantics/schema";
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

/** A table or view, told apart. */
export type KnownRelation = Relation & { kind: "table" | "view" };

/** The tables and views that a statement can name, in one database and schema. */
export class Relations implements Schema {
  /** Whether the host tells of its loading. */
  knowsLoads = false;
  private readonly relations = new Map<string, KnownRelation>();

  /** @param namespace What a qualified name has to start with. Defaults to anything. */
  constructor(readonly namespace?: readonly [database: string, schema: string]) {}

  resolve(name: readonly string[]): KnownRelation | undefined {
    const own = name[name.length - 1];
    const qualifiers = name.slice(0, -1);
    const matches = [...qualifiers]
      .reverse()
      .every((part, at) => this.namespace === undefined || part === this.namespace[1 - at]);
    return own === undefined || qualifiers.length > 2 || !matches
      ? undefined
      : this.relations.get(own);
  }

  names(): string[] {
    return [...this.relations.keys()].sort();
  }

  /** All of them, in the order of their names. */
  all(): KnownRelation[] {
    return this.names().flatMap((name) => this.relations.get(name) ?? []);
  }

  /** @param elements An array of each row that another relation keeps element by element. Defaults to none. */
  add(
    kind: "table" | "view",
    name: string,
    columns: readonly Column[],
    elements?: KeptElements,
  ): void {
    this.relations.set(name, { kind, name, columns, elements });
  }

  kindOf(name: string): "table" | "view" | undefined {
    return this.relations.get(name)?.kind;
  }
}
