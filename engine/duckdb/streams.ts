import { identifier } from "../semantics/quote";
import type { Column, Schema } from "../semantics/schema";
import { QueryError } from "./queryError";
import type { Relations } from "./relations";
import type { Session } from "./session";

// Source: "Introduction to streams", "Stream columns". An append-only stream tells of insertions alone.
const metadata: readonly (readonly [Column, string])[] = [
  [{ name: "METADATA$ACTION", label: "METADATA$ACTION", type: "VARCHAR" }, "'INSERT'"],
  [{ name: "METADATA$ISUPDATE", label: "METADATA$ISUPDATE", type: "BOOLEAN" }, "false"],
  [{ name: "METADATA$ROW_ID", label: "METADATA$ROW_ID", type: "VARCHAR" }, "md5(rowid::varchar)"],
];

/** The columns of a stream on a table with these. */
export function streamColumns(columns: readonly Column[]): Column[] {
  return [...columns, ...metadata.map(([column]) => column)];
}

/**
 * Append-only streams. Each is a view of its table's rows from an offset on, which moves when an INSERT that has read
 * the stream commits. DuckDB numbers the rows of a table in the order in which they came, and gives no number
 * again while it runs.
 */
export class Streams {
  /** The table of each stream, by the stream's name. */
  private readonly tables = new Map<string, string>();

  constructor(
    private readonly session: Session,
    private readonly relations: Relations,
  ) {}

  async create(name: string, table: string, showInitialRows: boolean): Promise<void> {
    const base = this.relations.resolve([table]);
    if (base?.kind !== "table") throw new QueryError(`Table '${table}' does not exist.`);
    if (this.relations.kindOf(name) !== undefined) {
      throw new QueryError(`Object '${name}' already exists.`);
    }
    await this.show(name, table, showInitialRows ? 0n : await this.end(table));
    this.relations.add("stream", name, streamColumns(base.columns));
    this.tables.set(name, table);
  }

  async hasData(name: string): Promise<boolean> {
    const [row] = await this.session.rows(`select count(*) > 0 from ${identifier(name)}`);
    return row?.[0] === true;
  }

  /** The streams on a table. */
  on(table: string): string[] {
    return [...this.tables].flatMap(([name, base]) => (base === table ? [name] : []));
  }

  forget(name: string): void {
    this.tables.delete(name);
  }

  /** The same names, with a note of every stream that a statement resolves. */
  watched(names: Schema): { names: Schema; streams: ReadonlySet<string> } {
    const streams = new Set<string>();
    const resolve: Schema["resolve"] = (name) => {
      const relation = names.resolve(name);
      if (relation && this.tables.has(relation.name)) streams.add(relation.name);
      return relation;
    };
    return { names: { ...names, resolve }, streams };
  }

  /**
   * To be called in the transaction of the statement that reads the streams, before it.
   *
   * @returns What moves their offsets behind the rows that they have now.
   */
  async take(names: ReadonlySet<string>): Promise<() => Promise<void>> {
    const moved: [name: string, table: string, offset: bigint][] = [];
    for (const name of names) {
      const table = this.tables.get(name);
      if (table !== undefined) moved.push([name, table, await this.end(table)]);
    }
    return async () => {
      for (const move of moved) await this.show(...move);
    };
  }

  /** Behind the last row of a table. */
  private async end(table: string): Promise<bigint> {
    const [row] = await this.session.rows(
      `select coalesce(max(rowid) + 1, 0) from ${identifier(table)}`,
    );
    const end = row?.[0];
    return typeof end === "bigint" ? end : 0n;
  }

  /** Makes the stream's rows those of its table from an offset on, in the transaction that runs. */
  private async show(name: string, table: string, offset: bigint): Promise<void> {
    const extra = metadata.map(([column, value]) => `${value} as ${identifier(column.name)}`);
    await this.session.run(
      `create or replace temp view ${identifier(name)} as select *, ${extra.join(", ")} from ${identifier(table)} where rowid >= ${offset}`,
    );
  }
}
